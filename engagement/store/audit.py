"""What was done, by whom and when: one row an action, only ever added.

What says nothing of a client stands in ``audit_event`` and stays for ever. Names and details stand
beside it in ``audit_words``, which go only when their client is gone. Triggers of the database
refuse every change and every other removal of either.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast
from sqlmodel import Field, Session, SQLModel, col, func, select

from engagement.access.table import of_action as of_row
from engagement.identity import same_person
from engagement.model import AuditEvent
from engagement.outside import clock
from engagement.store import guarding
from engagement.store.columns import moment, nested

THE_PROGRAM = "the program"
"""Who did what follows from the data."""


class AuditEventRow(SQLModel, table=True):
    """One action that changed something: which, when, and the ids that it was about."""

    __tablename__ = "audit_event"

    number: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    action: str
    client_id: str | None = Field(default=None, index=True)
    assessment_id: str | None = Field(default=None, index=True)


class AuditWordsRow(SQLModel, table=True):
    """Who did it and on what; ``client_id`` is empty for what outlives its client."""

    __tablename__ = "audit_words"

    event: int = Field(primary_key=True, foreign_key="audit_event.number")
    client_id: str | None = Field(default=None, index=True)
    by: str
    details: dict[str, str] = nested()


def record(
    tx: Session,
    action: str,
    *,
    by: str = "",
    client_id: str | None = None,
    assessment_id: str | None = None,
    **details: str,
) -> None:
    """Write down an action in its own transaction; details are names and ids, no answers.

    :class:`engagement.faults.Refused` where the acting person may not do it at that client. It is
    written down as theirs, with their account; another name that was typed stands beside it.
    """
    _add(tx, (action, client_id, assessment_id), client_id, by, details)


def record_for_good(tx: Session, action: str, *, by: str, client_id: str, **details: str) -> None:
    """Write down what outlives its client: who did it and details that say nothing of the client's."""
    _add(tx, (action, client_id, None), None, by, details)


def _add(
    tx: Session, what: tuple[str, str | None, str | None], whose: str | None, by: str,
    details: dict[str, str],
) -> None:  # fmt: skip
    action, client_id, assessment_id = what
    guarding.permit(tx, action, client_id)
    limits = guarding.grounds(tx)
    named, by = by, who(tx, action, by)
    if limits:
        if named and same_person(named) != same_person(by):
            details["named"] = named
        details["account"] = limits.person.who or limits.person.subject or "invitation"
    event = AuditEventRow(
        at=clock.now(), action=action, client_id=client_id, assessment_id=assessment_id
    )
    tx.add(event)
    tx.flush()
    if event.number is None:
        raise LookupError("the database gave the entry no number")
    tx.add(AuditWordsRow(event=event.number, client_id=whose, by=by, details=details))


def who(tx: Session, action: str, named: str) -> str:
    """Who does it: the account that acts, whatever name was typed; else that name, or the operator.

    What follows from the data is done by the program.
    """
    limits = guarding.grounds(tx)
    if is_the_programs(action) or (limits and limits.lifted):
        return named or THE_PROGRAM
    return limits.person.name if limits else named or guarding.operator(tx)


def is_the_programs(action: str) -> bool:
    """Whether an action follows from the data, and no person may do it."""
    return not of_row(action).roles


def of_action(tx: Session, assessment_id: str, action: str) -> tuple[AuditEvent, ...]:
    """When one thing was done to an assessment, oldest first."""
    query = _both().where(
        AuditEventRow.assessment_id == assessment_id, AuditEventRow.action == action
    )
    rows = tx.exec(
        query.order_by(col(AuditEventRow.number)),
        # That a source was pointed elsewhere is part of what it shows, for whoever may read that.
        execution_options={guarding.READ_AS: "results"},
    )
    return _values(rows.all())


def last_by(tx: Session, client_id: str, actions: Sequence[str], about: str = "") -> str:
    """Who did one of ``actions`` to a client last, ``about`` an id where one is given."""
    words = col(AuditWordsRow.event) == col(AuditEventRow.number)
    query = select(AuditWordsRow.by).join(AuditEventRow, words)
    query = query.where(
        AuditEventRow.client_id == client_id, col(AuditEventRow.action).in_(actions)
    )
    if about:
        query = query.where(cast(col(AuditWordsRow.details), Text).contains(json.dumps(about)))
    found = tx.exec(
        query.order_by(col(AuditEventRow.number).desc()).limit(1),
        # Who works beside me on the same is no secret of the log.
        execution_options={guarding.READ_AS: "results"},
    )
    return found.first() or ""


def last(
    tx: Session, client_id: str, *, only: Sequence[str] = (), without: Sequence[str] = ()
) -> datetime | None:
    """When something was last done to a client: one of the actions, or any but some."""
    query = select(AuditEventRow.at).where(AuditEventRow.client_id == client_id)
    if only:
        query = query.where(col(AuditEventRow.action).in_(only))
    if without:
        query = query.where(col(AuditEventRow.action).not_in(without))
    return tx.exec(query.order_by(col(AuditEventRow.at).desc()).limit(1)).first()


def done(tx: Session, action: str) -> tuple[AuditEvent, ...]:
    """Every time that one thing was done, newest first."""
    query = _both().where(AuditEventRow.action == action)
    return _values(tx.exec(query.order_by(col(AuditEventRow.number).desc())).all())


def events(tx: Session, client_id: str | None = None) -> tuple[AuditEvent, ...]:
    """What was done, oldest first; of one client where one is given."""
    query = _both().order_by(col(AuditEventRow.number))
    if client_id is not None:
        query = query.where(AuditEventRow.client_id == client_id)
    return _values(tx.exec(query).all())


def newest(tx: Session, client_id: str, assessment_id: str) -> int:
    """The number of the last action on an assessment, or on its client as a whole; 0 for none."""
    here = select(func.max(AuditEventRow.number)).where(
        AuditEventRow.assessment_id == assessment_id
    )
    whole = select(func.max(AuditEventRow.number)).where(
        AuditEventRow.client_id == client_id, col(AuditEventRow.assessment_id).is_(None)
    )
    return max(tx.exec(here).one() or 0, tx.exec(whole).one() or 0)


def _both() -> Any:
    words = col(AuditWordsRow.event) == col(AuditEventRow.number)
    return select(AuditEventRow, AuditWordsRow).join(AuditWordsRow, words, isouter=True)


def _values(rows: Sequence[Any]) -> tuple[AuditEvent, ...]:
    return tuple(
        AuditEvent(
            at=event.at, action=event.action, client_id=event.client_id,
            assessment_id=event.assessment_id, by=words.by if words else "",
            details=words.details if words else {}, erased=words is None,
        )
        for event, words in rows
    )  # fmt: skip
