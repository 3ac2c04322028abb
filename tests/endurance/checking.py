"""Whether a database is whole, and whether everything is there that was told as kept."""

import json
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from engagement.backup import back_up, restore
from engagement.health import health
from engagement.store import Store, Transaction
from tests.endurance.doing import Place

KEPT = {
    "answer": "SELECT id, level FROM answer",
    "vote": "SELECT vote_key, level FROM workshop_vote_sent",
    "probe": "SELECT id, done FROM probe_run WHERE state = 'finished' AND NOT imported",
    "import": "SELECT id, done FROM probe_run WHERE imported",
}
CURRENT = """SELECT respondent, capability FROM answer WHERE id NOT IN
    (SELECT supersedes FROM answer WHERE supersedes IS NOT NULL)"""
EVENT = """SELECT w.details FROM audit_event e JOIN audit_words w ON w.event = e.number
    WHERE e.action = :action"""
INDEXES = """SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"""


@dataclass
class Record:
    """What the processes of one database told, over all of its runs."""

    kept: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KEPT})
    sent: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def take(self, lines: list[dict[str, Any]]) -> None:
        """What one process told."""
        for line in lines:
            if line["state"] == "kept":
                self.kept[line["what"]][line["id"]] = line["value"]
            elif line["state"] == "sending":
                self.sent[line["what"]] += 1
            elif line["state"] == "failed":
                self.failed[line["why"]] += 1

    @property
    def acknowledged(self) -> int:
        return sum(len(item) for item in self.kept.values())


def whole(place: Place, record: Record) -> list[str]:
    """Every mistake that is found, in words; none where all is as it should be."""
    wrong = _sqlite(place.url) if place.url.startswith("sqlite") else []
    store = Store.open(place.url)
    try:
        if health(store)["status"] != "ok":
            wrong.append("its health is not ok")
        with store.reading() as tx:
            if store.has_queue:
                tx.execute(text(INDEXES)).all()  # raises where an index and its table disagree
            return wrong + _lost(tx, record) + _halves(tx)
    finally:
        store.close()


def _sqlite(url: str) -> list[str]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as plain:
        said = [row[0] for row in plain.execute("PRAGMA integrity_check")]
        strange = plain.execute("PRAGMA foreign_key_check").fetchall()
    plain.close()
    return [line for line in said if line != "ok"] + [f"points nowhere: {row}" for row in strange]


def _lost(tx: Transaction, record: Record) -> list[str]:
    wrong = []
    for kind, query in KEPT.items():
        there: dict[str, Any] = {row[0]: row[1] for row in tx.execute(text(query))}
        told = record.kept[kind]
        wrong += [
            f"{kind} {key} was told as kept with {value}, and is {there.get(key, 'not there')}"
            for key, value in told.items() if there.get(key) != value
        ]  # fmt: skip
        # What was sent and not told as kept may be there; what was never sent may not.
        if not len(told) <= len(there) <= record.sent[kind]:
            wrong.append(f"{len(there)} {kind}s are there, of {record.sent[kind]} that were sent")
    return wrong


def _halves(tx: Transaction) -> list[str]:
    """Actions of which one part was kept without the other."""
    wrong = []
    events = [row[0] for row in tx.execute(text(EVENT), {"action": "answer given"})]
    logged = Counter(_plain(item)["answer"] for item in events)
    given = Counter(row[0] for row in tx.execute(text("SELECT id FROM answer")))
    if logged != given:
        wrong.append(f"the log tells of {len(logged)} answers, and {len(given)} are there")
    current = Counter(tuple(row) for row in tx.execute(text(CURRENT)))
    if any(count > 1 for count in current.values()):
        wrong.append("somebody has two current answers to one question")
    found = dict(tx.execute(text("SELECT run_id, count(*) FROM finding GROUP BY run_id")).all())
    for run, state, done in tx.execute(text("SELECT id, state, done FROM probe_run")):
        if state == "running":
            wrong.append(f"look {run} runs, and no process carries it out")
        if state == "finished" and found.get(run, 0) != done:
            wrong.append(f"look {run} found {done}, and {found.get(run, 0)} are kept")
    return wrong


def _plain(details: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(details) if isinstance(details, str) else details
    return made


def restored(place: Place, template: Path, folder: Path) -> list[str]:
    """Whether a backup of the database can be taken and restored with the same rows."""
    store, copy = Store.open(place.url), folder / "restored.db"
    shutil.copy(template, copy)
    other = Store.open(f"sqlite:///{copy}")
    try:
        taken = back_up(store, folder / "first.backup", by="Kim")
        restore(other, folder / "first.backup")
        again = back_up(other, folder / "second.backup", by="Kim")
    finally:
        store.close()
        other.close()
    logs = ("audit_event", "audit_words")  # one entry more: that a backup was made
    same = {key: taken.rows()[key] == again.rows().get(key) for key in taken.rows()}
    return [f"a backup restored has other rows of {key}" for key in same
            if not same[key] and key not in logs]  # fmt: skip
