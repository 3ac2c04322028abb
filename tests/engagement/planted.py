"""A client with a row in every table that can hold one, and a word of its own in every text.

Which tables and columns there are is asked of the tables themselves: a new one is planted by itself.
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, LargeBinary, Table, insert, select

from assessment.model import Bearing, Finding, Outcome
from engagement.model import ProbeRun, Workspace
from engagement.store import Store, belonging, evidence
from engagement.store.columns import UtcDateTime
from engagement.store.plain_rows import kind_of

THEN = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


def plant(store: Store, client_id: str, mark: str = "canary") -> list[str]:
    """Add a row to every table of the client; returns the words that were planted."""
    planted: list[str] = []
    with store.writing() as tx:
        for name, table in belonging.shared().items():
            if name in belonging.BY_DIGEST:
                tx.execute(insert(table).values(_row(tx, table, client_id, mark, planted)))
        for name, item in belonging.owned().items():
            if name not in (belonging.CLIENT, "audit_event", "audit_words"):
                tx.execute(
                    insert(item.table).values(_row(tx, item.table, client_id, mark, planted))
                )
    return planted


def _row(tx: Any, table: Table, client_id: str, mark: str, planted: list[str]) -> dict[str, Any]:
    row = {}
    for column in table.c:
        if column.name == belonging.numbered(table):
            continue
        row[column.name] = _value(tx, column, client_id, mark, planted)
    return row


def _value(tx: Any, column: Column[Any], client_id: str, mark: str, planted: list[str]) -> Any:
    if column.name == "client_id":
        return client_id
    if column.name == "digest" and not any(
        key.column.table.name == "pack_version" for key in column.foreign_keys
    ):
        return sha256(f"{mark} file".encode()).hexdigest()
    for key in column.foreign_keys:
        return _pointed_at(tx, key.column, client_id)
    word = f"{mark}-{column.table.name}-{column.name}".replace("_", "-")
    return _typed(column, word, planted)


def _pointed_at(tx: Any, column: Column[Any], client_id: str) -> Any:
    """The newest row that may be pointed at, one of the client's; ``None`` where there is none."""
    query = select(column)
    if column.table.name in belonging.owned():
        query = query.where(belonging.owned()[column.table.name].of(client_id))
    return next(reversed(list(tx.execute(query).scalars())), None)


def _typed(column: Column[Any], word: str, planted: list[str]) -> Any:
    kind = column.type
    if isinstance(kind, JSON):
        planted.append(word)
        return {"told": [word]}
    if isinstance(kind, LargeBinary):
        planted.append(word)
        return word.encode()
    if isinstance(kind, UtcDateTime):
        return THEN
    if kind_of(column) is date:
        return THEN.date()
    if kind_of(column) is str:
        planted.append(word)
        return word
    return {bool: True, int: 7, float: 0.1 + 0.2}[kind_of(column)]


def find(
    store: Store, space: Workspace, capability: str, source: str = "repo",
    outcome: Outcome = Outcome.ABSENT, observed: str = "nothing *of* it",
) -> str:  # fmt: skip
    """One finding, kept as a look keeps it; its id."""
    now = datetime.now(UTC)
    run = ProbeRun(
        id=uuid4().hex, assessment_id=space.assessment.id, started_at=now, state="finished"
    )
    made = Finding(
        id=uuid4().hex, probe=f"seen.{capability}", source=source, source_kind="repository",
        statement=f"The {capability} holds", outcome=outcome, observed=observed,
        expected="it is there", observed_at=now, valid_until=now + timedelta(days=30),
        bearings=(Bearing(pack="ai-production", capability=capability, anchor=3),),
    )  # fmt: skip
    with store.writing() as tx:
        evidence.save_run(tx, run)
        evidence.add_findings(tx, run, (made,))
    return made.id
