"""Sources, looks at them, what was found and which requests were made."""

import os
import secrets
import socket
import sys
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from assessment.model import Finding, Outcome
from assessment.sources import Made, Source
from engagement.model import ProbeRun
from engagement.outside import clock
from engagement.store import queued
from engagement.store.columns import flat, moment, nested, value_of

PROCESS = f"{os.getpid()}:{secrets.token_hex(4)}:{socket.gethostname()}"
"""This process and its machine; the token tells it from an earlier one with the same number."""

_QUEUED = "queue:"
"""How the process of a look begins that a worker carries out; the queue knows whether one does."""

ABANDONED = "The program ended during this look; what was found by then is kept."
"""What is said of a look that a killed process left running."""

SILENCE = timedelta(minutes=15)
"""A running look that wrote nothing for so long has died: one source is read in two minutes."""


class SourceRow(SQLModel, table=True):
    """An address that somebody pointed at; one that was removed keeps what was seen there.

    An imported one is read from inside the client's network, never from here.
    """

    __tablename__ = "source"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    kind: str
    name: str
    address: str
    reader_address: str
    secret: str
    options: dict[str, Any] = nested()
    authorised_by: str
    authorised_until: datetime | None = moment(nullable=True)
    added_at: datetime = moment()
    removed_at: datetime | None = moment(nullable=True)
    imported: bool = False


class ProbeRunRow(SQLModel, table=True):
    """One look at the sources."""

    __tablename__ = "probe_run"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    started_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
    state: str
    done: int
    total: int
    message: str
    started_by: str
    imported: bool = False
    process: str
    seen_at: datetime = moment()


class FindingRow(SQLModel, table=True):
    """One finding as it was made; never changed."""

    __tablename__ = "finding"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    run_id: str = Field(foreign_key="probe_run.id")
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    probe: str
    source: str
    outcome: str
    observed_at: datetime = moment()
    value: dict[str, Any] = nested()


class RequestMadeRow(SQLModel, table=True):
    """One request that a look made, redacted."""

    __tablename__ = "request_made"

    number: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="probe_run.id")
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    source: str
    value: dict[str, Any] = nested()


def add_source(
    tx: Session, assessment_id: str, source: Source, now: datetime, *, imported: bool = False
) -> None:
    """Keep a new source; an imported one is named by findings and not looked at from here."""
    tx.add(
        SourceRow(
            **flat(source, "options"), assessment_id=assessment_id, added_at=now, imported=imported
        )
    )
    tx.flush()


def change_source(tx: Session, source: Source) -> None:
    """Replace what is kept of a source that exists."""
    _source_row(tx, source.id).sqlmodel_update(flat(source, "options"))


def remove_source(tx: Session, source_id: str, now: datetime) -> None:
    """Look at a source no more; what was seen there stays."""
    _source_row(tx, source_id).removed_at = now


def sources(tx: Session, assessment_id: str, every: bool = False) -> tuple[Source, ...]:
    """The sources that are looked at, in the order in which they came.

    With ``every`` also those that were removed or imported: findings name them.
    """
    query = select(SourceRow).where(SourceRow.assessment_id == assessment_id)
    if not every:
        query = query.where(col(SourceRow.removed_at).is_(None), col(SourceRow.imported).is_(False))
    rows = tx.exec(query.order_by(col(SourceRow.number)))
    return tuple(value_of(Source, row) for row in rows)


def sources_since(tx: Session, assessment_id: str) -> tuple[tuple[Source, datetime], ...]:
    """The sources that are looked at, each with when it was added."""
    query = select(SourceRow).where(
        SourceRow.assessment_id == assessment_id,
        col(SourceRow.removed_at).is_(None), col(SourceRow.imported).is_(False),
    )  # fmt: skip
    rows = tx.exec(query.order_by(col(SourceRow.number)))
    return tuple((value_of(Source, row), row.added_at) for row in rows)


def last_seen(tx: Session, assessment_id: str) -> dict[str, datetime]:
    """When each source was last looked at, also in vain, by its id; one that never was is not there."""
    query = (
        select(FindingRow.source, func.max(FindingRow.observed_at))
        .where(FindingRow.assessment_id == assessment_id)
        .group_by(FindingRow.source)
    )
    return dict(tx.exec(query).all())


