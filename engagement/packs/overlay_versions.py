"""A client's changes laid over a pack and kept: what every assessment of that client starts with."""

from content.overlay import Change
from content.overlaying import P, overlaid
from content.problems import PackProblems
from engagement.faults import Refused
from engagement.model import OverlayVersion
from engagement.outside import clock
from engagement.store import Store, Transaction, packs
from engagement.store import overlays as rows

SHOWN = 6
"""Problems told at once in one refusal."""


def settled(store: Store, client_id: str, pack: P) -> P:
    """The pack with the client's changes, kept as a version that names its base and its changes."""
    with store.reading() as tx:
        known = rows.newest(tx, client_id, pack.id)
    if known is None or not known.changes:
        return pack
    made = laid(pack, known.changes)
    if known.base_digest != pack.digest or known.digest != made.digest:
        with store.bookkeeping() as tx:
            keep(tx, client_id, pack, known.changes, known.by)
    return made


def keep(
    tx: Transaction, client_id: str, pack: P, after: tuple[Change, ...], by: str
) -> OverlayVersion:
    """Keep the client's changes as a version, with the pack that they are laid over and make."""
    made = laid(pack, after)
    known = rows.versions(tx, client_id, pack.id)
    kept = OverlayVersion(
        client_id=client_id, pack_id=pack.id, version=len(known) + 1, base_digest=pack.digest,
        digest=made.digest, changes=after, by=by, at=clock.now(),
    )  # fmt: skip
    packs.keep(tx, pack, kept.at)
    packs.keep(tx, made, kept.at)
    rows.add(tx, kept)
    return kept


def laid(pack: P, after: tuple[Change, ...]) -> P:
    """The pack with changes; :class:`Refused` with what speaks against it."""
    try:
        return overlaid(pack, after)
    except PackProblems as found:
        told = [f"{item.file}: {item.message}" for item in found.problems]
        more = f" And {len(told) - SHOWN} more." if len(told) > SHOWN else ""
        raise Refused(f"The pack would not hold: {'; '.join(told[:SHOWN])}.{more}") from None
