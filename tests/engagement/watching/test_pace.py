"""The gap over the plans of a use case, told by what was really proved, said and taken out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from assessment.model import Reading
from engagement import snapshots
from engagement.outside import clock
from engagement.plans import plan_items, planning
from engagement.store import exit_criteria
from engagement.store.exit_criteria import Attempted
from engagement.watching.pace import burned_down
from reports import pace_words
from scoring.burn_down_model import BurnDown, WhyNot
from scoring.roadmap_model import Status
from tests.engagement.desk import Desk

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
At = Callable[[int], None]
QUICK = "I-ENG-10"
"""Its lock files, signatures and vulnerabilities are one reading each, but for a window of 30 days."""


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    def move(day: int) -> None:
        moment = START + timedelta(days=day)
        monkeypatch.setattr(clock, "now", lambda: moment)

    move(0)
    return move


@pytest.fixture
def planned(at: At, desk: Desk) -> Desk:
    for capability in ("eng.supply-chain", "reliable.latency", "data.quality-monitoring"):
        desk.answer(capability, 1)
    return desk


def burned(desk: Desk) -> BurnDown:
    found = burned_down(desk.store, desk.id)
    assert found
    return found


def prove(desk: Desk, initiative: str) -> None:
    """Readings of every measured condition, each from a source that held the whole window."""
    plan = planning.roadmap(desk.store, desk.id)
    row = next(item for item in plan.rows if item.id == initiative)
    now = clock.now()
    made = [
        Attempted(
            metric=item.metric, at=now, source="s", valid_until=now + timedelta(days=30),
            reading=Reading(metric=item.metric, value=item.target_value, unit=item.unit, read_at=now,
                            window_seconds=9e6, history_seconds=9e6),
        )
        for item in row.conditions if item.metric and item.target_value is not None
    ]  # fmt: skip
    with desk.store.writing() as tx:
        exit_criteria.add_attempts(tx, desk.id, made)


def days(found: BurnDown) -> list[tuple[int, int, int]]:
    return [((item.day - START.date()).days, item.by_proof, item.by_word) for item in found.points]


def test_what_was_planned_on_the_first_day_goes_down_as_it_is_said_and_proved(
    planned: Desk, at: At
) -> None:
    whole = burned(planned).points[0].by_proof
    assert whole >= 3
    at(10)
    plan_items.set_item(planned.store, planned.id, QUICK, status=Status.DONE)
    at(45)
    prove(planned, QUICK)
    at(46)
    found = burned(planned)
    assert [day for day, *_ in days(found)] == [0, 10, 45, 46]
    assert [item.by_word for item in found.points][1] < whole
    assert found.points[1].by_proof == whole
    assert found.points[-1].by_proof < whole
    assert (found.proved, found.why_not) == (1, WhyNot.TOO_FEW)
    assert "one more initiative" in pace_words.told(found)


def test_what_left_the_plan_by_a_decision_is_no_progress_and_what_our_reading_reached_is(
    planned: Desk, at: At
) -> None:
    snapshots.take(planned.store, planned.id)
    whole = burned(planned).initiatives
    at(30)
    plan_items.set_item(planned.store, planned.id, "I-DATA-02", dropped=True)
    planned.answer("reliable.latency", 5)
    found = burned(planned)
    assert found.initiatives == whole - 1
    assert found.proved == 1
    assert "30 days" in pace_words.told(found) or found.why_not is WhyNot.TOO_FEW


@pytest.mark.parametrize("later", [0, 40])
def test_what_was_called_done_on_the_first_day_is_never_told_as_nothing(
    planned: Desk, at: At, later: int
) -> None:
    plan_items.set_item(planned.store, planned.id, QUICK, status=Status.DONE)
    at(later)
    found = burned(planned)
    told = pace_words.told(found)
    assert "only said to be done" in pace_words.title(found)
    assert "was so by the first day" in told
    assert "nothing was proved or called done" not in told


def test_before_anything_was_answered_there_is_no_gap(at: At, desk: Desk) -> None:
    found = burned_down(desk.store, desk.id)
    assert found is None or found.initiatives == 0


def test_what_is_proved_waits_for_no_window_and_has_its_day(planned: Desk, at: At) -> None:
    plan_items.set_item(planned.store, planned.id, QUICK, status=Status.DONE)
    at(45)
    prove(planned, QUICK)
    at(50)
    row = next(
        item for item in planning.roadmap(planned.store, planned.id).rows if item.id == QUICK
    )
    assert row.status is Status.PROVED
    assert row.proof_end == (START + timedelta(days=45)).date()
    assert planning.plan_inputs(planned.store, planned.id).status[QUICK] is Status.DONE
