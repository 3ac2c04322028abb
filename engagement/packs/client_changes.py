"""How an assessment's pack differs from the untouched one, and what that one would say."""

from datetime import datetime

from content.difference import Difference
from content.differences import differences
from content.digests import AnyPack
from content.overlay import Change
from engagement.model import OverlayVersion
from engagement.packs.under_versions import Changed, given_in
from engagement.store import Store, Transaction, packs
from engagement.store import overlays as rows
from engagement.workspaces import assessment_in
from reports.client_changes import ChangeRow, ClientChanges, QuestionChanges


def client_changes(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> ClientChanges | QuestionChanges | None:
    """Every change with both values, who wants it and why, and what the untouched pack says.

    ``None`` where the assessment uses its pack as it comes.
    """
    with store.reading() as tx:
        found = _behind(tx, assessment_id)
        if found is None:
            return None
        overlay, base, changed = found
        given = given_in(tx, assessment_id)
    told = change_rows(overlay, base, changed)
    return given.told(Changed(overlay.version, told, base, changed), as_of)


def grid_changes(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> ClientChanges | None:
    """:func:`client_changes` of an assessment with levels; ``None`` for a questionnaire."""
    told = client_changes(store, assessment_id, as_of)
    return told if isinstance(told, ClientChanges) else None


def change_rows(overlay: OverlayVersion, base: AnyPack, changed: AnyPack) -> tuple[ChangeRow, ...]:
    """One row a difference, in the order of the changes; a change can make several.

    One that makes none (the pack says the same by now) has a row all the same: somebody gave a
    reason for it.
    """
    told = said_as_made(differences(base, changed), overlay.changes)
    made: list[ChangeRow] = []
    for change in overlay.changes:
        found = [item for item in told if item.key == change.key or _follows(item, change.key)]
        for item in found or [_no_difference(change)]:
            made.append(
                ChangeRow(difference=item, by=change.by, at=change.at, reason=change.reason)
            )
    return tuple(made)


def _no_difference(change: Change) -> Difference:
    same = "the same as the pack"
    return Difference(
        key=change.key, kind="other", about=getattr(change.what, "capability", ""),
        name="Without effect", part=change.key.replace(":", " "), before=same, after=same,
    )  # fmt: skip


def said_as_made(
    told: tuple[Difference, ...], changes: tuple[Change, ...]
) -> tuple[Difference, ...]:
    """A question that is gone because it was switched off is told as not asked."""
    off = {item.key for item in changes}

    def of(item: Difference) -> Difference:
        switched = f"switched:{item.about}"
        if item.kind != "gone" or switched not in off:
            return item
        made = {"key": switched, "kind": "asked", "part": "Asked", "after": "not asked"}
        return item.model_copy(update=made)

    return tuple(of(item) for item in told)


def _follows(item: Difference, key: str) -> bool:
    """What is switched off is critical nowhere any more: said beside it."""
    return item.key == f"critical:{item.about}" and key == f"switched:{item.about}"


def _behind(tx: Transaction, assessment_id: str) -> tuple[OverlayVersion, AnyPack, AnyPack] | None:
    here = assessment_in(tx, assessment_id)
    overlay = rows.behind(tx, here.client_id, here.pack.digest)
    if overlay is None or not overlay.changes:
        return None
    return (overlay, packs.either(tx, overlay.base_digest), packs.either(tx, here.pack.digest))
