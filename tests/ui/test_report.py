"""Report: decisions are proposed, recorded with an owner, and taken back."""

from collections.abc import Callable
from datetime import date

from engagement import planning
from engagement.model import Workspace
from engagement.store import Store
from reports.model import Decision
from tests.ui.conftest import Open


def kept(store: Store, space: Workspace) -> tuple[Decision, ...]:
    return planning.decisions(store, space.assessment.id)


def test_the_plans_proposals_stand_on_the_page_and_none_is_recorded_by_looking(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    assert any("Hold the roll" in item.value for item in app.markdown)
    assert not kept(store, space)


def test_a_proposal_fills_the_form_and_is_recorded_with_its_owner(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    app = app.button(key="decision.take.0").click().run()
    app.text_input(key="decision.owner").input("Dana")
    app.date_input(key="decision.due").set_value(date(2030, 1, 7))
    app.button(key="decision.record").click().run()
    [made] = kept(store, space)
    assert (made.owner, made.due, made.proposed) == ("Dana", date(2030, 1, 7), False)
    assert made.title.startswith("Release")


def test_a_decision_without_an_owner_is_not_recorded(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("report", space)
    app = app.button(key="decision.take.0").click().run()
    app.text_input(key="decision.owner").input(" ")
    app = app.button(key="decision.record").click().run()
    assert "Name the person" in app.error[0].value
    assert not kept(store, space)


def test_a_recorded_decision_can_be_withdrawn(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    planning.record_decision(
        store, assessment_id=space.assessment.id, title="Go on", text="As planned", owner="Dana"
    )
    app = open_page("report", space)
    app.button(key="decision.withdraw.0").click().run()
    assert kept(store, space) == ()
