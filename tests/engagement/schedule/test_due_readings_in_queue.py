"""On PostgreSQL exit metrics that are due to be read are a job: any worker may do it, anybody may stop it."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from assessment.model import Outcome, Reading
from assessment.observation import Observation
from assessment.probing import Probe
from assessment.sources import Circumstances, Stopped
from engagement import watching
from engagement.faults import Refused
from engagement.looks import collecting, working
from engagement.looks.working import Worker
from engagement.outside import clock
from engagement.schedule import in_queue
from engagement.schedule.agenda import agenda
from engagement.schedule.cadence import set_schedule
from engagement.schedule.running import Ran, run_one
from engagement.store import Store, audit, exit_criteria
from engagement.watching import waiting
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab, definition

PATIENCE = 120
METRIC = "latency_p95_ms"


def _observe(_: Any) -> Observation:
    number = Reading(metric=METRIC, value=300, unit="ms", query="q", read_at=clock.now())
    return Observation(outcome=Outcome.PRESENT, observed="300 ms", readings=(number,))


@pytest.fixture
def desk(postgres: Store, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two rooms that show one exit metric, due to be read, and never looked at by the schedule."""
    probe = Probe(definition("quick").model_copy(update={"metrics": (METRIC,)}), _observe)
    monkeypatch.setattr("engagement.watching.rereading.discover", lambda: (probe,))
    monkeypatch.setattr(in_queue, "ASKS_EVERY_SECONDS", 0.02)
    monkeypatch.setattr(working, "ALIVE_EVERY_SECONDS", 0.2)
    monkeypatch.setattr(working, "DEAD_AFTER_SECONDS", 1.0)
    found = open_desk(postgres)
    for room in ("12", "13"):
        given: dict[str, Any] = {"assessment_id": found.id, "kind": "room", "address": room}
        collecting.add_source(postgres, name=room, **given)
    days: dict[Any, int | None] = {"look": 0, "reread": 1}
    set_schedule(postgres, client_id=found.place.client.id, runs=True, days=days)
    with postgres.writing() as tx:  # begun long enough ago for its metrics to be due
        tx.connection().execute(
            text("UPDATE assessment SET started_at = now() - interval '9 days'")
        )
    return found


@pytest.fixture
def elsewhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Worker]]:
    """Starts a worker; this process itself lends none."""
    monkeypatch.setenv("PRODWORTHY_LOOKS_AT_ONCE", "0")
    begun: list[Worker] = []

    def start() -> Worker:
        begun.append(Worker(desk.store, 1))
        begun[-1].start()
        _until(lambda: working.anybody_looks(desk.store))
        return begun[-1]

    yield start
    for item in begun:
        item.end(PATIENCE)


def _until(told: Callable[[], Any]) -> None:
    for _ in range(PATIENCE * 50):
        if told():
            return
        time.sleep(0.02)
    raise AssertionError(told)


def _beside(store: Store, **given: Any) -> "Callable[[], Ran | None]":
    pool = ThreadPoolExecutor(1)
    ran = pool.submit(lambda: run_one(store, **given))
    pool.shutdown(wait=False)
    return lambda: ran.result(PATIENCE)


def _begun(desk: Desk) -> int:
    with desk.store.reading() as tx:
        return len(audit.of_action(tx, desk.id, "exit criteria read"))


def _in_queue(desk: Desk) -> int:
    with desk.store.reading() as tx:
        query = text("SELECT count(*) FROM procrastinate_jobs")
        return int(tx.connection().execute(query).scalar_one())


