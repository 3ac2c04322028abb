"""Finding entries of the audit log: by words, person, action, client and time."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, Field
from sqlalchemy import Text, cast, func, or_
from sqlmodel import Session, col, select

from content.values import Value
from engagement.store.audit import AuditEventRow, AuditWordsRow
from engagement.store.clients import ClientRow


class Wanted(Value):
    """What to look for; empty is everything. ``since`` is included, ``until`` is not."""

    text: str = ""
    standing_for: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Word of ``text`` -> ids whose name holds it: an entry that names such an id holds the word."""
    person: str = ""
    action: str = ""
    client_id: str = ""
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class Line(Value):
    """One entry; ``client`` is its name, empty where it is deleted or there was none."""

    number: int
    at: AwareDatetime
    action: str
    by: str
    client: str
    client_id: str
    assessment_id: str
    details: dict[str, str]
    erased: bool


def count(tx: Session, wanted: Wanted) -> int:
    """How many entries there are."""
    query = _joined(select(func.count()).select_from(AuditEventRow))
    return int(tx.exec(query.where(*_conditions(wanted))).one())


def found(
    tx: Session, wanted: Wanted, most: int | None = None, skipped: int = 0
) -> tuple[Line, ...]:
    """The entries, newest first."""
    query = _joined(select(AuditEventRow, AuditWordsRow, ClientRow.name))
    query = query.where(*_conditions(wanted)).order_by(col(AuditEventRow.number).desc())
    rows = tx.exec(query.offset(skipped).limit(most)).all()
    return tuple(_line(event, words, name) for event, words, name in rows)


def people(tx: Session) -> tuple[str, ...]:
    """Everybody who did something, by name."""
    query = select(AuditWordsRow.by).where(AuditWordsRow.by != "").distinct()
    return tuple(sorted(tx.exec(query), key=str.casefold))


def actions(tx: Session) -> tuple[str, ...]:
    """Everything that was done, by name."""
    return tuple(sorted(tx.exec(select(AuditEventRow.action).distinct())))


def _joined(query: Any) -> Any:
    words = col(AuditWordsRow.event) == col(AuditEventRow.number)
    client = col(ClientRow.id) == col(AuditEventRow.client_id)
    return query.join(AuditWordsRow, words, isouter=True).join(ClientRow, client, isouter=True)


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [
        _holds(word, wanted.standing_for.get(word, ())) for word in wanted.text.split()
    ]
    if wanted.person:
        conditions.append(col(AuditWordsRow.by) == wanted.person)
    if wanted.action:
        conditions.append(col(AuditEventRow.action) == wanted.action)
    if wanted.client_id:
        conditions.append(col(AuditEventRow.client_id) == wanted.client_id)
    return conditions + _between(wanted.since, wanted.until)


def _between(since: datetime | None, until: datetime | None) -> list[Any]:
    at = col(AuditEventRow.at)
    return ([at >= since] if since else []) + ([at < until] if until else [])


def ways(word: str) -> frozenset[str]:
    """How a word may be written: a database may fold the case of plain letters alone."""
    return frozenset({word, word.lower(), word.upper(), word.capitalize()})


def _holds(word: str, ids: Sequence[str]) -> Any:
    """An entry holds the word somewhere, in any case; details are kept as JSON, with its escapes.

    The name of what an id stands for counts as if it stood in the entry.
    """
    texts: Sequence[Any] = (AuditEventRow.action, AuditWordsRow.by, ClientRow.name)
    details = cast(col(AuditWordsRow.details), Text)
    plain = [col(text).icontains(way, autoescape=True) for text in texts for way in ways(word)]
    kept = [details.icontains(json.dumps(way)[1:-1], autoescape=True) for way in ways(word)]
    named = [details.contains(f'"{one}"', autoescape=True) for one in ids]
    return or_(*plain, *kept, *named, col(AuditEventRow.assessment_id).in_(ids))


def _line(event: AuditEventRow, words: AuditWordsRow | None, client: str | None) -> Line:
    return Line(
        number=event.number or 0, at=event.at, action=event.action, by=words.by if words else "",
        client=client or "", client_id=event.client_id or "",
        assessment_id=event.assessment_id or "", details=words.details if words else {},
        erased=words is None,
    )  # fmt: skip
