"""Looks that wait in PostgreSQL: whichever process carries them out, none is lost or done twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from assessment.sources import Circumstances, Stopped
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.looks import collecting, one_look, working
from engagement.looks.working import Worker
from engagement.model import ProbeRun
from engagement.store import Store, evidence
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab

ROOT = Path(__file__).parents[2]
PATIENCE = 60
DIES = """
import sys, threading
import pytest
from engagement.looks import working
from engagement.store import Store, evidence
from tests.engagement.lab import Lab
working.ALIVE_EVERY_SECONDS = 0.2
lab = Lab(pytest.MonkeyPatch())
def reading(circumstances):
    print("reading", len(lab.given), flush=True)
    if len(lab.given) == 2:
        threading.Event().wait(60)
lab.while_reading = reading
working.Worker(Store.open(sys.argv[1]), 1).run()
"""


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead worker is found out in a second, not in twenty."""
    monkeypatch.setattr(working, "ALIVE_EVERY_SECONDS", 0.2)
    monkeypatch.setattr(working, "DEAD_AFTER_SECONDS", 1.0)
    monkeypatch.setattr(working, "_BACK_SECONDS", 0)


@pytest.fixture
def desk(postgres: Store, lab: Lab) -> Desk:
    found = open_desk(postgres)
    for name, room in (("First", "12"), ("Second", "13")):
        given: dict[str, Any] = {
            "assessment_id": found.id,
            "kind": "room",
            "address": room,
            "name": name,
        }
        collecting.add_source(postgres, **given)
    return found


@contextmanager
def worker(store: Store) -> Iterator[Worker]:
    """One of another process, as far as the store can tell."""
    apart = Store.open(store._engine.url.render_as_string(hide_password=False))
    working_ = Worker(apart, 1)
    working_.start()
    try:
        yield working_
    finally:
        working_.end(PATIENCE)
        apart.close()


def until(told: Callable[[], Any]) -> Any:
    """What it tells, once that is something."""
    for _ in range(PATIENCE * 50):
        found = told()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(told)


def ended(desk: Desk) -> ProbeRun:
    def run() -> ProbeRun | None:
        last = collecting.last_run(desk.store, desk.id)
        return last if last and last.state != "running" else None

    found: ProbeRun = until(run)
    return found


def found_by_source(desk: Desk) -> list[int]:
    """How many findings each source has: two probes look at a room."""
    found = [item.source for item in collecting.findings(desk.store, desk.id)]
    return sorted(found.count(source) for source in set(found))


def rooms(lab: Lab) -> int:
    return len(lab.given)


def test_a_look_waits_for_a_worker_and_is_seen_from_every_process(desk: Desk, lab: Lab) -> None:
    began, may_end = threading.Event(), threading.Event()

    def reading(circumstances: Circumstances) -> None:
        circumstances.progress("behind the door")
        began.set()
        assert may_end.wait(PATIENCE)

    lab.while_reading = reading
    collecting.start_looking(desk.store, desk.id, "Kim")
    waiting = collecting.looking(desk.store, desk.id)
    assert waiting
    assert (waiting.message, waiting.running, rooms(lab)) == ("Waiting for its turn", True, 0)
    with pytest.raises(Refused, match="running already"):
        collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert began.wait(PATIENCE)
        now = until(lambda: _of_total(desk, 4))
        assert now.running
        may_end.set()
        last = ended(desk)
    assert (last.state, last.done, last.total, last.started_by) == ("finished", 4, 4, "Kim")
    assert found_by_source(desk) == [2, 2]
    assert collecting.looking(desk.store, desk.id) is None


def _of_total(desk: Desk, total: int) -> Any:
    now = collecting.looking(desk.store, desk.id)
    return now if now and now.total == total else None


def test_a_look_that_nobody_began_is_stopped_and_never_carried_out(desk: Desk, lab: Lab) -> None:
    collecting.start_looking(desk.store, desk.id)
    collecting.stop_looking(desk.store, desk.id)
    last = collecting.last_run(desk.store, desk.id)
    assert last
    assert last.state == "stopped"
    again = collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert ended(desk).id == again.id
    assert rooms(lab) == 2


def test_a_worker_hears_at_once_that_its_look_was_stopped(desk: Desk, lab: Lab) -> None:
    began = threading.Event()

    def reading(circumstances: Circumstances) -> None:
        began.set()
        until(circumstances.stopped)
        raise Stopped

    lab.while_reading = reading
    collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert began.wait(PATIENCE)
        collecting.stop_looking(desk.store, desk.id)
        assert ended(desk).state == "stopped"
        until(lambda: not _in_queue(desk))
    assert rooms(lab) == 1
    assert found_by_source(desk) == []


def _in_queue(desk: Desk) -> int:
    with desk.store.reading() as tx:
        query = text("SELECT count(*) FROM procrastinate_jobs")
        return int(tx.connection().execute(query).scalar_one())


