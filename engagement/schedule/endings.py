"""Evidence and permissions that end soon or have ended."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from assessment.model import Artefact
from content.locales import long_day
from content.schedules import schedules
from engagement.schedule.model import Due
from engagement.schedule.place import Place
from engagement.store import Transaction, artefacts, evidence


def due_in(tx: Transaction, place: Place) -> Iterator[Due]:
    """Files that prove something here, and permissions to look, within the product's own horizon."""
    files: dict[str, Artefact] = {}
    for attached in artefacts.attached(tx, (place.id,)).values():
        files |= {item.digest: item for item in attached}
    for file in files.values():
        if _is_near(file.valid_until, place):
            yield Due(
                day=file.valid_until.date(), what=f"renew {file.filename}", kind="evidence",
                key=f"evidence:{place.id}:{file.digest[:16]}", owner=file.owner, subject=file.digest,
                why=f"It counts as evidence until {long_day(file.valid_until)}.",
            )  # fmt: skip
    for source in evidence.sources(tx, place.id):
        until = source.authorised_until
        if until is not None and _is_near(until, place):
            yield Due(
                day=until.date(), what=f"renew the permission to look at {source.name}",
                kind="permission", key=f"permission:{source.id}", owner=source.authorised_by,
                subject=source.id,
                why=f"It was given until {long_day(until)}; nothing is read there after that.",
            )  # fmt: skip


def _is_near(end: datetime, place: Place) -> bool:
    return end <= place.now + timedelta(days=schedules().ending_days)
