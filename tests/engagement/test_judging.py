"""Judging: what is kept is gathered whole and judged once a day, and at once when it changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.model import Outcome
from engagement import judging, reporting, workspaces
from engagement.clients import client_list, opening
from engagement.looks import collecting
from engagement.memory import Memory
from scoring.model import Verdict
from scoring.readiness import judge
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import CAPABILITY, Lab

WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which something was really judged."""
    moments: list[datetime] = []

    def count(pack: Any, inputs: Any, as_of: datetime) -> Any:
        moments.append(as_of)
        return judge(pack, inputs, as_of)

    monkeypatch.setattr(judging, "judge", count)
    monkeypatch.setattr(judging, "_MEMORY", Memory(8))
    return moments


def _look(desk: Desk, lab: Lab, outcome: Outcome) -> None:
    lab.seen = dict.fromkeys(lab.seen, outcome)
    if not collecting.sources(desk.store, desk.id):
        collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)


def _level(desk: Desk) -> float:
    return judging.scorecard(desk.store, desk.id).capability(CAPABILITY).mean


def test_before_anything_is_answered_there_is_no_verdict(desk: Desk) -> None:
    card = judging.scorecard(desk.store, desk.id)
    assert card.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert card.pack == desk.place.assessment.pack


def test_a_pulse_gives_an_index_and_never_a_verdict(desk: Desk) -> None:
    opening.change_depth(desk.store, desk.id, "pulse")
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 4)
    card = judging.scorecard(desk.store, desk.id)
    assert card.index is not None
    assert not card.gives_verdict


def test_the_same_inputs_are_judged_once_a_day(
    desk: Desk, judged: list[datetime], lab: Lab
) -> None:
    for moment in (WEDNESDAY, WEDNESDAY + timedelta(hours=3), WEDNESDAY + timedelta(days=1)):
        lab.at(moment)
        judging.scorecard(desk.store, desk.id)
    assert [item.day for item in judged] == [4, 5]


def test_something_that_ends_during_the_day_is_judged_at_once(
    desk: Desk, judged: list[datetime], lab: Lab
) -> None:
    lab.at(WEDNESDAY)
    _look(desk, lab, Outcome.PRESENT)
    judging.scorecard(desk.store, desk.id)
    end = WEDNESDAY + timedelta(days=30)
    for minutes in (-1, 1, 2):
        lab.at(end + timedelta(minutes=minutes))
        judging.scorecard(desk.store, desk.id)
    assert judged == [WEDNESDAY, end - timedelta(minutes=1), end + timedelta(minutes=1)]


def test_a_moment_that_is_given_is_judged_exactly(desk: Desk, judged: list[datetime]) -> None:
    for hours in (0, 1, 1):
        card = judging.scorecard(desk.store, desk.id, WEDNESDAY + timedelta(hours=hours))
        assert card.as_of == WEDNESDAY + timedelta(hours=hours)
    assert len(judged) == 2


def test_a_new_answer_is_judged_at_once(desk: Desk) -> None:
    desk.answer(CAPABILITY, 1)
    low = _level(desk)
    desk.answer(CAPABILITY, 5)
    assert _level(desk) > low


def test_an_absent_finding_lowers_and_its_overrule_lifts_it_again(desk: Desk, lab: Lab) -> None:
    desk.answer(CAPABILITY, 4)
    claimed = _level(desk)
    _look(desk, lab, Outcome.ABSENT)
    assert _level(desk) < claimed
    for found in collecting.findings(desk.store, desk.id):
        collecting.overrule(desk.store, finding_id=found.id, by="Kim", reason="another house")
    assert _level(desk) < claimed  # it is critical: one person alone lifts nothing
    desk.agree()
    assert _level(desk) == claimed


@pytest.mark.parametrize("outcome", [Outcome.UNAVAILABLE, Outcome.ERROR])
def test_a_source_that_stops_answering_changes_nothing(
    desk: Desk, lab: Lab, outcome: Outcome
) -> None:
    desk.answer(CAPABILITY, 4)
    _look(desk, lab, Outcome.ABSENT)
    seen = _level(desk)
    _look(desk, lab, outcome)
    assert _level(desk) == seen


def test_what_the_organisation_answered_once_counts_in_its_next_use_case(desk: Desk) -> None:
    desk.answer("eng.ci-cd", 4)
    second = open_desk(desk.store, use_case="Second")
    card = judging.scorecard(desk.store, second.id).capability("eng.ci-cd")
    assert card.claim == 4


def test_the_memory_lets_the_oldest_go(desk: Desk, judged: list[datetime]) -> None:
    for days in [*range(9), 8, 0]:
        judging.scorecard(desk.store, desk.id, WEDNESDAY + timedelta(days=days))
    assert len(judged) == 10


def test_the_clients_own_pilots_move_the_forecast(desk: Desk) -> None:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 3)
    before = judging.expected(desk.store, desk.id)
    client = workspaces.workspace(desk.store, desk.id).client
    own = client.model_copy(update={"pilots": 8, "pilots_in_production": 8})
    client_list.update_client(desk.store, own)
    after = judging.expected(desk.store, desk.id)
    assert before is not None
    assert after is not None
    assert after.today.chance > before.today.chance
    assert after.history.pilots == 8


def test_what_would_change_the_verdict_follows_the_answers_and_names_probes(desk: Desk) -> None:
    assert judging.turning(desk.store, desk.id) is not None
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 3)
    held = judging.turning(desk.store, desk.id)
    assert held is not None
    assert held.verdict is judging.scorecard(desk.store, desk.id).verdict
    assert held.down or held.up
    opening.change_depth(desk.store, desk.id, "pulse")
    assert judging.turning(desk.store, desk.id) is None


def test_the_report_shows_what_the_page_shows(desk: Desk) -> None:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 3)
    told = reporting.report(desk.store, desk.id)
    assert told.turning == judging.turning(desk.store, desk.id)
    assert told.forecast == judging.expected(desk.store, desk.id)
    assert told.scorecard == judging.scorecard(desk.store, desk.id)
