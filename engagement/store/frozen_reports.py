"""The reports that were frozen with their snapshots: packed, never changed, held to their digests."""

import zlib
from hashlib import sha256
from typing import Any

from sqlalchemy import LargeBinary
from sqlmodel import Field, Session, SQLModel, col, select

from content.values import Value

LARGEST = 100_000_000
"""Bytes of a report's text; nothing larger is unpacked."""


class FrozenReport(Value):
    """Which report is kept: of what snapshot, frozen by whom and with which version of the product.

    ``digest`` is the SHA-256 of its text, ``size`` the bytes of the text, ``kept`` those it takes.
    """

    snapshot: str
    assessment_id: str
    taken_by: str
    program: str
    digest: str
    size: int
    kept: int = 0


class FrozenReportRow(SQLModel, table=True):
    """One report; ``content`` is its text packed by zlib."""

    __tablename__ = "frozen_report"

    snapshot: str = Field(primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", index=True)
    taken_by: str
    program: str
    digest: str
    size: int
    kept: int
    content: bytes = Field(sa_type=LargeBinary)


def add(tx: Session, about: FrozenReport, text: str) -> None:
    """Keep a report beside its snapshot; the sizes are told from the text."""
    plain = text.encode()
    packed = zlib.compress(plain, 9)
    told = about.model_dump() | {"size": len(plain), "kept": len(packed)}
    tx.add(FrozenReportRow(**told, content=packed))
    tx.flush()


def of_assessments(tx: Session, assessment_ids: tuple[str, ...]) -> dict[str, FrozenReport]:
    """Snapshot -> what is kept of it, without the reports themselves."""
    columns: list[Any] = [getattr(FrozenReportRow, name) for name in FrozenReport.model_fields]
    query = select(*columns).where(col(FrozenReportRow.assessment_id).in_(assessment_ids))
    rows = (dict(zip(FrozenReport.model_fields, row, strict=True)) for row in tx.exec(query))
    return {row["snapshot"]: FrozenReport.model_validate(row) for row in rows}


def text(tx: Session, snapshot_id: str) -> str | None:
    """The report's text; ``ValueError`` where it is no longer what its digest says."""
    query = select(FrozenReportRow.content, FrozenReportRow.digest)
    row = tx.exec(query.where(FrozenReportRow.snapshot == snapshot_id)).first()
    return None if row is None else unpacked(*row)


def unpacked(content: bytes, digest: str) -> str:
    """The text of a packed report; ``ValueError`` where it is not what its digest says."""
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(content, LARGEST)
    except zlib.error:
        raise ValueError("a frozen report was cut short or changed") from None
    if not reader.eof or sha256(plain).hexdigest() != digest:
        raise ValueError("a frozen report was cut short or changed")
    return plain.decode()
