"""A real server, as whoever operates it sees it: its log, its references, and how it ends."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from engagement.looks import collecting
from engagement.store import Store, workshop_votes
from tests.engagement.desk import Desk, open_desk
from tests.engagement.roomful import Roomful, opened
from tests.on_loopback import on_loopback
from tests.served import Running, served

CANARY = "canary-7c1f5e90d2"
VOTERS = ("Ana", "Bo", "Cy", "Di")
SERVE_AND_LOOK = """
import sys
from engagement.looks import collecting
from ui.opened import opened
from ui.serving import serve
collecting.start_looking(opened(), sys.argv[2])
serve(port=int(sys.argv[1]))
"""


@dataclass
class Operated:
    """A server whose database the operator can reach, with a workshop and a source to look at."""

    running: Running
    desk: Desk
    room: Roomful
    database: Path


def _metrics(path: str, headers: object) -> tuple[int, bytes, dict[str, str]]:
    return 200, b"# TYPE up gauge\nup 1\n", {"content-type": "text/plain"}


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    data = tmp_path_factory.mktemp("operated")
    database = data / "prodworthy.db"
    with pytest.MonkeyPatch.context() as patch, on_loopback(_metrics) as address:
        patch.setenv("PRODWORTHY_DATA", str(data))
        store = Store.open(f"sqlite:///{database}")
        desk = open_desk(store, "Acme")
        room = opened(open_desk(store, "In the room"))
        room.join(*VOTERS)
        room.begin()
        collecting.add_source(
            store, assessment_id=desk.id, kind="metrics_endpoint", name="Metrics",
            address=f"{address}/metrics", authorised_by="Ana", options={"interval": 60.0},
        )  # fmt: skip
        secrets = {"SECRET_PROMETHEUS": f"bearer:{CANARY}", "DRAIN_SECONDS": "5"}
        with served(data, SERVE_AND_LOOK, desk.id, **secrets) as running:
            yield Operated(running, desk, room, database)
        store.close()


@contextmanager
def without(database: Path, table: str) -> Iterator[None]:
    """A mistake of ours, as far as the server can tell: one of its tables is not there."""
    with closing(sqlite3.connect(database, timeout=30)) as reached:
        reached.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
        yield
        reached.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


def told(running: Running, reference: str) -> str:
    """The trace in the log under a reference; there is exactly one."""
    (found,) = [
        line for line in running.lines() if line.get("request") == reference and "trace" in line
    ]
    return str(found["trace"])


def test_a_mistake_behind_a_route_is_one_sentence_with_the_reference_of_its_trace(
    operated: Operated,
) -> None:
    with without(operated.database, "workshop"):
        body = {"code": "ABCDEF"}
        origin = {"Origin": operated.running.address}
        answer = httpx.post(
            f"{operated.running.address}/join/invitation", json=body, headers=origin
        )
    reference = answer.headers["x-request-id"]
    assert (answer.status_code, answer.json()["request"]) == (500, reference)
    assert reference in answer.json()["sentence"]
    assert "content-security-policy" in answer.headers
    assert "no such table" in told(operated.running, reference)


def test_a_reference_that_a_proxy_gave_is_kept_and_a_page_is_told_to_a_browser(
    operated: Operated,
) -> None:
    with without(operated.database, "workshop"):
        ticket = {"Authorization": f"Bearer {operated.room.tickets['Ana']}"}
        given = {"Accept": "text/html", "X-Request-ID": "proxy-0001-abcd"} | ticket
        answer = operated.running.get(f"/room/{operated.room.id}/mine", **given)
        hostile = operated.running.get("/livez", **{"X-Request-ID": 'x"}<script>'})
    assert (answer.status_code, answer.headers["x-request-id"]) == (500, "proxy-0001-abcd")
    assert answer.text.startswith("<!doctype html>")
    assert "proxy-0001-abcd" in answer.text
    assert re.fullmatch(r"[0-9a-f]{12}", hostile.headers["x-request-id"])


def test_a_mistake_behind_a_page_is_one_sentence_with_the_reference_of_its_trace(
    operated: Operated,
) -> None:
    with without(operated.database, "assessment"):
        (sentence,) = operated.running.page()
    found = re.search(r"reference ([0-9a-f]{12})", sentence)
    assert found
    assert "no such table" in told(operated.running, found[1])
    assert "Traceback" not in sentence


def test_the_log_is_one_object_a_line_and_holds_no_secret_and_no_code_of_a_workshop(
    operated: Operated,
) -> None:
    code = operated.room.workshop.code
    httpx.get(f"{operated.running.address}/i/{CANARY}?token={CANARY}")
    httpx.get(f"{operated.running.address}/join?code={code}")
    lines = operated.running.lines()
    assert {"time", "level", "logger", "message"} <= set(lines[0])
    assert {line["logger"].split(".")[0] for line in lines} >= {"prodworthy", "uvicorn"}
    assert CANARY not in operated.running.log.read_text()
    assert code not in operated.running.log.read_text()


def test_files_that_are_handed_over_are_bounded_for_one_page(
    operated: Operated,
) -> None:
    running = operated.running
    with running.opened() as (session, _), httpx.Client(base_url=running.address) as client:
        client.get("/_stcore/health")
        headers = {"X-Xsrftoken": client.cookies["_streamlit_xsrf"], "Origin": running.address}

        def hand_over(number: int, megabytes: int) -> int:
            content = {"file": ("table.csv", b"x" * megabytes * 1_000_000)}
            place = f"/_stcore/upload_file/{session}/{number}"
            return client.put(place, files=content, headers=headers).status_code

        assert hand_over(0, 27) == 413, "one that is larger than any may be"
        taken = [hand_over(number, 24) for number in range(1, 8)]
    assert taken == [204] * 6 + [413]


@dataclass
class Votes:
    """One phone that votes again and again until the server is gone; what was acknowledged last."""

    running: Running
    token: str
    path: str
    round_id: str
    acknowledged: str = ""
    sent: str = ""
    counted: int = 0
    begun: threading.Event = field(default_factory=threading.Event)

    def until_gone(self) -> None:
        headers = {"Origin": self.running.address, "Authorization": f"Bearer {self.token}"}
        with httpx.Client(base_url=self.running.address, headers=headers) as client:
            while True:
                self.sent = f"{time.time_ns():019}"
                body = {"round": self.round_id, "kind": "level", "level": 3, "vote_key": self.sent}
                try:
                    answer = client.post(self.path, json=body)
                except httpx.HTTPError:
                    return
                if answer.status_code == 200:
                    self.acknowledged = self.sent
                    self.counted += 1
                    self.begun.set()
                time.sleep(0.05)


def test_told_to_stop_it_says_so_first_and_loses_nothing_that_it_acknowledged(
    operated: Operated,
) -> None:
    running, room = operated.running, operated.room
    assert running.get("/readyz").status_code == 200
    path, round_id = f"/room/{room.id}/vote", room.room().round_id
    phones = [Votes(running, room.tickets[name], path, round_id) for name in VOTERS]
    threads = [threading.Thread(target=phone.until_gone) for phone in phones]
    for thread in threads:
        thread.start()
    for phone in phones:
        assert phone.begun.wait(30)
    before = sum(phone.counted for phone in phones)
    running.told_to_stop()
    seen = _answers_while_it_ends(running)
    running.process.wait(30)
    for thread in threads:
        thread.join(30)
    assert (503, 200) in seen, "it is not ready any more, and alive"
    assert sum(phone.counted for phone in phones) > before, "it went on answering meanwhile"
    _nothing_is_lost(operated, phones, round_id)
    kept = collecting.last_run(operated.desk.store, operated.desk.id)
    assert kept
    assert (kept.state, kept.message) == ("stopped", "Stopped; what was found by then is kept.")


def _answers_while_it_ends(running: Running) -> set[tuple[int, int]]:
    seen = set[tuple[int, int]]()
    while running.process.poll() is None:
        try:
            seen.add((running.get("/readyz").status_code, running.get("/livez").status_code))
        except httpx.HTTPError:
            break
        time.sleep(0.05)
    return seen


def _nothing_is_lost(operated: Operated, phones: list[Votes], round_id: str) -> None:
    """What counts is what was acknowledged last, or what was on its way when the line was cut."""
    with operated.desk.store.reading() as tx:
        counting = {cast.vote.vote_key for cast in workshop_votes.cast(tx, round_id)}
    for phone in phones:
        assert counting & {phone.acknowledged, phone.sent}, phone