def test_a_worker_elsewhere_reads_what_is_due(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    elsewhere()
    ran = run_one(desk.store)
    assert ran is not None
    assert (ran.outcome, ran.told) == ("done", "1 metric read, 0 could not be read.")
    assert len(lab.given) == 2
    assert (_begun(desk), _in_queue(desk)) == (1, 0)
    assert run_one(desk.store) is None


def test_a_process_without_a_worker_lends_one_to_its_own_reading(desk: Desk, lab: Lab) -> None:
    ran = run_one(desk.store)
    assert ran is not None
    assert ran.outcome == "done"
    assert (len(lab.given), _in_queue(desk)) == (2, 0)


def test_without_any_worker_it_is_told_and_nothing_waits(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    ran = run_one(desk.store)
    assert ran is not None
    assert ran.outcome == "failed"
    assert "prodworthy worker" in ran.told
    assert (_in_queue(desk), _begun(desk), lab.given) == (0, 0, [])


def test_somebody_stops_it_and_what_was_read_by_then_is_kept(desk: Desk, lab: Lab) -> None:
    began = threading.Event()

    def reading(circumstances: Circumstances) -> None:
        if len(lab.given) == 2:
            began.set()
            _until(circumstances.stopped)
            raise Stopped

    lab.while_reading = reading
    ran = _beside(desk.store)
    assert began.wait(PATIENCE)
    assert watching.going_on(desk.store, desk.id)
    watching.stop_reading(desk.store, desk.id, "Kim")
    told = ran()
    assert told is not None
    assert (told.outcome, "Somebody stopped it" in told.told) == ("done", True)
    assert not watching.going_on(desk.store, desk.id)
    with desk.store.reading() as tx:
        (stopped,) = audit.of_action(tx, desk.id, "exit criteria reading stopped")
    assert stopped.by == "Kim"
    assert run_one(desk.store) is None


def test_who_waited_is_told_to_end_and_the_next_one_waits_for_the_same_reading(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    began, may_end, ends = threading.Event(), threading.Event(), threading.Event()

    def reading(_: Circumstances) -> None:
        began.set()
        assert may_end.wait(PATIENCE)

    lab.while_reading = reading
    elsewhere()
    ran = _beside(desk.store, stopped=ends.is_set)
    assert began.wait(PATIENCE)
    ends.set()
    left = ran()
    assert left is not None
    assert left.outcome is None
    assert agenda(desk.store)[0].when == "overdue"
    again = _beside(desk.store)
    may_end.set()
    told = again()
    assert told is None or told.outcome == "done"
    _until(lambda: not watching.going_on(desk.store, desk.id))
    assert (_begun(desk), len(lab.given)) == (1, 2)


def test_a_later_try_goes_on_with_the_source_that_an_earlier_one_did_not_come_to(
    desk: Desk, lab: Lab
) -> None:
    reading, began = waiting.put_in_queue(desk.store, desk.id, "Kim"), clock.now()

    def try_(stopped: Callable[[], bool]) -> None:
        waiting.carry_out_reading(desk.store, reading, desk.id, began, stopped=stopped)

    def one_is_kept() -> bool:
        with desk.store.reading() as tx:
            return exit_criteria.last_read(tx, desk.id) is not None

    try_(one_is_kept)
    assert waiting.ended(desk.store, desk.id, reading) is None
    assert len(lab.given) == 1
    try_(lambda: False)
    ended = waiting.ended(desk.store, desk.id, reading)
    assert ended is not None
    assert (ended.read, ended.could_not, ended.failed) == (1, 0, "")
    assert len(lab.given) == 2


def test_a_reading_that_ends_every_worker_is_given_up_and_tried_again_later(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    reading = waiting.put_in_queue(desk.store, desk.id, "Kim")
    with desk.store.writing() as tx:  # as two workers left it, and a third that died since
        tx.connection().execute(
            text("UPDATE procrastinate_jobs SET status = 'doing', attempts = 2")
        )
    elsewhere()
    _until(lambda: waiting.ended(desk.store, desk.id, reading))
    ended = waiting.ended(desk.store, desk.id, reading)
    assert ended is not None
    assert "three times" in ended.failed
    assert lab.given == []


def test_where_the_last_source_was_removed_meanwhile_that_is_told(desk: Desk) -> None:
    reading, began = waiting.put_in_queue(desk.store, desk.id, "Kim"), clock.now()
    for source in collecting.sources(desk.store, desk.id):
        collecting.remove_source(desk.store, source_id=source.id)
    waiting.carry_out_reading(desk.store, reading, desk.id, began, stopped=lambda: False)
    ended = waiting.ended(desk.store, desk.id, reading)
    assert ended is not None
    assert "There is no source to read" in ended.failed
    with pytest.raises(Refused, match="There is no source"):
        waiting.put_in_queue(desk.store, desk.id, "Kim")
