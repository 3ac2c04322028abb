"""A running assessment takes another version of its pack: seen before, done by name, undone again."""

from datetime import datetime

from content.applicability import not_applicable
from content.digests import AnyPack
from content.model import Pack
from content.pack_difference import Difference, asks_otherwise, differences
from content.questionnaire import Questionnaire
from content.values import Value
from engagement import overlays
from engagement.conflicts import follow_in
from engagement.faults import NAME, Refused, fitting
from engagement.judging import inputs_in, judged
from engagement.model import Assessment, PackMove
from engagement.opening import assessment_in, record_in, workspace
from engagement.outside import clock
from engagement.store import Store, Transaction, packs
from engagement.store import overlays as rows
from scoring.model import Inputs, PackStamp, Scorecard
from scoring.other_pack import under


class Waiting(Value):
    """A version of the pack that the assessment could take; ``changes`` of the client in it.

    ``takes`` is false for a questionnaire with choices: one that runs keeps its version.
    """

    pack: PackStamp
    base: PackStamp
    changes: int = 0
    takes: bool = True


class Preview(Value):
    """What taking another version would do; nothing of it is done yet.

    ``masked`` is what the pack itself words otherwise now under a change of the client, which hides
    it. ``again`` names capabilities that were answered and whose definition or levels read otherwise
    afterwards; ``aside`` those answered that would no longer be asked, their answers kept.
    """

    before: PackStamp
    after: PackStamp
    differences: tuple[Difference, ...]
    masked: tuple[Difference, ...]
    answered: int
    again: tuple[str, ...]
    aside: tuple[str, ...]
    card_before: Scorecard
    card_after: Scorecard


def waiting(store: Store, assessment_id: str) -> Waiting | None:
    """The version that the assessment would be started with today, where it is another one."""
    here = workspace(store, assessment_id).assessment
    newest = overlays.base(store, here.pack.id)
    if isinstance(newest, Questionnaire):
        if newest.digest == here.pack.digest:
            return None
        return Waiting(pack=_stamp(newest), base=_stamp(newest), takes=False)
    try:
        found = _target(store, here)
    except Refused:
        return None  # what no longer fits is told where the changes are made
    if found is None or found[0].digest == here.pack.digest:
        return None
    made, base, changes = found
    return Waiting(pack=_stamp(made), base=_stamp(base), changes=changes)


def preview(store: Store, assessment_id: str, as_of: datetime | None = None) -> Preview:
    """What is added, gone and changed, what becomes of the answers, and both verdicts."""
    with store.reading() as tx:
        here = assessment_in(tx, assessment_id)
        before = packs.get(tx, here.pack.digest)
        given = inputs_in(tx, assessment_id)
    after = _wanted(store, here)
    told = differences(before, after)
    answered = {item.capability for item in given.answers}
    return Preview(
        before=here.pack, after=_stamp(after), differences=told, masked=_masked(store, here),
        answered=len(answered),
        again=_again(told, answered), aside=_aside(after, given, answered),
        card_before=judged(before, given, as_of), card_after=judged(after, under(after, given), as_of),
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
    _keeps_profile(packs.get(tx, digest), here)
    now = clock.now()
    rows.move(tx, here.id, digest, by, now, undoes)
    follow_in(tx, here.id, now)
    action = "pack version taken back" if undoes else "pack version taken"
    record_in(tx, here.id, action, by=by, before=here.pack.digest, after=digest)
    return rows.moves(tx, here.id)[-1]


def _wanted(store: Store, here: Assessment) -> Pack:
    found = _target(store, here)
    if found is None or found[0].digest == here.pack.digest:
        raise Refused("There is no other version of this pack to take.")
    _keeps_profile(found[0], here)
    return found[0]


def _keeps_profile(pack: Pack, here: Assessment) -> None:
    if here.profile not in {item.id for item in pack.profiles}:
        raise Refused(
            f"The other version has no profile {here.profile}; choose another kind of use case "
            "first."
        )


def _base(store: Store, here: Assessment) -> Pack:
    """The newest offered version; where none is, the one under what the assessment has."""
    found = overlays.base(store, here.pack.id)
    if isinstance(found, Pack):
        return found
    with store.reading() as tx:
        known = rows.behind(tx, here.client_id, here.pack.digest)
        return packs.get(tx, known.base_digest if known else here.pack.digest)


def _target(store: Store, here: Assessment) -> tuple[Pack, Pack, int] | None:
    with store.reading() as tx:
        if not isinstance(packs.either(tx, here.pack.digest), Pack):
            return None
    base = _base(store, here)
    changes = overlays.changes(store, here.client_id, here.pack.id)
    return overlays.for_client(store, here.client_id, base), base, len(changes)


def _masked(store: Store, here: Assessment) -> tuple[Difference, ...]:
    """Where the client's wording or figure lies over one that the pack has changed since."""
    with store.reading() as tx:
        known = rows.behind(tx, here.client_id, here.pack.digest)
        if known is None:
            return ()
        earlier = packs.get(tx, known.base_digest)
    keys = {item.key for item in overlays.changes(store, here.client_id, here.pack.id)}
    told = differences(earlier, _base(store, here))
    return tuple(item for item in told if item.key in keys)


def _again(told: tuple[Difference, ...], answered: set[str]) -> tuple[str, ...]:
    """Capabilities that were answered and whose question reads otherwise, in order."""
    changed = [item.about for item in told if asks_otherwise(item.key) and item.about in answered]
    return tuple(dict.fromkeys(changed))


def _aside(after: Pack, given: Inputs, answered: set[str]) -> tuple[str, ...]:
    hidden = not_applicable(after, after.profile(given.profile), given.traits)
    known = {item.id for item in after.capabilities}
    return tuple(sorted(item for item in answered if item in hidden or item not in known))


def _stamp(pack: AnyPack) -> PackStamp:
    return PackStamp(id=pack.id, version=pack.version, digest=pack.digest)
