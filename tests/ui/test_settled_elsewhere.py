"""What is told on one page and settled on another: inherited conflicts, disputes, reworded levels."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from content.overlay import Reworded
from content.traits import Traits
from engagement.answers import answering, rounds
from engagement.clients import opening, use_cases
from engagement.model import Workspace
from engagement.packs import overlays, upgrading
from engagement.settling import conflicts
from engagement.store import Store
from tests.engagement.planted import find
from tests.ui.conftest import Open
from tests.ui.test_pages import words
from tests.ui.test_settle import part

EVERYBODYS = "eng.ci-cd"


def second(store: Store, space: Workspace) -> Workspace:
    case = use_cases.create_use_case(
        store, client_id=space.client.id, name="Churn", traits=Traits(decision_window_hours=0.01)
    )
    return opening.start_assessment(
        store, use_case_id=case.id, profile_id="customer-realtime", depth="standard"
    )


def test_an_inherited_conflict_is_listed_and_leads_to_where_it_is_settled(
    open_page: Open, store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all("standard", level=4)
    find(store, space, EVERYBODYS)
    [own] = conflicts.conflicts(store, space.assessment.id)
    conflicts.assign(
        store, assessment_id=space.assessment.id, number=own.number, owner="Kim", due=None
    )
    app = open_page("settle", second(store, space))
    assert not app.exception
    assert app.header[0].value == "No conflict of this use case is open; one is inherited"
    assert "Inherited (1)" in [item.value for item in app.subheader]
    assert "from Loan triage" in words(app)
    assert "Kim" in words(app)
    there = next(item for item in app.button if item.label == "Settle it there").click().run()
    assert not there.exception
    assert there.query_params["a"] == space.assessment.id
    assert any("Pipeline" in item.value or "CI" in item.value for item in there.subheader)


def test_a_dispute_is_given_to_somebody_with_a_day_and_shows_it_in_the_list(
    open_page: Open, store: Store, space: Workspace, respondent: str
) -> None:
    other = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Rana", role="operations"
    )
    for who, level in ((respondent, 1), (other.id, 5)):
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=who,
            capability="eng.rollback", kind="level", level=level, grade="E0",
        )  # fmt: skip
    rounds.talk_over(
        store, assessment_id=space.assessment.id, capability="eng.rollback", levels={}, by="Ute"
    )
    app = part(open_page("settle", space), "People apart")
    box = next(item for item in app.selectbox if "Who settles it" in item.label)
    app = box.set_value("Rana").run()
    day = next(item for item in app.date_input if item.label == "By")
    app = day.set_value(date(2031, 3, 7)).run()
    assert not app.exception
    held = rounds.disputes(store, space.assessment.id)["eng.rollback"]
    assert (held.owner, held.due) == ("Rana", date(2031, 3, 7))
    shown = next(item for item in app.radio if item.label == "Apart").options
    assert "Rana" in shown[0]
    assert "disputed" in shown[0]


def test_a_finding_on_a_reworded_level_warns_where_it_is_shown(
    open_page: Open, store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all("standard", level=3)
    find(store, space, "eng.rollback")
    assert "was reworded for this client" not in words(open_page("look", space))
    what = Reworded(capability="eng.rollback", field="anchor_3", text="Somebody can go back.")
    overlays.change(
        store, client_id=space.client.id, pack_id="ai-production", whats=[what], by="Priya",
        reason="their words",
    )  # fmt: skip
    seen = upgrading.preview(store, space.assessment.id)
    upgrading.take(store, assessment_id=space.assessment.id, digest=seen.after.digest, by="Priya")
    told = words(_look(open_page, space))
    assert "was reworded for this client" in told
    assert "Somebody can go back" in told


def _look(open_page: Open, space: Workspace) -> AppTest:
    app = open_page("look", space)
    assert not app.exception
    return app
