"""A unit that is due is carried out once, tried again later where it failed, and listed with both."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessment.sources import Source
from engagement.clients import opening
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.reassessment.starting import assess_again
from engagement.schedule.agenda import Line, agenda
from engagement.schedule.cadence import set_schedule, set_source_cadence, source_cadences
from engagement.schedule.running import next_at, run_one
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

DAY = timedelta(days=1)


@pytest.fixture
def moment(lab: Lab) -> datetime:
    """A fixed moment; the clock stands still until a test moves it."""
    now = clock.now()
    lab.at(now)
    return now


@pytest.fixture
def desk(moment: datetime, store: Store) -> Desk:
    made = open_desk(store)
    set_schedule(
        store, client_id=made.place.client.id, runs=True, days={"reread": 0}, by="Kim"
    )  # fmt: skip
    return made


def _add(desk: Desk, room: str = "12", **fields: Any) -> Source:
    given = {"assessment_id": desk.id, "kind": "room", "address": room, "name": f"Room {room}"}
    return collecting.add_source(desk.store, **given | fields)


def _look_of(desk: Desk) -> Line:
    return next(line for line in agenda(desk.store, later=True) if line.due.kind == "look")


def _looks(desk: Desk) -> int:
    with desk.store.reading() as tx:
        return len(audit.of_action(tx, desk.id, "look started"))


def test_a_source_nobody_looked_at_is_due_at_once_and_then_after_its_cadence(
    desk: Desk, lab: Lab, moment: datetime
) -> None:
    _add(desk)
    assert _look_of(desk).when == "overdue"
    ran = run_one(desk.store)
    assert ran is not None
    assert (ran.what, ran.outcome) == ("look at the sources", "done")
    assert run_one(desk.store) is None
    assert _look_of(desk).due.at == moment + 30 * DAY
    assert next_at(desk.store, moment) == moment + 30 * DAY
    lab.at(moment + 30 * DAY)
    assert run_one(desk.store)
    assert _looks(desk) == 2
    assert collecting.last_run(desk.store, desk.id).started_by == "the schedule"  # type: ignore[union-attr]


def test_only_the_sources_that_are_due_are_looked_at(
    desk: Desk, lab: Lab, moment: datetime
) -> None:
    often, seldom = _add(desk, "12"), _add(desk, "13")
    set_source_cadence(desk.store, source_id=often.id, days=2, by="Kim")
    run_one(desk.store)
    lab.at(moment + 2 * DAY)
    run_one(desk.store)
    found = [item.source for item in collecting.findings(desk.store, desk.id)
             if item.observed_at > moment]  # fmt: skip
    assert set(found) == {often.id}
    assert seldom.name not in _look_of(desk).due.why


def test_a_client_whose_schedule_is_only_listed_is_left_alone(desk: Desk) -> None:
    _add(desk)
    set_schedule(desk.store, client_id=desk.place.client.id, runs=False)
    assert not _look_of(desk).due.runs
    assert run_one(desk.store) is None
    assert _looks(desk) == 0


def test_what_could_not_be_done_is_told_with_its_sentence_and_tried_again_later(
    desk: Desk, lab: Lab, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(desk)

    def busy(*_: object, **__: object) -> None:
        raise Refused("A look is running already; wait for it or stop it.")

    with monkeypatch.context() as patch:
        for way in ("look", "put_in_queue"):
            patch.setattr(f"engagement.looks.looking.{way}", busy)
        failed = run_one(desk.store)
    assert failed is not None
    assert failed.outcome == "failed"
    assert "running already" in _look_of(desk).failed
    assert run_one(desk.store) is None
    lab.at(moment + timedelta(minutes=1))
    again = run_one(desk.store)
    assert again is not None
    assert again.outcome == "done"
    assert not _look_of(desk).failed


def test_a_worker_that_is_told_to_stop_leaves_the_unit_due(desk: Desk) -> None:
    _add(desk)
    ran = run_one(desk.store, stopped=lambda: True)
    assert ran is not None
    assert ran.outcome is None
    assert _look_of(desk).when == "overdue"
    assert run_one(desk.store)


def test_a_source_whose_permission_ended_is_left_alone_and_listed(
    desk: Desk, moment: datetime
) -> None:
    _add(desk, authorised_until=moment - DAY)
    assert all(line.due.kind != "look" for line in agenda(desk.store, later=True))
    (ended,) = [line for line in agenda(desk.store) if line.due.kind == "permission"]
    assert (ended.when, ended.due.what) == ("overdue", "renew the permission to look at Room 12")


def test_an_assessment_is_due_again_after_a_quarter_or_as_often_as_somebody_said(
    desk: Desk, lab: Lab, moment: datetime
) -> None:
    (first,) = agenda(desk.store, later=True)
    assert (first.due.kind, first.when) == ("reassess", "later")
    assert first.due.day == (moment + 91 * DAY).date()
    set_schedule(desk.store, client_id=desk.place.client.id, days={"reassess": 10})
    assert agenda(desk.store)[0].due.day == (moment + 10 * DAY).date()
    lab.at(moment + 11 * DAY)
    assert agenda(desk.store)[0].when == "overdue"
    opening.start_assessment(
        desk.store, use_case_id=desk.place.use_case.id, profile_id="customer-realtime", depth="full"
    )
    assert agenda(desk.store)[0].when == "soon"


def test_exit_metrics_are_read_again_a_week_after_they_were_last(
    desk: Desk, lab: Lab, moment: datetime
) -> None:
    _add(desk)
    set_schedule(desk.store, client_id=desk.place.client.id, days={"reread": None})
    run_one(desk.store)  # a look reads them too
    lab.at(moment + 7 * DAY)
    ran = run_one(desk.store)
    assert ran is not None
    assert (ran.what, ran.outcome) == ("read the exit metrics again", "done")
    assert run_one(desk.store) is None
    with desk.store.reading() as tx:
        (event,) = audit.of_action(tx, desk.id, "exit criteria read")
    assert event.by == "the schedule"


def test_how_often_a_source_is_looked_at_goes_on_into_the_next_assessment(desk: Desk) -> None:
    source = _add(desk)
    set_source_cadence(desk.store, source_id=source.id, days=3)
    again = assess_again(desk.store, desk.place.use_case.id, desk.place.assessment)
    assert list(source_cadences(desk.store, again.assessment.id).values()) == [3]


def test_never_is_never(desk: Desk) -> None:
    _add(desk)
    set_schedule(desk.store, client_id=desk.place.client.id, days={"reassess": 0, "look": 0})
    assert agenda(desk.store, later=True) == ()


def test_a_member_does_not_carry_out_what_is_the_servers(desk: Desk) -> None:
    from engagement.access.people import Person

    with pytest.raises(Refused, match="page Look"):
        run_one(desk.store.acting_as(Person(name="Kim", who="kim")))
