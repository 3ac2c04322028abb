"""What exit criteria were read and attested, and when initiatives were called done; only ever added."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, func, select

from assessment.model import Outcome, Reading
from content.values import Value
from engagement.outside import clock
from engagement.store.columns import moment, nested
from engagement.store.evidence import FindingRow
from scoring.proof_model import Attestation
from scoring.roadmap_model import Status

ATTESTED, ACCEPTED, WITHDRAWN = "attested", "accepted", "withdrawn"


class Attempted(Value):
    """One attempt to read one metric of an exit criterion at one source."""

    metric: str
    at: datetime
    source: str
    reading: Reading | None = None
    could_not: str = ""
    finding: str = ""
    valid_until: datetime


class ExitReadingRow(SQLModel, table=True):
    """One attempt to read a metric again: its reading, or why there is none."""

    __tablename__ = "exit_reading"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    metric: str
    source: str
    at: datetime = moment()
    valid_until: datetime = moment()
    could_not: str
    reading: dict[str, Any] | None = nested(nullable=True)


class AttestationRow(SQLModel, table=True):
    """A person's word that a condition holds, that they accept another's, or take one back."""

    __tablename__ = "attestation"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    initiative: str
    condition: str
    kind: str
    by: str
    reason: str
    day: date
    at: datetime = moment()
    account: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The account that wrote it, whatever name it wrote; empty without a sign-in."""


class StatusSetRow(SQLModel, table=True):
    """That a planner gave an initiative a status; an empty one took it back."""

    __tablename__ = "status_set"

    number: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    initiative: str
    status: str
    at: datetime = moment()


def add_attempts(tx: Session, assessment_id: str, attempts: Collection[Attempted]) -> None:
    """Keep what came of reading metrics again."""
    for item in attempts:
        read = item.reading.model_dump(mode="json") if item.reading else None
        tx.add(
            ExitReadingRow(
                assessment_id=assessment_id, metric=item.metric, source=item.source, at=item.at,
                valid_until=item.valid_until, could_not=item.could_not, reading=read,
            )
        )  # fmt: skip
    tx.flush()


def mark(tx: Session, assessment_ids: Sequence[str]) -> tuple[object, ...]:
    """Differs wherever an attempt was added since: rows are only ever added."""
    found: list[object] = []
    for rows in (ExitReadingRow, FindingRow):
        here = col(rows.assessment_id).in_(assessment_ids)
        found += tx.exec(select(func.count(), func.max(rows.number)).where(here)).one()
    return (*assessment_ids, *found)


def attempts(
    tx: Session,
    assessment_ids: Sequence[str],
    metrics: Collection[str],
    of_probe: Mapping[str, Sequence[str]],
) -> tuple[Attempted, ...]:
    """Every attempt to read one of ``metrics``, by the watch or by a look, oldest first.

    ``of_probe`` says which metrics a probe reads, for what a look could not read.
    """
    rows = select(ExitReadingRow).where(
        col(ExitReadingRow.assessment_id).in_(assessment_ids),
        col(ExitReadingRow.metric).in_(metrics),
    )
    found = [
        Attempted(
            metric=row.metric, at=row.at, source=row.source, could_not=row.could_not,
            valid_until=row.valid_until,
            reading=None if row.reading is None else Reading.model_validate(row.reading),
        )
        for row in tx.exec(rows)
    ]  # fmt: skip
    looked = select(FindingRow.value).where(col(FindingRow.assessment_id).in_(assessment_ids))
    for value in tx.exec(looked):
        found += _of_look(dict(value), metrics, of_probe.get(value["probe"], ()))
    return tuple(sorted(found, key=lambda item: item.at))


def _of_look(
    value: dict[str, Any], metrics: Collection[str], might: Sequence[str]
) -> Iterator[Attempted]:
    """What a finding says of metrics; one that could not look says so of those it might have read."""
    about = {
        "source": value["source"], "finding": value["id"],
        "valid_until": datetime.fromisoformat(value["valid_until"]),
    }  # fmt: skip
    for given in value.get("readings", ()):
        if given["metric"] in metrics:
            read = Reading.model_validate(given)
            yield Attempted(metric=read.metric, at=read.read_at, reading=read, **about)
    if value["outcome"] in (Outcome.UNAVAILABLE, Outcome.ERROR):
        at = datetime.fromisoformat(value["observed_at"])
        for metric in might:
            if metric in metrics:
                why = value["observed"] or "It could not be read."
                yield Attempted(metric=metric, at=at, could_not=why, **about)


