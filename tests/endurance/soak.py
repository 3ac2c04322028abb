"""A served app under the use of a long afternoon, in little time: ``make soak``.

A round is five minutes of a team's use: pages are opened and left, questions answered, phones vote and
follow the room, a source is looked at, what is due is carried out, a report is made and the metrics are
read. Twenty-four rounds are two hours. After each, the process is measured from outside, by what the
kernel says of it, and its database is counted.
"""

import argparse
import os
import secrets
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from engagement.looks import collecting
from engagement.schedule.cadence import set_schedule
from engagement.store import Store
from tests.endurance.growing import Measured, wrong
from tests.engagement.desk import Desk, open_desk
from tests.engagement.roomful import Roomful, opened
from tests.on_loopback import on_loopback
from tests.served import Running, served

ROUNDS = 24
PAGES = ("look", "ask", "judge", "report", "track", "due", "plan", "overview")
VOTERS = tuple(f"P{number}" for number in range(20))
FORMATS = ("html", "docx", "xlsx", "pdf")
METRICS = (
    b"# TYPE http_requests_total counter\nhttp_requests_total 5\nprocess_start_time_seconds 1\n"
)
KEY = b"only on this machine"
DRAWN = ForwardMsg.FINISHED_SUCCESSFULLY
"""To its end, and not only to where it went on elsewhere."""

INSIDE = """
import gc, sys, threading
from multiprocessing.connection import Listener
from engagement import reporting
from engagement.answers import answering
from engagement.looks import looking
from engagement.schedule import running
from ui import serving
from ui.opened import opened

serving._COLLECT_EVERY_SECONDS = float(sys.argv[5])

def act(store, assessment, person, turn, suffix):
    for place, capability in enumerate(("eng.rollback", "data.lineage-versioning", "org.accountability") * 3):
        answering.answer(store, assessment_id=assessment, respondent_id=person, capability=capability,
                         kind="level", level=(turn + place) % 5 + 1, comment=f"turn {turn}")
    looking.look(store, assessment, started_by="Kim")
    while running.run_one(store):
        pass
    return len(reporting.made_as(reporting.report(store, assessment), suffix))

def hear(port):
    with Listener(("127.0.0.1", port), authkey=b"only on this machine") as doors:
        while True:
            with doors.accept() as line:
                try:
                    line.send(act(opened(), *line.recv()))
                except Exception as error:
                    line.send(repr(error))

threading.Thread(target=hear, args=(int(sys.argv[2]),), daemon=True).start()
serving.serve(port=int(sys.argv[1]))
"""


