"""Track shows how far the exit criteria are proved, and takes a person's word by name."""

from collections.abc import Callable

import pytest

from engagement import snapshots, watching
from engagement.answers import answering
from engagement.model import Workspace
from engagement.plans import plan_items, planning
from engagement.store import Store
from scoring.proof_model import ProofState, Standing
from scoring.roadmap_model import ConditionState, Status
from tests.ui.conftest import Open
from tests.ui.test_pages import words


@pytest.fixture
def planned(answer_all: Callable[..., None]) -> None:
    answer_all("standard", 2)


@pytest.mark.usefixtures("planned")
def test_track_compares_as_the_report_does_and_with_any_snapshot_that_is_chosen(
    open_page: Open, store: Store, space: Workspace
) -> None:
    first = snapshots.take(store, space.assessment.id, "before")
    person = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Vi", role="platform_engineering"
    )
    answering.answer(
        store, assessment_id=space.assessment.id, capability="eng.rollback", kind="level", level=5,
        respondent_id=person.id,
    )  # fmt: skip
    second = snapshots.take(store, space.assessment.id, "after")
    app = open_page("track", space)
    assert not app.exception
    assert app.selectbox("track.since").value == first.id
    assert "A level is said to have risen or fallen" in words(app)
    app.selectbox("track.since").set_value(second.id).run()
    assert not app.exception
    assert "No capability moved" in words(app)


@pytest.mark.usefixtures("planned")
def test_a_condition_is_attested_on_track_and_never_counted_as_proved(
    open_page: Open, store: Store, space: Workspace
) -> None:
    plan = planning.roadmap(store, space.assessment.id)
    asked = next(
        (row.id, item.id) for row in plan.rows for item in row.conditions
        if item.state is ConditionState.TO_ATTEST
    )  # fmt: skip
    plan_items.set_item(store, space.assessment.id, asked[0], status=Status.DONE)
    app = open_page("track", space)
    assert not app.exception
    assert "exit criteria is proved; one only claimed" in words(app)
    assert "The gap to target stands at" in words(app)
    assert "what is proved or called done was so by the first day" in words(app)
    assert "nothing was proved or called done" not in words(app)
    app.selectbox("attest.what").set_value(asked)
    app.text_input("attest.by").set_value("Kim")
    app.text_input("attest.reason").set_value("I saw *it* fail")
    app.button("attest.do").click().run()
    assert not app.exception
    assert "None of" in words(app)
    rows = planning.roadmap(store, space.assessment.id).rows
    held = next(row.proof for row in rows if row.id == asked[0])
    assert held
    assert held.standing is Standing.CLAIMED
    assert (held.count(ProofState.TO_ACCEPT), held.count(ProofState.ATTESTED)) == (1, 0)
    assert "waits for a second person" in str(app.dataframe[0].value["Proof"].tolist())
    app.text_input("me.field").set_value("Bo").run()
    app.button(f"attested.{asked[0]}.{asked[1]}.accept").click().run()
    assert not app.exception
    rows = planning.roadmap(store, space.assessment.id).rows
    held = next(row.proof for row in rows if row.id == asked[0])
    assert held
    assert held.count(ProofState.ATTESTED) == 1
    assert "Claimed done" in str(app.dataframe[0].value["Status"].tolist())
    watching.withdraw_attestation(
        store, assessment_id=space.assessment.id, initiative=asked[0], condition=asked[1],
        by="Bo", reason="Another build",
    )  # fmt: skip
    assert "I saw" not in words(open_page("track", space))


@pytest.mark.usefixtures("planned")
def test_track_opens_with_every_criterion_and_marks_that_choice(
    open_page: Open, space: Workspace
) -> None:
    app = open_page("track", space)
    shown = app.button_group("track.standing")
    assert shown.indices == [0]
    assert shown.options[0].startswith("All ")
    every = len(app.dataframe[0].value)
    shown.set_value(Standing.PLANNED.value).run()
    assert not app.exception
    assert len(app.dataframe[0].value) == every  # nothing else stands in a plan that just began


@pytest.mark.usefixtures("planned")
def test_what_waits_for_a_second_person_is_counted_and_accepted_where_things_are_settled(
    open_page: Open, store: Store, space: Workspace
) -> None:
    plan = planning.roadmap(store, space.assessment.id)
    initiative, condition, text = next(
        (row.id, item.id, item.text) for row in plan.rows for item in row.conditions
        if item.state is ConditionState.TO_ATTEST
    )  # fmt: skip
    watching.attest(
        store, assessment_id=space.assessment.id, initiative=initiative, condition=condition,
        by="Kim", reason="I saw *it* fail",
    )  # fmt: skip
    judge = open_page("judge", space)
    assert "1 attestation waits" in judge.button("judge.attested").label
    app = open_page("settle", space)
    assert app.button_group("settle.part").options.index("Attestations 1") >= 0
    app.button_group("settle.part").set_value("Attestations").run()
    assert app.header[0].value == "One attestation waits for a second person"
    assert text.split(":")[0] in words(app)
    app.text_input("me.field").set_value("Kim").run()
    assert "once another person has accepted it" in words(app)
    app.text_input("me.field").set_value("Bo").run()
    app.button(f"attested.{initiative}.{condition}.accept").click().run()
    assert not app.exception
    assert app.header[0].value == "No attestation waits for a second person"
    rows = planning.roadmap(store, space.assessment.id).rows
    held = next(row.proof for row in rows if row.id == initiative)
    assert held
    assert held.count(ProofState.ATTESTED) == 1
    assert not [one for one in open_page("judge", space).button if one.key == "judge.attested"]