def add_attestation(tx: Session, assessment_id: str, given: Attestation, account: str) -> None:
    """Keep a person's word."""
    said = given.model_dump(exclude={"second", "second_at"})
    tx.add(
        AttestationRow(**said, assessment_id=assessment_id, kind=ATTESTED, account=account)
    )  # fmt: skip
    tx.flush()


def accept_attestation(
    tx: Session, assessment_id: str, given: Attestation, by: str, account: str
) -> None:
    """Add that a second person accepts it."""
    tx.add(
        AttestationRow(
            initiative=given.initiative, condition=given.condition, assessment_id=assessment_id,
            kind=ACCEPTED, by=by, reason="", day=given.day, at=clock.now(), account=account,
        )
    )  # fmt: skip
    tx.flush()


def withdraw_attestation(
    tx: Session, assessment_id: str, given: Attestation, by: str, reason: str, now: datetime
) -> None:
    """Add that it is taken back; that it was given stays."""
    tx.add(
        AttestationRow(
            initiative=given.initiative, condition=given.condition, assessment_id=assessment_id,
            kind=WITHDRAWN, by=by, reason=reason, day=now.date(), at=now,
        )
    )  # fmt: skip
    tx.flush()


def attestations(
    tx: Session, assessment_ids: Sequence[str], until: datetime | None = None
) -> tuple[Attestation, ...]:
    """Those that stand (at ``until``), in the order in which they came, with who accepted them."""
    held: dict[tuple[str, str], Attestation] = {}
    for row in _words(tx, assessment_ids, until):
        key = row.initiative, row.condition
        if row.kind == ATTESTED:
            said = row.model_dump(include=set(Attestation.model_fields))
            held[key] = Attestation.model_validate(said)
        elif row.kind == WITHDRAWN:
            held.pop(key, None)
        elif key in held:
            held[key] = held[key].model_copy(update={"second": row.by, "second_at": row.at})
    return tuple(held.values())


def account_behind(tx: Session, assessment_ids: Sequence[str], given: Attestation) -> str:
    """The account that wrote an attestation that stands; empty without a sign-in."""
    key = given.initiative, given.condition
    rows = _words(tx, assessment_ids, None)
    return next(
        (row.account for row in reversed(rows)
         if row.kind == ATTESTED and (row.initiative, row.condition) == key), "",
    )  # fmt: skip


def _words(
    tx: Session, assessment_ids: Sequence[str], until: datetime | None
) -> list[AttestationRow]:
    query = select(AttestationRow).where(col(AttestationRow.assessment_id).in_(assessment_ids))
    rows = tx.exec(query.order_by(col(AttestationRow.number)))
    return [row for row in rows if until is None or row.at <= until]


def note_status(tx: Session, assessment_id: str, initiative: str, status: Status | None) -> None:
    """Keep when a status was given or taken back."""
    tx.add(
        StatusSetRow(
            assessment_id=assessment_id, initiative=initiative, status=str(status or ""),
            at=clock.now(),
        )
    )  # fmt: skip


class StatusSet(Value):
    """That an initiative was given a status at a moment; ``None``: it was taken back."""

    initiative: str
    status: Status | None
    at: datetime


def statuses(tx: Session, assessment_ids: Sequence[str]) -> tuple[StatusSet, ...]:
    """Every status that was ever given, oldest first."""
    query = select(StatusSetRow).where(col(StatusSetRow.assessment_id).in_(assessment_ids))
    rows = tx.exec(query.order_by(col(StatusSetRow.at), col(StatusSetRow.number)))
    return tuple(
        StatusSet(
            initiative=row.initiative, status=Status(row.status) if row.status else None, at=row.at
        )
        for row in rows
    )


def kept_since(
    tx: Session, assessment_id: str, began: datetime
) -> tuple[tuple[str, str, bool], ...]:
    """(metric, source, whether there is a reading) of each attempt by the watch from ``began`` on."""
    rows = tx.exec(
        select(ExitReadingRow).where(
            ExitReadingRow.assessment_id == assessment_id, ExitReadingRow.at >= began
        )
    )
    return tuple((row.metric, row.source, row.reading is not None) for row in rows)


def last_read(tx: Session, assessment_id: str) -> datetime | None:
    """When exit metrics of an assessment were last read again, also in vain; ``None``: never."""
    query = select(func.max(ExitReadingRow.at)).where(ExitReadingRow.assessment_id == assessment_id)
    return tx.exec(query).one()
