"""How an assessment's pack differs from the untouched one, and what that one would say."""

from datetime import datetime

from content.model import Pack
from content.pack_difference import Difference, differences
from engagement.judging import inputs_in, judged
from engagement.model import OverlayVersion
from engagement.opening import assessment_in
from engagement.store import Store, Transaction, packs
from engagement.store import overlays as rows
from reports.client_changes import ChangeRow, ClientChanges
from scoring.other_pack import beside, under


def client_changes(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> ClientChanges | None:
    """Every change with both values, who wants it and why, and the verdict of the untouched pack.

    ``None`` where the assessment uses its pack as it comes.
    """
    with store.reading() as tx:
        found = _behind(tx, assessment_id)
        if found is None:
            return None
        overlay, base, changed = found
        given = inputs_in(tx, assessment_id)
    untouched = judged(base, under(base, given), as_of)
    return ClientChanges(
        version=overlay.version, rows=change_rows(overlay, base, changed),
        untouched=beside(untouched), verdict=judged(changed, given, as_of).verdict,
    )  # fmt: skip


def change_rows(overlay: OverlayVersion, base: Pack, changed: Pack) -> tuple[ChangeRow, ...]:
    """One row a difference, in the order of the changes; a change can make several."""
    told = differences(base, changed)
    made: list[ChangeRow] = []
    for change in overlay.changes:
        for item in told:
            if item.key == change.key or _follows(item, change.key):
                made.append(
                    ChangeRow(difference=item, by=change.by, at=change.at, reason=change.reason)
                )
    return tuple(made)


def _follows(item: Difference, key: str) -> bool:
    """What is switched off is critical nowhere any more: said beside it."""
    return item.key == f"critical:{item.about}" and key == f"switched:{item.about}"


def _behind(tx: Transaction, assessment_id: str) -> tuple[OverlayVersion, Pack, Pack] | None:
    here = assessment_in(tx, assessment_id)
    overlay = rows.behind(tx, here.client_id, here.pack.digest)
    if overlay is None or not overlay.changes:
        return None
    return overlay, packs.get(tx, overlay.base_digest), packs.get(tx, here.pack.digest)
