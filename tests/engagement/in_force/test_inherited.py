"""A carried answer brings what was found about it, and nothing of the other use case's own systems."""

from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook

from assessment.model import Bearing, Outcome
from engagement import judging, reporting
from engagement.model import ProbeRun
from engagement.settling import conflicts
from engagement.settling.inherited_conflicts import inherited_conflicts
from engagement.store import evidence
from reports.sections import build as sections_of
from scoring.model import State
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import START, Eyes

EVERYBODYS, OURS = "eng.ci-cd", "eng.rollback"
LATER = START + timedelta(hours=1)


def found(desk: Desk, outcome: Outcome, *about: str) -> None:
    """A finding at anchor 3 about each of the capabilities."""
    run = ProbeRun(id=f"run-{desk.id}", assessment_id=desk.id, started_at=START, state="finished")
    bearings = tuple(Bearing(pack="ai-production", capability=item, anchor=3) for item in about)
    seen = Eyes(source=desk.id).saw(outcome).model_copy(update={"bearings": bearings})
    with desk.store.writing() as tx:
        evidence.save_run(tx, run)
        evidence.add_findings(tx, run, (seen,))


def test_a_claim_is_carried_with_the_witness_against_it(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 5)
    found(desk, Outcome.ABSENT, EVERYBODYS)
    second = open_desk(desk.store, use_case="Second")
    here, there = (
        judging.scorecard(desk.store, one, LATER).capability(EVERYBODYS)
        for one in (second.id, desk.id)
    )
    assert here.belief == there.belief
    assert here.state is State.CONFLICT


def test_only_what_bears_on_the_carried_answer_comes_with_it(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    found(desk, Outcome.PRESENT, EVERYBODYS, OURS)
    second = open_desk(desk.store, use_case="Second")
    [seen] = judging.inputs(desk.store, second.id).findings
    assert {item.capability for item in seen.bearings} == {EVERYBODYS}


def test_an_answer_of_its_own_leaves_the_other_use_cases_witness_behind(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    found(desk, Outcome.ABSENT, EVERYBODYS)
    second = open_desk(desk.store, use_case="Second")
    second.answer(EVERYBODYS, 2)
    assert judging.inputs(desk.store, second.id).findings == ()


def test_inherited_evidence_grows_old_as_it_does_where_it_was_found(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 3)
    found(desk, Outcome.PRESENT, EVERYBODYS)
    second = open_desk(desk.store, use_case="Second")
    old = judging.scorecard(desk.store, second.id, START + timedelta(days=31))
    assert judging.scorecard(desk.store, second.id, LATER).capability(EVERYBODYS).state is (
        State.ALIGNED
    )
    assert old.capability(EVERYBODYS).state is State.STALE


def test_a_conflict_is_settled_where_it_was_found(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 5)
    found(desk, Outcome.ABSENT, EVERYBODYS)
    second = open_desk(desk.store, use_case="Second")
    assert [item.capability for item in conflicts.conflicts(desk.store, desk.id)] == [EVERYBODYS]
    assert conflicts.conflicts(desk.store, second.id) == ()


def test_an_inherited_conflict_is_told_with_whose_it_is_where_it_is_settled(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 5)
    found(desk, Outcome.ABSENT, EVERYBODYS)
    [own] = conflicts.conflicts(desk.store, desk.id)
    conflicts.assign(desk.store, assessment_id=desk.id, number=own.number, owner="Kim", due=None)
    second = open_desk(desk.store, use_case="Second")
    [told] = inherited_conflicts(desk.store, second.id)
    assert (told.use_case, told.assessment) == ("Scoring", desk.id)
    assert (told.conflict.name, told.conflict.owner) == ("K-1", "Kim")
    made = reporting.report(desk.store, second.id)
    claims = next(item for item in sections_of(made) if item.id == "claims").model_dump_json()
    assert "Inherited with the answer: settled in Scoring, as K-1" in claims
    assert "Kim" in claims
    sheet = load_workbook(BytesIO(reporting.made_as(made, "xlsx")))["Conflicts"]
    told_there = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Inherited: settled in Scoring" in told_there
    second.answer(EVERYBODYS, 2)
    assert inherited_conflicts(desk.store, second.id) == ()


def test_the_report_of_the_second_is_made_with_what_it_inherits(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 4)
    found(desk, Outcome.ABSENT, EVERYBODYS)
    second = open_desk(desk.store, use_case="Second")
    made = reporting.report(desk.store, second.id)
    assert len(made.findings) == 1
    assert reporting.made_as(made, "json")
    assert reporting.made_as(made, "xlsx")
