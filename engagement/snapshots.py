"""Taking a snapshot: the result of this moment and its whole report, frozen for good.

What is read of the frozen ones is in :mod:`engagement.frozen`.
"""

from datetime import datetime
from hashlib import sha256

from engagement.frozen.keeping import keep_in, marked
from engagement.frozen.results import compare_with_last, moved, snapshot, snapshots
from engagement.judging import digest_of, inputs_in
from engagement.model import SnapshotInfo
from engagement.outside import clock
from engagement.reporting import report
from engagement.store import Store
from engagement.store import snapshots as rows
from engagement.store.snapshots import Snapshot
from engagement.workspaces import record_in
from reports.model import Report
from scoring.model import Inputs, Scorecard

__all__ = ["ID_LENGTH", "compare_with_last", "moved", "snapshot", "snapshots", "take"]

ID_LENGTH = 10
"""Hexadecimal digits of a snapshot's id: short enough to print, 40 bits of the content's digest."""


def take(
    store: Store, assessment_id: str, note: str = "", by: str = "", now: datetime | None = None
) -> SnapshotInfo:
    """Freeze this moment: inputs, moment, pack digest, scorecard, plan, and the report of it all."""
    moment = now or clock.now()
    with store.standing_still():
        told = report(store, assessment_id, moment)
        with store.reading() as tx:
            given = inputs_in(tx, assessment_id)
    info = _info(told, given, note)
    with store.writing() as tx:
        known = rows.get(tx, info.id)
        if known:
            return known.info
        rows.add(
            tx,
            Snapshot(info=info, inputs=given, scorecard=told.scorecard, roadmap=told.roadmap),
        )
        record_in(tx, assessment_id, "snapshot taken", by=by, snapshot=info.id)
        keep_in(tx, assessment_id, marked(tx, told, info.id, note, by))
    return info


def _info(told: Report, given: Inputs, note: str) -> SnapshotInfo:
    card = told.scorecard
    return SnapshotInfo(
        id=_id(given, card, note), assessment_id=told.assessment, taken_at=told.made_at,
        verdict=card.verdict, index=card.index.level if card.index else None, pack=card.pack,
        note=note,
    )  # fmt: skip


def _id(given: Inputs, result: Scorecard, note: str) -> str:
    parts = (digest_of(given), result.pack.digest, result.as_of.isoformat(), note)
    return sha256("\n".join(parts).encode()).hexdigest()[:ID_LENGTH]
