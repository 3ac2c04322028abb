"""What one client has otherwise in a pack: changes with a name and a reason, version by version."""

from collections.abc import Iterable, Mapping

from content.digests import AnyPack
from content.loading import shipped, shipped_packs
from content.overlay import Change, What, with_changes, without
from content.overlaying import P
from engagement.clients.client_list import client_in
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.model import OverlayVersion
from engagement.outside import clock
from engagement.packs import packs as offered
from engagement.packs.overlay_versions import keep, laid, settled
from engagement.races import Clash, Overtaken, words
from engagement.store import Store, audit
from engagement.store import overlays as rows

__all__ = [
    "base", "change", "changes", "current", "for_client", "settled", "take_back", "versions",
]  # fmt: skip


def current(store: Store, client_id: str, pack_id: str) -> OverlayVersion | None:
    """The client's changes to a pack as they stand; ``None`` where there never were any."""
    with store.reading() as tx:
        return rows.newest(tx, client_id, pack_id)


def versions(store: Store, client_id: str, pack_id: str) -> tuple[OverlayVersion, ...]:
    """Every version of them, oldest first."""
    with store.reading() as tx:
        return rows.versions(tx, client_id, pack_id)


def changes(store: Store, client_id: str, pack_id: str) -> tuple[Change, ...]:
    """The changes in force; empty where there are none."""
    found = current(store, client_id, pack_id)
    return found.changes if found else ()


def base(store: Store, pack_id: str) -> AnyPack | None:
    """The newest version of a pack that is offered; ``None`` where none is. No other is read."""
    if pack_id in {folder.name for folder in shipped_packs()}:
        return shipped(pack_id)
    found = next((item for item in offered.offered(store) if item.pack_id == pack_id), None)
    return offered.kept(store, found.digest) if found else None


def for_client(store: Store, client_id: str, pack: P) -> P:
    """The pack with the client's changes; :class:`Refused` where they do not fit this version."""
    return laid(pack, changes(store, client_id, pack.id))


def change(
    store: Store, *, client_id: str, pack_id: str, whats: Iterable[What], by: str, reason: str,
    back: Iterable[str] = (), instead_of: int | None = None, over: bool = False,
) -> OverlayVersion:  # fmt: skip
    """Change one or more places of a pack for a client; an earlier change of a place is replaced.

    At the places whose keys are in ``back`` the pack's own holds again. Where version ``instead_of``
    (0: none yet) was shown and somebody else changed one of the same places since,
    :class:`engagement.races.Overtaken`, but for ``over``.

    :class:`Refused`, with everything that speaks against it, where the pack would not keep what
    every pack keeps.
    """
    name, why = _signed(by, reason)
    now = clock.now()
    wanted = [Change(what=item, by=name, reason=why, at=now) for item in whats]
    gone = set(back)
    if not wanted and not gone:
        raise Refused("Nothing is different from the pack; change a text or a figure first.")
    pack = _offered(store, pack_id)
    with store.writing() as tx:
        known = rows.newest(tx, client_in(tx, client_id).id, pack_id)
        if instead_of is not None and not over:
            mine = {item.key: item.what for item in wanted}
            _must_not_clash(rows.versions(tx, client_id, pack_id), instead_of, mine, gone)
        after = with_changes(without(known.changes if known else (), gone), wanted)
        kept = keep(tx, client_id, pack, after, name)
        for key in (*(item.key for item in wanted), *sorted(gone)):
            action = "change to a pack taken back" if key in gone else "pack changed for a client"
            audit.record(
                tx, action, by=name, client_id=client_id, pack=pack_id, place=key,
                version=str(kept.version),
            )  # fmt: skip
    return kept


def take_back(
    store: Store, *, client_id: str, pack_id: str, keys: Iterable[str], by: str
) -> OverlayVersion:
    """Let the pack's own text or figure hold again at the places named by their keys."""
    named, pack = set(keys), _offered(store, pack_id)
    with store.writing() as tx:
        known = rows.newest(tx, client_in(tx, client_id).id, pack_id)
        gone = named | _about_added(known.changes if known else (), named)
        if known is None or not gone & {item.key for item in known.changes}:
            raise Refused("This change is not there any more; open the page again.")
        after = without(known.changes, gone)
        kept = keep(tx, client_id, pack, after, by.strip())
        for key in sorted(gone):
            audit.record(
                tx, "change to a pack taken back", by=by.strip(), client_id=client_id, pack=pack_id,
                place=key, version=str(kept.version),
            )  # fmt: skip
    return kept


def _about_added(changes: tuple[Change, ...], gone: set[str]) -> set[str]:
    """Whatever else was said of an added question goes with it."""
    added = {key.removeprefix("added:") for key in gone if key.startswith("added:")}
    heads = [
        f"{kind}:{name}" for name in added for kind in ("critical", "switched", "target", "risk")
    ]
    heads += [
        f"figure:weights.{kind}.{name}" for name in added for kind in ("capabilities", "questions")
    ]
    return {
        item.key
        for item in changes
        if any(item.key == head or item.key.startswith(f"{head}:") for head in heads)
    }


def _must_not_clash(
    every: tuple[OverlayVersion, ...], began: int, mine: Mapping[str, What], gone: set[str]
) -> None:
    def of(version: OverlayVersion | None) -> dict[str, What]:
        return {item.key: item.what for item in version.changes} if version else {}

    was = of(next((item for item in every if item.version == began), None))
    now = of(every[-1] if every else None)
    lost = [
        Clash(key.replace(":", " "), _words(mine.get(key)), _words(now.get(key)))
        for key in sorted({*mine, *gone})
        if now.get(key) != was.get(key) and now.get(key) != mine.get(key)
    ]
    if lost:
        raise Overtaken(lost)


def _words(what: What | None) -> str:
    """What a change says, without the place that it is about."""
    if what is None:
        return "as the pack says"
    told = what.model_dump(exclude={"kind", "capability", "question", "field", "name", "profile"})
    return ", ".join(words(value) for value in told.values()) or "not asked"


def _signed(by: str, reason: str) -> tuple[str, str]:
    name, why = by.strip(), reason.strip()
    fitting(NAME, name=name)
    fitting(SENTENCES, reason=why)
    if not name:
        raise Refused("Say who you are first: every change to a pack is printed with a name.")
    if not why:
        raise Refused("Give the reason: it is printed beside the change in every report.")
    return name, why


def _offered(store: Store, pack_id: str) -> AnyPack:
    found = base(store, pack_id)
    if found is None:
        raise Refused("This pack is no longer offered; choose another, or offer it again.")
    return found
