"""Taking a snapshot of a questionnaire: the result of this moment and its report, frozen for good.

What is read of the frozen ones is in :mod:`engagement.frozen`.
"""

from datetime import datetime
from hashlib import sha256

from engagement.choices.choice_judging import choice_inputs, digest_of, items_in
from engagement.choices.choice_reporting import report
from engagement.frozen.choices import compare_with_last, frozen_as, snapshots
from engagement.frozen.keeping import keep_in, marked
from engagement.outside import clock
from engagement.snapshots import ID_LENGTH
from engagement.store import Store, choice_snapshots
from engagement.store.choice_snapshots import ChoiceSnapshot
from engagement.workspaces import record_in

__all__ = ["compare_with_last", "frozen_as", "snapshots", "take"]


def take(
    store: Store, assessment_id: str, note: str = "", by: str = "", now: datetime | None = None
) -> ChoiceSnapshot:
    """Freeze this moment: answers, pack version, result, what was decided, and the report of it."""
    moment = now or clock.now()
    with store.standing_still():
        told = report(store, assessment_id, moment)
        given = choice_inputs(store, assessment_id)
        with store.reading() as tx:
            items = items_in(tx, assessment_id)
    parts = (digest_of(given), told.pack.digest, moment.isoformat(), note)
    kept = ChoiceSnapshot(
        id=sha256("\n".join(parts).encode()).hexdigest()[:ID_LENGTH],
        assessment_id=assessment_id, taken_at=moment, note=note, inputs=given, result=told.result,
        items=items,
    )  # fmt: skip
    with store.writing() as tx:
        if choice_snapshots.add(tx, kept):
            record_in(tx, assessment_id, "snapshot taken", by=by, snapshot=kept.id)
            keep_in(tx, assessment_id, marked(tx, told, kept.id, note, by))
    return kept