def imported_sources(tx: Session, assessment_id: str) -> tuple[Source, ...]:
    """The sources that came with findings files, in the order in which they came."""
    query = select(SourceRow).where(
        SourceRow.assessment_id == assessment_id, col(SourceRow.imported).is_(True)
    )
    return tuple(value_of(Source, row) for row in tx.exec(query.order_by(col(SourceRow.number))))


def places_in_use(tx: Session) -> frozenset[str]:
    """Addresses and options (such as paths) of every source that is still looked at."""
    return _places(tx, select(SourceRow).where(col(SourceRow.removed_at).is_(None)))


def places_named(tx: Session) -> frozenset[str]:
    """The same of every source that is kept, the removed too."""
    return _places(tx, select(SourceRow))


def _places(tx: Session, query: Any) -> frozenset[str]:
    found: set[str] = set()
    for row in tx.exec(query):
        found |= {row.address, *(item for item in row.options.values() if isinstance(item, str))}
    return frozenset(found)


def removed_sources(tx: Session, assessment_id: str) -> frozenset[str]:
    """Ids of the sources that somebody removed; an imported one is none of them."""
    query = select(SourceRow.id).where(
        SourceRow.assessment_id == assessment_id, col(SourceRow.removed_at).is_not(None)
    )
    return frozenset(tx.exec(query))


def assessment_of_source(tx: Session, source_id: str) -> str | None:
    """The assessment that a source belongs to; ``None`` where there is no such source."""
    query = select(SourceRow.assessment_id).where(SourceRow.id == source_id)
    return tx.exec(query).one_or_none()


def save_run(tx: Session, run: ProbeRun, process: str = PROCESS) -> None:
    """Keep a run, new or changed, as this process's, or as that of a worker's try."""
    row = tx.exec(select(ProbeRunRow).where(ProbeRunRow.id == run.id)).one_or_none()
    kept = run.model_dump() | {"process": process, "seen_at": clock.now()}
    if row is None:
        tx.add(ProbeRunRow(**kept))
    else:
        row.sqlmodel_update(kept)
    tx.flush()


def stop_run(tx: Session, run_id: str, now: datetime) -> None:
    """Mark a running look as stopped; the process that carries it out sees it."""
    row = tx.exec(select(ProbeRunRow).where(ProbeRunRow.id == run_id)).one()
    row.state, row.ended_at = "stopped", now
    if queued.has_queue(tx):
        queued.withdraw(tx, run_id)


def last_run(tx: Session, assessment_id: str, *, imported: bool = False) -> ProbeRun | None:
    """The newest run of an assessment: of our own looks, or of those that were ``imported``."""
    query = select(ProbeRunRow).where(
        ProbeRunRow.assessment_id == assessment_id, col(ProbeRunRow.imported).is_(imported)
    )
    row = tx.exec(query.order_by(col(ProbeRunRow.number).desc()).limit(1)).first()
    return value_of(ProbeRun, row) if row else None


def put_in_queue(
    tx: Session, run: ProbeRun, *, sending: bool, only: Collection[str] | None = None
) -> None:
    """Keep a run that waits for a worker, and let it wait; with ``only`` at these sources alone."""
    save_run(tx, run, _QUEUED)
    queued.put(tx, run.id, run.assessment_id, sending=sending, only=only)


def take(tx: Session, run_id: str) -> tuple[ProbeRun, str] | None:
    """A run for a worker's try and the try's mark; ``None`` where it was stopped or is gone.

    An earlier try of the same run, should it still be going on somewhere, is not its try any more.
    """
    row = tx.exec(select(ProbeRunRow).where(ProbeRunRow.id == run_id)).one_or_none()
    if row is None or row.state != "running":
        return None
    run, mark = value_of(ProbeRun, row), f"{_QUEUED}{PROCESS}:{secrets.token_hex(4)}"
    seen = tx.exec(select(func.count()).where(FindingRow.run_id == run_id)).one()
    run = run.model_copy(update={"done": seen})
    save_run(tx, run, mark)
    return run, mark


def is_of(tx: Session, run_id: str, process: str) -> bool:
    """Whether a run is this process's or try's, and no later try has taken it over."""
    query = select(ProbeRunRow.process).where(ProbeRunRow.id == run_id)
    return tx.exec(query).one_or_none() == process


def is_stopped(tx: Session, run_id: str) -> bool:
    """Whether somebody stopped a run, or it is gone."""
    query = select(ProbeRunRow.state).where(ProbeRunRow.id == run_id)
    return tx.exec(query).one_or_none() != "running"


