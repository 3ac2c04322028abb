"""A running assessment takes another version of its pack: seen before, done by name, undone again."""

from datetime import datetime

from content.difference import Difference
from content.differences import differences
from content.digests import AnyPack
from content.model import Pack
from content.values import Value
from engagement.faults import NAME, Refused, fitting
from engagement.model import Assessment, PackMove
from engagement.outside import clock
from engagement.packs import overlays
from engagement.packs.client_changes import said_as_made
from engagement.packs.under_versions import Judged, given_in
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, packs
from engagement.store import overlays as rows
from engagement.workspaces import assessment_in, record_in, workspace
from scoring.comparison import Comparison
from scoring.model import PackStamp


class Waiting(Value):
    """A version of the pack that the assessment could take; ``changes`` of the client in it."""

    pack: PackStamp
    base: PackStamp
    changes: int = 0


class Preview(Value):
    """What taking another version would do; nothing of it is done yet.

    ``masked`` is what the pack itself words otherwise now under a change of the client, which hides
    it. ``again`` names capabilities or questions that were answered and read otherwise afterwards;
    ``aside`` those answered that would no longer be asked, or not in a way that the answer fits:
    their answers are kept.
    """

    before: PackStamp
    after: PackStamp
    differences: tuple[Difference, ...]
    masked: tuple[Difference, ...]
    answered: int
    again: tuple[str, ...]
    aside: tuple[str, ...]
    card_before: Judged
    card_after: Judged
    moved: Comparison | None
    """What the other version alone moves; ``None`` for a questionnaire."""


def waiting(store: Store, assessment_id: str) -> Waiting | None:
    """The version that the assessment would be started with today, where it is another one."""
    here = workspace(store, assessment_id).assessment
    try:
        made, base, changes = _target(store, here)
    except Refused:
        return None  # what no longer fits is told where the changes are made
    if made.digest == here.pack.digest:
        return None
    return Waiting(pack=_stamp(made), base=_stamp(base), changes=changes)


def preview(store: Store, assessment_id: str, as_of: datetime | None = None) -> Preview:
    """What is added, gone and changed, what becomes of the answers, and both results."""
    with store.reading() as tx:
        here = assessment_in(tx, assessment_id)
        before = packs.either(tx, here.pack.digest)
        given = given_in(tx, assessment_id)
    after = _wanted(store, here)
    made = overlays.changes(store, here.client_id, here.pack.id)
    told, aside = said_as_made(differences(before, after), made), given.aside(after)
    return Preview(
        before=here.pack, after=_stamp(after), differences=told, masked=_masked(store, here),
        answered=len(given.answered), again=_again(told, given.answered, aside), aside=aside,
        card_before=given.judged(before, as_of), card_after=given.judged(after, as_of),
        moved=given.moved(before, after, as_of),
    )  # fmt: skip


def take(store: Store, *, assessment_id: str, digest: str, by: str) -> PackMove:
    """Take the version that was previewed (``digest``); answers stay as they were given."""
    name = by.strip()
    fitting(NAME, name=name)
    if not name:
        raise Refused("Say who you are first: taking another version is done by name.")
    here = workspace(store, assessment_id).assessment
    after = _wanted(store, here)
    if after.digest != digest:
        raise Refused("The pack was changed since this preview; look at it again.")
    base = _base(store, here)
    overlays.settled(store, here.client_id, base)
    with store.writing() as tx:
        packs.keep(tx, after, clock.now())
        return _move(tx, here, after.digest, name, undoes=False)


def undo(store: Store, *, assessment_id: str, by: str) -> PackMove:
    """Go back to the version before the last move; what was answered since stays."""
    name = by.strip()
    if not name:
        raise Refused("Say who you are first: going back is done by name.")
    here = workspace(store, assessment_id).assessment
    with store.writing() as tx:
        known = rows.moves(tx, assessment_id)
        if not known or known[-1].undoes:
            raise Refused("There is no earlier version to go back to.")
        return _move(tx, here, known[-1].before.digest, name, undoes=True)


def moves(store: Store, assessment_id: str) -> tuple[PackMove, ...]:
    """Every move of the assessment between versions, oldest first."""
    with store.reading() as tx:
        return rows.moves(tx, assessment_in(tx, assessment_id).id)


def _move(tx: Transaction, here: Assessment, digest: str, by: str, *, undoes: bool) -> PackMove:
    pack = packs.either(tx, digest)
    given_in(tx, here.id).fits(pack, here)
    now = clock.now()
    rows.move(tx, here.id, digest, by, now, undoes)
    if isinstance(pack, Pack):
        follow_in(tx, here.id, now)
    action = "pack version taken back" if undoes else "pack version taken"
    record_in(tx, here.id, action, by=by, before=here.pack.digest, after=digest)
    return rows.moves(tx, here.id)[-1]


def _wanted(store: Store, here: Assessment) -> AnyPack:
    found, _, _ = _target(store, here)
    if found.digest == here.pack.digest:
        raise Refused("There is no other version of this pack to take.")
    with store.reading() as tx:
        given_in(tx, here.id).fits(found, here)
    return found


def _base(store: Store, here: Assessment) -> AnyPack:
    """The newest offered version; where none is, the one under what the assessment has."""
    found = overlays.base(store, here.pack.id)
    if found is not None:
        return found
    with store.reading() as tx:
        known = rows.behind(tx, here.client_id, here.pack.digest)
        return packs.either(tx, known.base_digest if known else here.pack.digest)


def _target(store: Store, here: Assessment) -> tuple[AnyPack, AnyPack, int]:
    base = _base(store, here)
    with store.reading() as tx:
        if type(packs.either(tx, here.pack.digest)) is not type(base):
            raise Refused(f"{base.title} is answered in another way now; start another assessment.")
    changes = overlays.changes(store, here.client_id, here.pack.id)
    return overlays.for_client(store, here.client_id, base), base, len(changes)


def _masked(store: Store, here: Assessment) -> tuple[Difference, ...]:
    """Where the client's wording or figure lies over one that the pack has changed since."""
    with store.reading() as tx:
        known = rows.behind(tx, here.client_id, here.pack.digest)
        if known is None:
            return ()
        earlier = packs.either(tx, known.base_digest)
    keys = {item.key for item in overlays.changes(store, here.client_id, here.pack.id)}
    told = differences(earlier, _base(store, here))
    return tuple(item for item in told if item.key in keys)


def _again(
    told: tuple[Difference, ...], answered: frozenset[str], aside: tuple[str, ...]
) -> tuple[str, ...]:
    """What was answered and reads otherwise, in order; what is set aside is told as that."""
    changed = [
        item.about
        for item in told
        if item.asks_otherwise and item.about in answered and item.about not in aside
    ]
    return tuple(dict.fromkeys(changed))


def _stamp(pack: AnyPack) -> PackStamp:
    return PackStamp(id=pack.id, version=pack.version, digest=pack.digest)
