"""Looking back: quarters with what was frozen in them, joined only where they compare."""

from datetime import UTC, datetime

import pytest

from content.overlay import SwitchedOff
from engagement import snapshots, workspaces
from engagement.clients import opening
from engagement.packs import overlays, upgrading
from engagement.plans import planning
from engagement.portfolio.over_time import over_time, shared
from engagement.store import Store
from engagement.store import snapshots as rows
from scoring.over_time import Quarter, quarters
from tests.engagement.desk import Desk, open_desk

NOW = datetime(2027, 2, 3, tzinfo=UTC)


def on(month: int, day: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def answered(desk: Desk, level: int = 2) -> Desk:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, level)
    return desk


def take(desk: Desk, at: datetime) -> str:
    return snapshots.take(desk.store, desk.id, now=at).id


def other_pack(desk: Desk) -> None:
    overlays.change(
        desk.store, client_id=desk.place.client.id, pack_id=desk.place.assessment.pack.id,
        whats=(SwitchedOff(capability="data.late-data"),), by="Kim", reason="none here",
    )  # fmt: skip
    seen = upgrading.preview(desk.store, desk.id)
    upgrading.take(desk.store, assessment_id=desk.id, digest=seen.after.digest, by="Kim")


def test_the_newest_of_a_quarter_stands_for_it_and_an_empty_one_has_no_cell(desk: Desk) -> None:
    answered(desk)
    take(desk, on(3, 31))
    last = take(desk, on(6, 30))
    desk.answer("eng.rollback", 5)
    newest = take(desk, on(12, 1))
    earlier = take(desk, on(11, 1))
    held = over_time(desk.store, NOW)
    assert [item.name for item in held.quarters] == [
        "2026 Q1", "2026 Q2", "2026 Q3", "2026 Q4", "2027 Q1",
    ]  # fmt: skip
    [course] = held.courses
    assert [cell.quarter.name for cell in course.cells] == ["2026 Q1", "2026 Q2", "2026 Q4"]
    assert [cell.held.id for cell in course.cells[1:]] == [last, newest]
    assert [cell.taken for cell in course.cells] == [1, 1, 2]
    assert earlier not in [cell.held.id for cell in course.cells]
    assert [(cell.first, cell.joined) for cell in course.cells] == [
        (True, False), (False, True), (False, True),
    ]  # fmt: skip


def test_a_cell_shows_what_was_frozen_and_not_what_is_judged_now(desk: Desk) -> None:
    answered(desk)
    kept = snapshots.snapshot(desk.store, take(desk, on(3)))
    answered(desk, 5)
    [cell] = over_time(desk.store, NOW).courses[0].cells
    assert cell.held.index == kept.info.index
    assert cell.held.verdict == kept.scorecard.verdict
    assert cell.held.scoring == kept.scorecard.scoring


def test_another_content_of_the_pack_or_other_rules_are_marked_and_not_joined(desk: Desk) -> None:
    answered(desk)
    take(desk, on(3))
    other_pack(desk)
    take(desk, on(5))
    rules = take(desk, on(8))
    held = snapshots.snapshot(desk.store, rules)
    older = {
        "info": held.info.model_copy(update={"id": "0" * 10, "taken_at": on(9)}),
        "scorecard": held.scorecard.model_copy(update={"scoring": "0.9.0"}),
    }
    with desk.store.writing() as tx:
        rows.add(tx, held.model_copy(update=older))
    first, pack, scoring = over_time(desk.store, NOW).courses[0].cells
    assert (first.apart, pack.joined, scoring.joined) == ((), False, False)
    assert [" after " in pack.apart[0], scoring.apart] == [True, ("scoring 0.9.0 after 1.0.0",)]


def test_a_pulse_has_an_index_and_no_verdict(desk: Desk) -> None:
    opening.change_depth(desk.store, desk.id, "pulse")
    answered(desk)
    take(desk, on(3))
    [cell] = over_time(desk.store, NOW).courses[0].cells
    assert cell.held.verdict is None
    assert cell.held.index is not None


def test_eight_quarters_at_most_four_at_least_and_the_year_turns() -> None:
    assert [item.name for item in quarters((), NOW.date())] == [
        "2026 Q2", "2026 Q3", "2026 Q4", "2027 Q1",
    ]  # fmt: skip
    assert Quarter(year=2026, number=1).less(5) == Quarter(year=2024, number=4)


@pytest.fixture
def two(store: Store) -> tuple[Desk, Desk]:
    return answered(open_desk(store)), answered(open_desk(store, use_case="Chat"))


def test_the_next_use_case_takes_over_what_the_first_builds_for_the_organisation(
    two: tuple[Desk, Desk],
) -> None:
    first, second = two
    for each in two:
        take(each, on(3))
    one, other = shared(first.store, first.place.client.id)
    plan = planning.roadmap(second.store, second.id, on(3))
    pack = workspaces.pack_of(first.store, first.place.assessment)
    everywhere = {item.id for item in pack.capabilities if item.scope == "organization"}
    expected = sum(row.effort_mid for row in plan.rows if row.capability in everywhere)
    assert expected > 0
    assert other.built == one.reused == pytest.approx(expected)
    assert other.own == pytest.approx(plan.effort_mid - expected)
    assert (one.built, other.reused) == (0, 0)


def test_what_no_snapshot_holds_is_not_known_and_not_nothing(two: tuple[Desk, Desk]) -> None:
    first, second = two
    take(second, on(3))
    one, other = shared(first.store, first.place.client.id)
    assert (one.planned, one.reused, one.own) == (None, None, None)
    assert other.planned
    assert (other.built, other.own) == (None, None)