def test_a_stopped_look_is_gone_on_with_at_the_source_that_it_did_not_come_to(
    desk: Desk, lab: Lab
) -> None:
    def reading(circumstances: Circumstances) -> None:
        if rooms(lab) == 2:
            collecting.stop_looking(desk.store, desk.id)
            until(circumstances.stopped)
            raise Stopped

    lab.while_reading = reading
    first = collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert ended(desk).state == "stopped"
        lab.while_reading = id
        assert collecting.go_on_looking(desk.store, desk.id, "Lee").id == first.id
        last = ended(desk)
    assert (last.state, last.done, last.total, rooms(lab)) == ("finished", 4, 4, 3)
    assert found_by_source(desk) == [2, 2]
    with pytest.raises(Refused, match="came to its end"):
        collecting.go_on_looking(desk.store, desk.id)


def test_a_look_that_is_gone_on_with_while_its_stopped_try_ends_is_not_stopped_again(
    desk: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(circumstances: Circumstances) -> None:
        if rooms(lab) == 1:
            collecting.stop_looking(desk.store, desk.id)
            raise Stopped

    def is_taken_over(_: object) -> bool:
        """Not yet when it looks, and right after it."""
        collecting.go_on_looking(desk.store, desk.id, "Lee")
        return False

    lab.while_reading = reading
    monkeypatch.setattr(one_look.Look, "_is_taken_over", is_taken_over)
    collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        until(lambda: rooms(lab) == 3)
        assert ended(desk).state == "finished"
    assert found_by_source(desk) == [2, 2]


def test_what_a_killed_worker_was_at_is_gone_on_with_by_another(
    desk: Desk, lab: Lab, tmp_path: Path
) -> None:
    collecting.start_looking(desk.store, desk.id)
    with _dying(desk) as child:
        assert child.stdout
        assert [child.stdout.readline() for _ in range(2)] == ["reading 1\n", "reading 2\n"]
        child.send_signal(signal.SIGKILL)
        child.wait(PATIENCE)
    assert found_by_source(desk) == [2]
    assert collecting.looking(desk.store, desk.id)
    with worker(desk.store):
        last = ended(desk)
    assert (last.state, last.done, last.total, rooms(lab)) == ("finished", 4, 4, 1)
    assert found_by_source(desk) == [2, 2]


def _dying(desk: Desk) -> subprocess.Popen[str]:
    url = desk.store._engine.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-c", DIES, url], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_a_worker_that_ends_leaves_its_look_to_the_next(desk: Desk, lab: Lab) -> None:
    began = threading.Event()

    def reading(circumstances: Circumstances) -> None:
        if rooms(lab) == 2:
            began.set()
            until(circumstances.stopped)
            raise Stopped

    lab.while_reading = reading
    collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert began.wait(PATIENCE)
    run = collecting.last_run(desk.store, desk.id)
    assert run
    assert (run.state, _in_queue(desk)) == ("running", 1)
    lab.while_reading = id
    with worker(desk.store):
        last = ended(desk)
    assert (last.state, rooms(lab), found_by_source(desk)) == ("finished", 3, [2, 2])


def test_a_database_that_was_away_for_a_moment_costs_a_second_try_and_nothing_else(
    desk: Desk, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    real = evidence.sources_seen

    def seen(tx: Any, run_id: str) -> frozenset[str]:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("", {}, Exception("gone"))
        found: frozenset[str] = real(tx, run_id)
        return found

    monkeypatch.setattr(evidence, "sources_seen", seen)
    collecting.start_looking(desk.store, desk.id)
    with worker(desk.store):
        assert ended(desk).state == "finished"
    assert (len(tries), found_by_source(desk)) == (2, [2, 2])


def test_a_look_that_ends_every_worker_is_given_up_and_says_so(desk: Desk, lab: Lab) -> None:
    collecting.start_looking(desk.store, desk.id)
    with desk.store.writing() as tx:  # as two workers left it, and a third that died since
        tx.connection().execute(
            text("UPDATE procrastinate_jobs SET status = 'doing', attempts = 2")
        )
    with worker(desk.store):
        last = ended(desk)
    assert (last.state, rooms(lab)) == ("failed", 0)
    assert "three times" in last.message


def test_one_look_is_carried_out_by_one_of_many_workers(desk: Desk, lab: Lab) -> None:
    collecting.start_looking(desk.store, desk.id)
    with worker(desk.store), worker(desk.store), worker(desk.store):
        assert ended(desk).state == "finished"
    assert (rooms(lab), found_by_source(desk)) == (2, [2, 2])


def test_a_worker_needs_postgresql(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'own.db'}")
    with pytest.raises(Refused, match="Only PostgreSQL has a queue"):
        Worker(store, 1)
    store.close()


def test_several_processes_may_open_an_empty_database_in_the_same_moment() -> None:
    name = f"empty_{new_id()}"
    url = databases.empty(name)
    with ThreadPoolExecutor(4) as pool:
        for opened in pool.map(lambda _: Store.open(url), range(4)):
            opened.close()
    databases.drop(name)


def test_a_queue_of_a_newer_version_is_refused_in_a_sentence(postgres: Store) -> None:
    with postgres._engine.begin() as connection:
        connection.execute(text("COMMENT ON TABLE procrastinate_jobs IS '99.00.00_01'"))
    with pytest.raises(Refused, match="queue in this database was made by a newer version"):
        Store.open(postgres._engine.url.render_as_string(hide_password=False))
