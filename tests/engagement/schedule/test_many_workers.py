"""Several real processes carry out what is due: none twice, and a dead one's unit is taken over."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from engagement.looks import collecting, working
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.schedule.agenda import agenda
from engagement.schedule.cadence import set_schedule
from engagement.schedule.running import run_one
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk

ROOT = Path(__file__).parents[3]
UNITS = 3


class Service:
    """Metrics to look at; ``asked`` is set by a request to */slow*, answered once ``go`` is set."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/slow":
                    outer.asked.set()
                    outer.go.wait(300)
                with suppress(OSError):  # nobody waits any more
                    self.send_response(200)
                    self.send_header("content-type", "text/plain; version=0.0.4")
                    self.end_headers()
                    self.wfile.write(b"# TYPE up gauge\nup 1\n")

            def log_message(self, *_: Any) -> None:
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.go.set()
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(params=["store", "postgres"], ids=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Store:
    """The same database for all processes: SQLite, and a real PostgreSQL."""
    found: Store = request.getfixturevalue(request.param)
    return found


def _desks(store: Store, service: Service) -> list[Desk]:
    """Assessments whose look is due, of which the first one's takes as long as the test lets it."""
    made = [open_desk(store, use_case=f"Number {count}") for count in range(UNITS)]
    for desk in made:
        place = "slow" if desk is made[0] else "quick"
        collecting.add_source(
            store, assessment_id=desk.id, kind="metrics_endpoint", address=f"{service.url}/{place}"
        )
    set_schedule(store, client_id=made[0].place.client.id, runs=True)
    return made


@contextmanager
def _worker(store: Store, *options: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PRODWORTHY_DATABASE": store.address, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "cli.py", "due", "--run", *options], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def _looks(desk: Desk) -> int:
    with desk.store.reading() as tx:
        return len(audit.of_action(tx, desk.id, "look started"))


def test_no_unit_is_run_twice_and_a_killed_workers_is_taken_over_after_its_lease(
    shared: Store, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_LEASE_SECONDS", "3600")
    first, *others = _desks(shared, service)
    with _worker(shared) as doomed:
        assert service.asked.wait(300)
        doomed.kill()
        doomed.communicate(timeout=300)
    with _worker(shared, "--all") as other:
        while run_one(shared):
            pass  # this process works beside the other
        _, told = other.communicate(timeout=300)
    assert other.returncode == 0, told
    assert [_looks(desk) for desk in others] == [1] * len(others)
    assert run_one(shared) is None, "it is another worker's until its lease is over"
    assert _looks(first) == 1
    service.go.set()
    later = clock.now() + timedelta(seconds=settings().lease_seconds + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(working, "DEAD_AFTER_SECONDS", 1.0)
    taken = run_one(shared)
    assert taken is not None
    assert (taken.use_case, taken.outcome) == ("Number 0", "done")
    # In the queue the same look goes on; a process that looked itself took its look with it.
    assert _looks(first) == (1 if shared.has_queue else 2)
    assert run_one(shared) is None
    assert not [line for line in agenda(shared) if line.when == "overdue"]
