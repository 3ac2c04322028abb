"""The server carries out what is due by itself, goes on after a mistake, and ends when it is told."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from engagement.clients import client_list, deleting, retention
from engagement.looks import collecting
from engagement.outside import clock
from engagement.schedule import in_server
from engagement.schedule.agenda import agenda
from engagement.schedule.cadence import set_schedule
from engagement.schedule.in_server import InServer
from engagement.schedule.workers import units_of, workers
from engagement.store import Store
from tests.engagement.desk import Desk
from tests.engagement.lab import Lab

Start = Callable[..., InServer]


@pytest.fixture
def looked(desk: Desk, lab: Lab) -> threading.Event:
    """A room that is due; the event says that somebody looks into it."""
    seen = threading.Event()
    lab.while_reading = lambda _: seen.set()
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    set_schedule(desk.store, client_id=desk.place.client.id, runs=True)
    return seen


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Start]:
    monkeypatch.setattr(in_server, "RESTS_SECONDS", 0.01)
    begun: list[InServer] = []

    def started(opened: Callable[[], Store] = lambda: store) -> InServer:
        begun.append(InServer(opened, every=0.01))
        begun[-1].start()
        return begun[-1]

    yield started
    for item in begun:
        item.end(30)


def test_it_looks_tells_when_and_what_comes_next_and_ends(
    desk: Desk, looked: threading.Event, start: Start
) -> None:
    running = start()
    assert looked.wait(30)
    while not workers(desk.store):
        time.sleep(0.05)  # it says that it is there after what it did
    running.end(30)
    assert not running._thread.is_alive()
    (unit,) = units_of(desk.store, desk.place.client.id)
    assert (unit.outcome, unit.lease_by) == ("done", "")
    (worker,) = workers(desk.store)
    following = min(line.due.at for line in agenda(desk.store, later=True) if line.due.at)
    assert (worker.way, worker.next_at) == ("server", following)


def test_a_client_whose_period_is_over_goes_also_where_nobody_opens_a_page(
    desk: Desk, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = desk.place.client.model_copy(update={"retention_months": 1})
    client_list.update_client(desk.store, kept)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=5))
    retention.enforce(desk.store)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=40))
    start()
    while not deleting.receipts(desk.store):
        time.sleep(0.05)
    (receipt,) = deleting.receipts(desk.store)
    assert (receipt.client_id, receipt.because) == (kept.id, "retention period over")


@pytest.mark.of_sqlite  # the queue of PostgreSQL goes on with such a look: test_due_looks_in_queue
def test_a_unit_that_it_had_when_it_was_told_to_end_is_due_as_before(
    desk: Desk, lab: Lab, looked: threading.Event, start: Start
) -> None:
    held = threading.Event()

    def read(_: object) -> None:
        looked.set()
        held.wait(30)

    lab.while_reading = read
    running = start()
    assert looked.wait(30)
    running.end(0)
    held.set()
    running.end(30)
    (unit,) = units_of(desk.store, desk.place.client.id)
    assert (unit.done_for, unit.lease_by) == (None, "")
    assert agenda(desk.store)[0].when == "overdue"


def test_a_database_that_is_away_for_a_moment_does_not_end_it(
    desk: Desk, looked: threading.Event, start: Start
) -> None:
    asked: list[int] = []

    def opened() -> Store:
        asked.append(1)
        if len(asked) == 1:
            raise OSError("the database is away")
        return desk.store

    start(opened)
    assert looked.wait(30)
    assert len(asked) > 1
