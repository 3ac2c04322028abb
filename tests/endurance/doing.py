"""What a process does until it is killed: one action after the other, each told before and after.

A line is written to a pipe, past every buffer, before an action is asked for and after it came back.
What was told as kept has to be there afterwards, whatever happened to the process in between.
"""

import itertools
import json
import os
import secrets
import signal
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assessment.model import Finding, Outcome
from assessment.probing import definitions
from engagement import workshops
from engagement.answers import answering
from engagement.looks import findings_file, importing, looking, one_look
from engagement.store import Store, evidence

CAPABILITIES = ("eng.rollback", "data.lineage-versioning", "org.accountability")
KINDS = ("answer", "vote", "probe", "import")
FINDINGS = 12
"""Findings of one file that is taken in: enough that a transaction can be cut in its middle."""


@dataclass(frozen=True)
class Place:
    """An assessment with two people who answer and vote, and a repository to look at."""

    url: str
    assessment_id: str
    people: tuple[str, ...]
    tickets: tuple[str, ...]
    workshop_id: str
    round_id: str


@dataclass(frozen=True)
class Doer:
    """One process's part: which action, for whom, and a number that no other process has."""

    kind: str
    seat: int
    number: int


def answers(store: Store, place: Place, doer: Doer, turn: int) -> dict[str, Any]:
    """One answer; what was kept of it."""
    said = answering.answer(
        store, assessment_id=place.assessment_id, respondent_id=place.people[doer.seat],
        capability=CAPABILITIES[turn % 3], kind="level", level=turn % 5 + 1,
        comment=f"turn {turn} of {doer.number}",
    )  # fmt: skip
    return {"id": said.id, "value": said.level}


def votes(store: Store, place: Place, doer: Doer, turn: int) -> dict[str, Any]:
    """One vote of a phone, with a key of its own."""
    key = f"{doer.number * 1_000_000 + turn:013}"
    workshops.vote(
        store, token=place.tickets[doer.seat], round_id=place.round_id, level=turn % 5 + 1,
        vote_key=key,
    )  # fmt: skip
    return {"id": key, "value": turn % 5 + 1}


def probes(store: Store, place: Place, doer: Doer, turn: int) -> dict[str, Any]:
    """A look at the repository, through to its end; what it said that it found."""
    run = looking.look(store, place.assessment_id, started_by=f"{doer.number}.{turn}")
    return {"id": run.id, "value": run.done}


def imports(store: Store, place: Place, doer: Doer, turn: int) -> dict[str, Any]:
    """A findings file, which is taken whole."""
    content = file_of_findings(f"{doer.number}-{turn}")
    run = importing.import_findings(store, place.assessment_id, content, "Kim")
    return {"id": run.id, "value": run.done}


def file_of_findings(mark: str) -> bytes:
    """A findings file as somebody else's computer writes it, with ids of its own."""
    now = datetime.now(UTC) - timedelta(days=4)  # the clock may be moved back
    known = sorted(definitions(), key=lambda item: item.id)[:FINDINGS]
    found = tuple(
        Finding(
            id=f"{mark}-{place}", probe=item.id, source="there", source_kind=item.connectors[0],
            statement="s", outcome=Outcome.ABSENT, observed=f"nothing, {mark}", expected="e",
            observed_at=now, valid_until=now + timedelta(days=30),
        )
        for place, item in enumerate(known)
    )  # fmt: skip
    return findings_file.write(found, (), "Ana", now)


DOING: dict[str, Callable[[Store, Place, Doer, int], dict[str, Any]]] = {
    "answer": answers, "vote": votes, "probe": probes, "import": imports,
}  # fmt: skip


class Ended(Exception):
    """An action failed, and its process goes no further."""


@dataclass
class Process:
    """A process that was forked off, and the pipe that it tells into."""

    pid: int
    told: int

    def kill(self) -> list[dict[str, Any]]:
        """SIGKILL, wherever it is; everything that it told."""
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[dict[str, Any]]:
        """Everything that it told, once it is gone."""
        with os.fdopen(self.told, "rb") as pipe:
            lines = pipe.read().split(b"\n")
        os.waitpid(self.pid, 0)
        return [json.loads(line) for line in lines[:-1]]  # a line that was cut told nothing

    def begun(self) -> bool:
        """Wait for its first line, which is that it has opened the database; false where it could not."""
        first = b""
        while not first.endswith(b"\n"):
            piece = os.read(self.told, 1)
            if not piece:
                return False
            first += piece
        return True


def forked(work: Callable[[Callable[[dict[str, Any]], None]], None]) -> Process:
    """Do ``work`` in a process of its own, which has everything loaded and nothing opened."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writes)
        return Process(pid, reads)
    os.close(reads)
    _marked_as_itself()
    status = 1
    try:
        work(lambda line: _tell(writes, line))
        status = 0
    except Ended:
        pass  # it told why
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _marked_as_itself() -> None:
    """A look names the process that carries it out, which is told when the program is loaded."""
    mark = f"{os.getpid()}:{secrets.token_hex(4)}:{socket.gethostname()}"
    evidence.PROCESS = one_look.Look.mark = mark
    evidence.save_run.__defaults__ = (mark,)


def _tell(pipe: int, line: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(line).encode() + b"\n")


def acting(place: Place, doer: Doer, *, patient: bool = False) -> Process:
    """A process that does its action again and again; ``patient`` tries again what failed."""

    def work(tell: Callable[[dict[str, Any]], None]) -> None:
        store = Store.open(place.url)
        tell({"state": "begun"})
        for turn in itertools.count(1):
            for told in _once(store, place, doer, turn, patient=patient):
                tell(told)

    return forked(work)


def _once(
    store: Store, place: Place, doer: Doer, turn: int, *, patient: bool
) -> Iterator[dict[str, Any]]:
    what = {"what": doer.kind, "turn": turn}
    while True:
        yield what | {"state": "sending"}
        try:
            kept = DOING[doer.kind](store, place, doer, turn)
        except Exception as error:
            yield what | {"state": "failed", "why": type(error).__name__, "said": str(error)[:300]}
            if not patient:
                raise Ended from None
            time.sleep(0.05)
        else:
            yield what | kept | {"state": "kept"}
            return
