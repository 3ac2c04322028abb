"""The packs there are to choose from: those that come with the product, and those people add."""

import re
from pathlib import Path

from content.digests import AnyPack
from content.handed_over import Handed, numbered, read_handed
from content.loading import shipped, shipped_packs
from content.questionnaire import Questionnaire
from engagement.faults import NAME, Refused, fitting
from engagement.outside import clock
from engagement.packs.pack_summary import summary
from engagement.store import Store, Transaction, audit, packs, shelf
from engagement.store.shelf import Shelved

__all__ = [
    "Handed",
    "Shelved",
    "choices",
    "keep",
    "kept",
    "listed",
    "offer",
    "offered",
    "read",
    "retire",
]


def read(path: Path) -> Handed:
    """Read what was handed over, of any kind; what is wrong with it is in the answer."""
    return read_handed(path)


def keep(store: Store, handed: Handed, *, by: str = "") -> Shelved:
    """Keep a pack as a version and put it on the shelf; the very same content is kept once.

    :class:`Refused` where it has problems, where its id belongs to a pack that comes with the
    product, or where its version is not higher than the one that is kept. A source that states no
    version is numbered here: 1, 2, 3.
    """
    if handed.pack is None:
        count = len(handed.problems)
        raise Refused(
            f"The pack has {count} problem{'' if count == 1 else 's'}; put it right first."
        )
    fitting(NAME, title_of_the_pack=handed.pack.title, id_of_the_pack=handed.pack.id)
    _not_ours(handed.pack)
    with store.writing() as tx:
        pack = _as_version(tx, handed)
        packs.keep(tx, pack, clock.now())
        shelf.put(tx, _shelved(handed, pack, by))
        audit.record(tx, "pack kept", by=by, pack=pack.id, version=pack.version, digest=pack.digest)
        return next(item for item in shelf.listed(tx) if item.digest == pack.digest)


def listed(store: Store) -> tuple[Shelved, ...]:
    """Every pack that people added, the retired too, newest first."""
    with store.reading() as tx:
        return shelf.listed(tx)


def kept(store: Store, digest: str) -> AnyPack:
    """A kept version whole."""
    with store.reading() as tx:
        return packs.either(tx, digest)


def choices(store: Store) -> tuple[AnyPack, ...]:
    """What a new assessment may be started with: what is shipped, then what is offered."""
    ours = [shipped(folder.name) for folder in shipped_packs()]
    return (*ours, *(kept(store, item.digest) for item in offered(store)))


def offered(store: Store) -> tuple[Shelved, ...]:
    """The newest version of each added pack, where it is not retired; newest first."""
    found: dict[str, Shelved] = {}
    for item in listed(store):
        if item.retired_at is None:
            found.setdefault(item.pack_id, item)
    return tuple(found.values())


def retire(store: Store, digest: str, *, by: str = "") -> None:
    """Offer a version no longer; whatever was started with it goes on as before."""
    with store.writing() as tx:
        _known(tx, digest)
        shelf.retire(tx, digest, clock.now())
        audit.record(tx, "pack retired", by=by, digest=digest)


def offer(store: Store, digest: str, *, by: str = "") -> None:
    """Offer a retired version again."""
    with store.writing() as tx:
        _known(tx, digest)
        shelf.retire(tx, digest, None)
        audit.record(tx, "pack offered again", by=by, digest=digest)


def _known(tx: Transaction, digest: str) -> None:
    if digest not in {item.digest for item in shelf.listed(tx)}:
        raise Refused("There is no such pack on the shelf; open the page again.")


def _not_ours(pack: AnyPack) -> None:
    if pack.id in {folder.name for folder in shipped_packs()}:
        raise Refused(
            f"The id {pack.id} belongs to a pack that comes with Prodworthy; give yours another id."
        )


def _as_version(tx: Transaction, handed: Handed) -> AnyPack:
    """The pack as the version it is kept as; ``Refused`` where that one is taken or too low."""
    pack = handed.pack
    assert pack is not None  # noqa: S101  keep() has refused it
    same = [item for item in shelf.listed(tx) if item.pack_id == pack.id]
    for item in same:
        if _content(packs.either(tx, item.digest), handed) == _content(pack, handed):
            return packs.either(tx, item.digest)
    newest = max(same, key=lambda item: _order(item.version), default=None)
    if newest is None:
        return pack
    if not handed.states_version:
        made = numbered(handed, str(_order(newest.version)[0] + 1)).pack
        return made or pack
    if _order(pack.version) <= _order(newest.version):
        raise Refused(
            f"{pack.id} is kept in version {newest.version} with other content, and this is "
            f"version {pack.version}; give it a higher version."
        )
    return pack


def _content(pack: AnyPack, handed: Handed) -> AnyPack:
    """What makes two packs the same: not where a file lay, nor a version that nobody stated."""
    blank = {"digest": "", "source": ""} if isinstance(pack, Questionnaire) else {"digest": ""}
    if not handed.states_version:
        blank["version"] = ""
    return pack.model_copy(update=blank)


def _order(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing; a text without any comes before all."""
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version)[:8]) or (0,)


def _shelved(handed: Handed, pack: AnyPack, by: str) -> Shelved:
    told = summary(pack)
    return Shelved(
        digest=pack.digest, pack_id=pack.id, version=pack.version, title=pack.title,
        scoring=told.scoring, origin="made" if handed.ours else "imported", kind=handed.kind,
        sections=told.sections, questions=told.questions, kept_at=clock.now(), kept_by=by,
    )  # fmt: skip