@dataclass
class Use:
    """The served app, what is used of it, and what was seen of it after each round."""

    running: Running
    desk: Desk
    room: Roomful
    inside: int
    database: Path
    seen: list[Measured] = field(default_factory=list)
    drawn: dict[str, int] = field(default_factory=dict)

    def round(self, number: int) -> None:
        """Five minutes of use."""
        for name in PAGES:
            self._page(name)
        self._phones(number)
        with Client(("127.0.0.1", self.inside), authkey=KEY) as line:
            line.send((self.desk.id, self.desk.person.id, number, FORMATS[number % len(FORMATS)]))
            made = line.recv()
        if not isinstance(made, int) or made < 1000:
            raise AssertionError(f"no report: {made}")
        for _ in range(4):
            self.running.get("/metrics").raise_for_status()

    def _page(self, name: str) -> None:
        """One page, drawn to its end by a session of its own, which is then left."""
        origin: Any = self.running.address
        protocols: Any = ["streamlit"]
        address = f"ws://127.0.0.1:{self.running.port}/_stcore/stream"
        with connect(address, subprotocols=protocols, origin=origin, max_size=None) as line:
            asked = BackMsg()
            asked.rerun_script.page_name = name
            asked.rerun_script.query_string = f"a={self.desk.id}&as={self.desk.person.id}"
            line.send(asked.SerializeToString())
            drawn = 0
            while True:
                raw = line.recv(timeout=120)
                message: Any = ForwardMsg.FromString(
                    raw if isinstance(raw, bytes) else raw.encode()
                )
                drawn += message.WhichOneof("type") == "delta"
                if message.delta.new_element.WhichOneof("type") == "exception":
                    raise AssertionError(message.delta.new_element.exception.message)
                if (
                    message.WhichOneof("type") == "script_finished"
                    and message.script_finished == DRAWN
                ):
                    break
        self.drawn[name] = drawn
        if drawn < 5:
            raise AssertionError(f"the page {name} shows {drawn} things")

    def _phones(self, number: int) -> None:
        """Everybody follows the room and votes once."""
        base, room = self.running.address, self.room.id
        with (
            httpx.Client(base_url=base, headers={"Origin": base}, timeout=60) as phone,
            ExitStack() as lines,
        ):
            for name in VOTERS:
                ticket = {"Authorization": f"Bearer {self.room.tickets[name]}"}
                events = lines.enter_context(
                    phone.stream("GET", f"/room/{room}/events", headers=ticket)
                )
                events.raise_for_status()
                next(events.iter_bytes())
            for place, name in enumerate(VOTERS):
                vote = {
                    "round": self.room.room().round_id,
                    "kind": "level",
                    "level": (number + place) % 5 + 1,
                    "vote_key": f"{number:06}{place:04}{secrets.token_hex(4)}",
                }
                ticket = {"Authorization": f"Bearer {self.room.tickets[name]}"}
                phone.post(f"/room/{room}/vote", json=vote, headers=ticket).raise_for_status()

    def measure(self) -> Measured:
        """What the kernel and the database say."""
        process = Path(f"/proc/{self.running.process.pid}")
        told = dict(
            line.split(":\t", 1)
            for line in (process / "status").read_text().splitlines()
            if ":\t" in line
        )
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as plain:
            names = [
                row[0]
                for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            rows = {
                name: plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for name in names
            }
        plain.close()
        return Measured(
            megabytes=int(told["VmRSS"].split()[0]) / 1024,
            threads=int(told["Threads"]),
            handles=len(list((process / "fd").iterdir())),
            rows=rows,
            temporary=len(list(Path(self.temporary).rglob("*"))),
        )

    @property
    def temporary(self) -> str:
        """Where the server puts what it needs for a moment."""
        return str(self.database.parent / "moment")


def _answer(path: str, headers: Message) -> tuple[int, Any, dict[str, str]]:
    return 200, METRICS, {"Content-Type": "text/plain"}


def used(folder: Path, rounds: int, collect: float) -> Use:
    """The whole of it."""
    data = folder / "data"
    (data / "moment").mkdir(parents=True)
    os.environ |= {"PRODWORTHY_DATA": str(data)}
    with on_loopback(_answer) as address:
        store = Store.open(f"sqlite:///{data / 'prodworthy.db'}")
        desk = open_desk(store)
        room = opened(desk)
        room.join(*VOTERS)
        room.begin()
        collecting.add_source(
            store,
            assessment_id=desk.id,
            kind="metrics_endpoint",
            name="Metrics",
            address=f"{address}/metrics",
            authorised_by="Ana",
            options={"interval": 0.5},
        )
        set_schedule(store, client_id=desk.place.client.id, runs=True, by="Kim")
        settings = {"SCHEDULER": "off", "LOG_LEVEL": "WARNING", "DRAIN_SECONDS": "0"}
        port = _free()
        os.environ["TMPDIR"] = str(data / "moment")
        words = (str(port), desk.id, desk.person.id, str(collect))
        with served(data, INSIDE, *words, **settings) as running:
            use = Use(running, desk, room, port, data / "prodworthy.db")
            for number in range(rounds):
                began = time.monotonic()
                use.round(number)
                time.sleep(
                    max(0.0, 2 * collect - (time.monotonic() - began))
                )  # the collector's own time
                use.seen.append(use.measure())
                _say(f"| {number + 1} | {use.seen[-1].row()} | {time.monotonic() - began:.0f} s |")
        store.close()
    return use


def _free() -> int:
    from tests.free_port import free_port

    return free_port()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(given: Sequence[str] | None = None) -> int:
    """A row for each round; 1 where something grows that should not."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument(
        "--collect", type=float, default=2.5, help="seconds between two collections of garbage"
    )
    chosen = asked.parse_args(given)
    _say("| round | memory | threads | handles | rows | files for a moment | took |")
    _say("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        use = used(Path(folder), chosen.rounds, chosen.collect)
    found = wrong(use.seen)
    for line in found or ["nothing grows that should not"]:
        _say(line)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