def sources_seen(tx: Session, run_id: str) -> frozenset[str]:
    """Ids of the sources that a run has been through."""
    return frozenset(tx.exec(select(FindingRow.source).where(FindingRow.run_id == run_id)))


def is_abandoned(tx: Session, run_id: str) -> bool:
    """Whether a run that is marked as running has no living process behind it."""
    row = tx.exec(select(ProbeRunRow).where(ProbeRunRow.id == run_id)).one()
    return row.state == "running" and _died(row, queued.pending(tx), clock.now())


def any_abandoned(tx: Session) -> bool:
    """Whether a killed process left a run of any assessment running."""
    return bool(_abandoned(tx))


def close_abandoned_runs(tx: Session) -> None:
    """Mark as stopped what a killed process left running; what it found is kept."""
    for row in _abandoned(tx):
        row.state, row.ended_at, row.message = "stopped", row.seen_at, ABANDONED


def _abandoned(tx: Session) -> list[ProbeRunRow]:
    running = tx.exec(select(ProbeRunRow).where(ProbeRunRow.state == "running")).all()
    now, waiting = clock.now(), queued.pending(tx) if running else frozenset()
    return [row for row in running if _died(row, waiting, now)]


def add_findings(tx: Session, run: ProbeRun, findings: tuple[Finding, ...]) -> None:
    """Keep what a run found."""
    for item in findings:
        plain = item.model_dump(include={"id", "probe", "source", "outcome", "observed_at"})
        plain["outcome"] = str(plain["outcome"])
        whole = item.model_dump(mode="json")
        tx.add(FindingRow(**plain, run_id=run.id, assessment_id=run.assessment_id, value=whole))
    tx.flush()


def findings(tx: Session, assessment_id: str) -> tuple[Finding, ...]:
    """Everything ever found, oldest first."""
    query = select(FindingRow.value).where(FindingRow.assessment_id == assessment_id)
    rows = tx.exec(query.order_by(col(FindingRow.observed_at), col(FindingRow.number)))
    return tuple(Finding.model_validate(value) for value in rows)


def anything_absent(tx: Session, assessment_id: str) -> bool:
    """Whether anything was ever found to be absent: without it nothing contradicts a claim."""
    query = select(FindingRow.id).where(
        FindingRow.assessment_id == assessment_id, FindingRow.outcome == str(Outcome.ABSENT)
    )
    return tx.exec(query.limit(1)).first() is not None


def assessment_of_finding(tx: Session, finding_id: str) -> str | None:
    """The assessment that a finding belongs to; ``None`` where there is no such finding."""
    query = select(FindingRow.assessment_id).where(FindingRow.id == finding_id)
    return tx.exec(query.order_by(col(FindingRow.number).desc()).limit(1)).first()


def add_requests(tx: Session, run: ProbeRun, source_id: str, made: tuple[Made, ...]) -> None:
    """Keep the requests that reading a source made."""
    for item in made:
        tx.add(
            RequestMadeRow(
                run_id=run.id, assessment_id=run.assessment_id, source=source_id,
                value=item.model_dump(mode="json"),
            )
        )  # fmt: skip
    tx.flush()


def requests_made(tx: Session, assessment_id: str) -> tuple[tuple[str, Made], ...]:
    """(id of the source, request) of every request ever made for an assessment, oldest first.

    The id is empty for those that came with a findings file.
    """
    query = select(RequestMadeRow.source, RequestMadeRow.value)
    rows = tx.exec(
        query.where(RequestMadeRow.assessment_id == assessment_id).order_by(
            col(RequestMadeRow.number)
        )
    )
    return tuple((source, Made.model_validate(value)) for source, value in rows)


def _source_row(tx: Session, source_id: str) -> SourceRow:
    return tx.exec(select(SourceRow).where(SourceRow.id == source_id)).one()


def _died(row: ProbeRunRow, waiting: frozenset[str], now: datetime) -> bool:
    if row.process.startswith(_QUEUED):
        return row.id not in waiting
    if row.process == PROCESS:
        return False
    number, _, more = row.process.partition(":")
    machine = more.partition(":")[2]
    if machine and machine != socket.gethostname():
        return now - row.seen_at > SILENCE  # its number says nothing here
    return int(number) == os.getpid() or not _alive(int(number)) or now - row.seen_at > SILENCE


def _alive(number: int) -> bool:
    if sys.platform == "win32":
        return True  # signal 0 means something else there; the silence decides
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
