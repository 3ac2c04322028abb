"""Snapshots: frozen whole, found again, and honest about what moved since."""

from datetime import UTC, datetime, timedelta

import pytest

from engagement import reporting, snapshots, workspaces
from engagement.clients import opening
from engagement.faults import Refused
from engagement.frozen import courses, results
from tests.engagement.desk import Desk, open_desk

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def answered(desk: Desk) -> Desk:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 3)
    return desk


def _take(desk: Desk, days: int = 0, note: str = "") -> str:
    return snapshots.take(desk.store, desk.id, note, now=NOW + timedelta(days=days)).id


def test_a_snapshot_compared_with_itself_has_no_movement(answered: Desk) -> None:
    _take(answered)
    moved = snapshots.compare_with_last(answered.store, answered.id, NOW)
    assert moved
    assert moved.comparable
    assert moved.movements == ()


def test_what_was_frozen_does_not_change_with_what_is_answered_later(answered: Desk) -> None:
    taken = _take(answered)
    frozen = snapshots.snapshot(answered.store, taken)
    answered.answer("eng.rollback", 5)
    assert snapshots.snapshot(answered.store, taken) == frozen


def test_an_answer_given_since_shows_as_movement(answered: Desk) -> None:
    _take(answered)
    answered.answer("eng.rollback", 5)
    moved = snapshots.compare_with_last(answered.store, answered.id, NOW + timedelta(days=1))
    assert moved
    assert [item.capability for item in moved.movements] == ["eng.rollback"]


def test_a_snapshot_holds_what_went_in_and_what_came_out(answered: Desk) -> None:
    kept = snapshots.snapshot(answered.store, _take(answered, note="before the summer"))
    assert len(kept.inputs.answers) == len(workspaces.asked(answered.store, answered.id))
    assert kept.info.note == "before the summer"
    assert kept.info.pack == kept.scorecard.pack == answered.place.assessment.pack
    assert kept.roadmap is not None


def test_they_are_listed_newest_first_for_the_whole_use_case(answered: Desk) -> None:
    first = _take(answered)
    again = opening.start_assessment(
        answered.store, use_case_id=answered.place.use_case.id, profile_id="customer-realtime"
    )
    second = snapshots.take(answered.store, again.assessment.id, now=NOW).id
    listed = snapshots.snapshots(answered.store, again.assessment.id)
    assert [item.id for item in listed] == [second, first]
    assert snapshots.snapshots(answered.store, answered.place.use_case.id) == listed


def test_the_same_moment_is_frozen_once(answered: Desk) -> None:
    assert _take(answered) == _take(answered)
    assert len(snapshots.snapshots(answered.store, answered.id)) == 1


def test_before_the_first_there_is_nothing_to_compare_with(desk: Desk) -> None:
    assert snapshots.compare_with_last(desk.store, desk.id) is None


def test_a_result_that_is_frozen_already_is_recognised(answered: Desk) -> None:
    assert results.frozen_as(answered.store, answered.id) == ""
    taken = _take(answered)
    assert results.frozen_as(answered.store, answered.id) == taken
    answered.answer("eng.rollback", 5)
    assert results.frozen_as(answered.store, answered.id) == ""


def test_a_report_compares_with_the_last_result_that_was_another(answered: Desk) -> None:
    _take(answered)
    assert results.compare_with_earlier(answered.store, answered.id, NOW) is None
    answered.answer("eng.rollback", 5)
    _take(answered, days=1)
    moved = results.compare_with_earlier(answered.store, answered.id, NOW + timedelta(days=1))
    assert moved
    assert moved.before_at == NOW


def test_any_snapshot_of_the_use_case_can_be_compared_with_and_no_other(answered: Desk) -> None:
    first = _take(answered)
    answered.answer("eng.rollback", 5)
    _take(answered, days=1)
    found = results.compare_with(answered.store, answered.id, first, NOW + timedelta(days=1))
    assert found.before_at == NOW
    assert [item.capability for item in found.movements] == ["eng.rollback"]
    other = open_desk(answered.store, client="Other")
    with pytest.raises(Refused, match="no such snapshot"):
        results.compare_with(answered.store, other.id, first)


def test_each_dimension_has_its_course_over_the_frozen_results_and_now(answered: Desk) -> None:
    _take(answered)
    answered.answer("eng.rollback", 5)
    found = courses.dimensions(answered.store, answered.id)
    assert len(found) == 5
    assert all([item.joined for item in course.points] == [False, True] for course in found)
    _take(answered, days=1)
    again = courses.dimensions(answered.store, answered.id)
    assert [len(course.points) for course in again] == [2] * 5


def test_another_clients_snapshots_are_not_listed(answered: Desk) -> None:
    _take(answered)
    other = open_desk(answered.store, client="Other")
    assert snapshots.snapshots(answered.store, other.id) == ()


def test_a_snapshot_that_does_not_exist_is_refused_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refused, match="no such snapshot"):
        snapshots.snapshot(desk.store, "nonsense")


def test_a_report_says_when_its_snapshot_was_frozen(answered: Desk) -> None:
    assert reporting.report(answered.store, answered.id).frozen_at is None
    _take(answered)
    assert reporting.report(answered.store, answered.id).frozen_at == NOW


def test_a_report_knows_its_place_online_once_the_server_has_an_address(
    answered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reporting.report(answered.store, answered.id).online == ""
    monkeypatch.setenv("PRODWORTHY_PUBLIC_ADDRESS", "https://prodworthy.example.org/")
    online = reporting.report(answered.store, answered.id).online
    assert online == f"https://prodworthy.example.org/report?a={answered.id}"
