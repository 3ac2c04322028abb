"""On PostgreSQL a look that is due is a job like everybody's: any worker may do it, anybody may stop it."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from assessment.sources import Circumstances, Stopped
from engagement.looks import collecting, working
from engagement.looks.working import Worker
from engagement.outside import clock
from engagement.schedule import in_queue
from engagement.schedule.agenda import agenda
from engagement.schedule.cadence import set_schedule, set_source_cadence
from engagement.schedule.running import Ran, run_one
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

PATIENCE = 120


@pytest.fixture
def desk(postgres: Store, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two rooms, both due; nobody waits longer than has to be."""
    monkeypatch.setattr(in_queue, "ASKS_EVERY_SECONDS", 0.02)
    found = open_desk(postgres)
    for room in ("12", "13"):
        given: dict[str, Any] = {"assessment_id": found.id, "kind": "room", "address": room}
        collecting.add_source(postgres, name=room, **given)
    set_schedule(postgres, client_id=found.place.client.id, runs=True, days={"reread": 0})
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
    """A unit that is carried out beside the test; what it returns waits for its end."""
    pool = ThreadPoolExecutor(1)
    ran = pool.submit(lambda: run_one(store, **given))
    pool.shutdown(wait=False)
    return lambda: ran.result(PATIENCE)


def _looks(desk: Desk) -> int:
    with desk.store.reading() as tx:
        return len(audit.of_action(tx, desk.id, "look started"))


def _waiting(desk: Desk) -> int:
    with desk.store.reading() as tx:
        query = text("SELECT count(*) FROM procrastinate_jobs")
        return int(tx.connection().execute(query).scalar_one())


def test_without_any_worker_it_is_told_and_waits_for_nobody(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    ran = run_one(desk.store)
    assert ran is not None
    assert ran.outcome == "failed"
    assert "prodworthy worker" in ran.told
    assert (_waiting(desk), _looks(desk), lab.given) == (0, 0, [])
    assert "prodworthy worker" in agenda(desk.store)[0].failed


def test_a_worker_elsewhere_looks_at_what_is_due_and_at_nothing_else(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker]
) -> None:
    lab.at(now := clock.now())
    first, _ = collecting.sources(desk.store, desk.id)
    set_source_cadence(desk.store, source_id=first.id, days=2, by="Kim")
    elsewhere()
    whole = run_one(desk.store)
    lab.at(now + timedelta(days=2))
    again = run_one(desk.store)
    assert whole is not None
    assert again is not None
    assert (whole.told, again.told) == (
        "Looked at 2 sources, 4 findings.", "Looked at 1 source, 2 findings."
    )  # fmt: skip
    found = collecting.findings(desk.store, desk.id)
    later = [item.source for item in found if item.observed_at > now]
    assert (later, len(lab.given)) == ([first.id] * 2, 3)
    assert run_one(desk.store) is None
    assert _waiting(desk) == 0


def test_somebody_stops_it_on_the_page_and_it_is_not_begun_again(desk: Desk, lab: Lab) -> None:
    began = threading.Event()

    def reading(circumstances: Circumstances) -> None:
        if len(lab.given) == 2:
            began.set()
            _until(circumstances.stopped)
            raise Stopped

    lab.while_reading = reading
    ran = _beside(desk.store)
    assert began.wait(PATIENCE)
    collecting.stop_looking(desk.store, desk.id)
    told = ran()
    assert told is not None
    assert (told.outcome, told.told) == (
        "done", "Looked at 2 sources, 2 findings before somebody stopped it."
    )  # fmt: skip
    assert run_one(desk.store) is None


def test_who_waited_is_told_to_end_and_the_next_one_waits_for_the_same_look(
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
    may_end.set()
    again = run_one(desk.store)
    assert again is None or again.outcome == "done"
    _until(lambda: collecting.looking(desk.store, desk.id) is None)
    assert (_looks(desk), len(lab.given)) == (1, 2)
    assert not [line for line in agenda(desk.store) if line.when == "overdue"]


def test_a_look_whose_worker_was_lost_with_its_job_is_tried_again_later(
    desk: Desk, lab: Lab, elsewhere: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere()

    def reading(_: Circumstances) -> None:
        with desk.store.writing() as tx:
            tx.connection().execute(text("DELETE FROM procrastinate_jobs"))
        _until(lambda: collecting.looking(desk.store, desk.id) is None)

    lab.while_reading = reading
    ran = run_one(desk.store)
    assert ran is not None
    assert (ran.outcome, "program ended during this look" in ran.told) == ("failed", True)
