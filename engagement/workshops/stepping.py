"""The facilitator's steps on an item. Each says where it was pressed; pressed late it does nothing."""

from datetime import date, datetime
from typing import Any

from assessment.workshop.model import Item, ReasonRead, Round, Workshop
from assessment.workshop.phases import DONE, VOTES, Phase, Stage, may, one_back
from assessment.workshop.rules import Outcome, after_first, after_second
from assessment.workshop.sight import rounds_shown, to_read
from content.judgement import Level, Thresholds
from content.workshops.agendas import workshop_rules
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.identity import new_id
from engagement.opening import assessment_in, record_in
from engagement.outside import clock
from engagement.store import Store, Transaction, packs, workshop_votes, workshops
from engagement.workshops.findings import findings_in
from engagement.workshops.holding import workshop_in
from engagement.workshops.showing import spreads_of

LONGEST_EXTENSION = 900


def begin_item(store: Store, *, workshop_id: str, position: int, by: str) -> None:
    """Put an item before the room; one that was begun goes on where it stands."""
    with store.writing() as tx:
        place = _running(tx, workshop_id)
        now = _item(tx, place.id, place.current) if place.current else None
        if now is not None and now.phase in VOTES and now.position != position:
            raise Refused(f"A vote on {now.name} is open; reveal it, or park it, then go on.")
        item = _item(tx, place.id, position)
        if (place.current, place.stage) == (position, Stage.ITEM) and item.phase != Phase.WAITING:
            return
        if item.phase is Phase.WAITING:
            _put(tx, place, item, Phase.READING)
        place = place.model_copy(update={"current": position, "stage": Stage.ITEM})
        _done(tx, place, item, "workshop item begun", by)


def open_vote(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Open the first silent vote."""
    _step(store, workshop_id, position, at, Phase.VOTING, by)


def reveal(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Close the vote that is open and show its spread."""
    after = Phase.REVEALED_AGAIN if at is Phase.VOTING_AGAIN else Phase.REVEALED
    _step(store, workshop_id, position, at, after, by)


def show_reasons(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Let people speak, or read their typed reasons, the lowest and the highest first."""
    _step(store, workshop_id, position, at, Phase.REASONS, by)


def read_out(
    store: Store, *, workshop_id: str, position: int, reasons: tuple[ReasonRead, ...], by: str
) -> None:
    """Say which typed reasons stand on the screen; only what somebody typed can."""
    with store.writing() as tx:
        place = _running(tx, workshop_id)
        item = _item(tx, place.id, position)
        if item.phase in (Phase.WAITING, Phase.READING, Phase.VOTING):
            raise Refused("Reasons are read out after the vote was revealed.")
        if set(reasons) - set(typed_in(tx, place.id, item)):
            raise Refused("Nobody typed this reason; choose from the list.")
        if item.reasons != reasons:
            changed = item.model_copy(update={"reasons": reasons})
            workshops.change_item(tx, place.id, changed)
            _done(tx, place, item, "workshop reasons read", by)


def show_finding(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Show what the probes found: only now, since it would have anchored the first vote."""
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        found = findings_in(tx, place.assessment_id, item.capability)
        if not found:
            raise Refused("No probe looked at this; go on with the second vote.")
        item = item.model_copy(update={"findings": found})
        _put(tx, place, item, Phase.FINDING)
        _done(tx, place, item, "workshop finding shown", by)


def second_vote(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Open the second silent vote, the last one; what a probe found was shown before."""
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        unseen = at is Phase.REASONS and not item.findings
        if unseen and findings_in(tx, place.assessment_id, item.capability):
            raise Refused("A probe looked at this: show what it found, then vote again.")
        _put(tx, place, item, Phase.VOTING_AGAIN)
        _done(tx, place, item, "workshop vote opened", by)


def agree(
    store: Store, *, workshop_id: str, position: int, at: Phase, level: Level, by: str,
    dissent: str = "", owner: str = "",
) -> None:  # fmt: skip
    """Keep the agreed level, the dissent with its reason, and who owns the evidence.

    After the first vote only where that left nothing to talk about; after the second unless it is
    disputed. The level lies within what was voted.
    """
    fitting(SENTENCES, dissent=dissent)
    fitting(NAME, owner=owner)
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        _agreeable(tx, place, item, level)
        fields = {"agreed": level, "dissent": dissent.strip(), "owner": owner.strip(), "due": None}
        item = item.model_copy(update=fields)
        _put(tx, place, item, Phase.AGREED)
        _done(tx, place, item, "workshop item agreed", by)


def dispute(
    store: Store, *, workshop_id: str, position: int, at: Phase, owner: str, due: date, by: str,
    dissent: str = "",
) -> None:  # fmt: skip
    """Say who settles what two rounds did not, and by which day."""
    fitting(SENTENCES, dissent=dissent)
    fitting(NAME, owner=owner)
    if not owner.strip():
        raise Refused("Name the person who settles it by that day.")
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        outcome = outcome_in(tx, place, item)
        if outcome is not Outcome.DISPUTED:
            raise Refused("Two rounds did not leave the room this far apart; agree, or park it.")
        fields = {"owner": owner.strip(), "due": due, "dissent": dissent.strip(), "agreed": None}
        item = item.model_copy(update=fields)
        _put(tx, place, item, Phase.DISPUTED)
        _done(tx, place, item, "workshop item disputed", by)


def skip(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Leave the item out of the day."""
    _step(store, workshop_id, position, at, Phase.SKIPPED, by)


def park(
    store: Store, *, workshop_id: str, position: int, at: Phase, by: str, owner: str = "",
    due: date | None = None,
) -> None:  # fmt: skip
    """Lay the item aside, with somebody who finds out, where there is one."""
    fitting(NAME, owner=owner)
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        item = item.model_copy(update={"owner": owner.strip(), "due": due})
        _put(tx, place, item, Phase.PARKED)
        _done(tx, place, item, "workshop item parked", by)


def back(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """One step back; a vote that was shown is never opened again."""
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        after = one_back(item.phase, item.left_from)
        if after is None:
            raise Refused("There is no way back from here: who saw the votes would vote otherwise.")
        _put(tx, place, item, after, backwards=True)
        _done(tx, place, item, "workshop step back", by)


def extend(
    store: Store, *, workshop_id: str, position: int, at: Phase, extra: int, seconds: int, by: str
) -> None:
    """Give the phase more time; ``extra`` is what was added before, as it was seen."""
    if not 0 < seconds <= LONGEST_EXTENSION:
        raise Refused("Add up to a quarter of an hour at a time.")
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        if item.extra != extra:
            raise Refused("The time was extended already; press again for more.")
        workshops.change_item(tx, place.id, item.model_copy(update={"extra": extra + seconds}))
        _done(tx, place, item, "workshop time extended", by)


def outcome_in(tx: Transaction, place: Workshop, item: Item) -> Outcome | None:
    """What the votes that were shown come to; ``None`` before the first reveal."""
    held = _rounds(tx, place.id, item)
    phase = item.left_from or item.phase
    if phase is Phase.REVEALED_AGAIN and 2 in held:
        return after_second(spreads_of(tx, held[2]), _thresholds(tx, place))
    if phase is Phase.REVEALED and 1 in held:
        return after_first(spreads_of(tx, held[1]), item.conflict, workshop_rules())
    return None


def typed_in(tx: Transaction, workshop_id: str, item: Item) -> tuple[ReasonRead, ...]:
    """What people typed in the newest round that was shown, the lowest and the highest first."""
    held = _rounds(tx, workshop_id, item)
    shown = [held[number] for number in sorted(rounds_shown(item)) if number in held]
    votes = workshop_votes.cast(tx, shown[-1].id) if shown else ()
    return to_read(each.vote for each in votes)


def _agreeable(tx: Transaction, place: Workshop, item: Item, level: int) -> None:
    outcome = outcome_in(tx, place, item)
    if outcome is Outcome.NOBODY_KNOWS:
        raise Refused("Nobody gave a level; park it with somebody who finds out.")
    if outcome is Outcome.DISPUTED:
        raise Refused("The room is still too far apart to agree; say who settles it, and by when.")
    if outcome is not Outcome.AGREED and outcome is not Outcome.CLOSE:
        raise Refused("Hear the reasons and vote again before you agree.")
    held = _rounds(tx, place.id, item)
    given = spreads_of(tx, held[max(held)]).given
    if not given[0] <= level <= given[-1]:
        raise Refused(f"The room voted from {given[0]} to {given[-1]}; agree on one of these.")


def _step(store: Store, workshop_id: str, position: int, at: Phase, after: Phase, by: str) -> None:
    with store.writing() as tx:
        place, item = _pressed(tx, workshop_id, position, at)
        _put(tx, place, item, after)
        _done(tx, place, item, f"workshop item {after}", by)


def _pressed(tx: Transaction, workshop_id: str, position: int, at: Phase) -> tuple[Workshop, Item]:
    """The item, where it still stands as whoever pressed saw it."""
    place = _running(tx, workshop_id)
    item = _item(tx, place.id, position)
    if item.phase != at:
        raise Refused(
            f"{item.name} is at “{item.phase}” already, by another window or a second click; "
            "nothing was done twice."
        )
    return place, item


def _running(tx: Transaction, workshop_id: str) -> Workshop:
    place = workshop_in(tx, workshop_id)
    if place.closed_at is not None:
        raise Refused("This workshop is closed; its record stays as it is.")
    return place


def _item(tx: Transaction, workshop_id: str, position: int) -> Item:
    found = workshops.item(tx, workshop_id, position)
    if found is None:
        raise Refused("There is no such item in this workshop; choose one from the list.")
    return found


def _put(
    tx: Transaction, place: Workshop, item: Item, after: Phase, *, backwards: bool = False
) -> None:
    """Move an item along an edge that there is, and open or close its rounds with it."""
    if not backwards and not may(item.phase, after):
        raise Refused(f"{item.name} cannot go from “{item.phase}” to “{after}”.")
    now = clock.now()
    _rounds_follow(tx, place.id, item, after, now)
    changes: dict[str, Any] = {"phase": after, "since": now, "extra": 0}
    changes["left_from"] = item.phase if after in DONE else None
    workshops.change_item(tx, place.id, item.model_copy(update=changes))


def _rounds_follow(
    tx: Transaction, workshop_id: str, item: Item, after: Phase, now: datetime
) -> None:
    held = _rounds(tx, workshop_id, item)
    for number, each in held.items():
        if each.closed_at is None and VOTES.get(after) != number:
            workshop_votes.close_round(tx, each.id, now)
    taking = VOTES.get(after)
    if taking is None:
        return
    if taking in held:
        workshop_votes.close_round(tx, held[taking].id, None)
        return
    made = Round.model_validate(
        {"id": new_id(), "position": item.position, "number": taking, "opened_at": now}
    )
    workshop_votes.add_round(tx, workshop_id, made)


def _rounds(tx: Transaction, workshop_id: str, item: Item) -> dict[int, Round]:
    return {
        each.number: each
        for each in workshop_votes.rounds(tx, workshop_id)
        if each.position == item.position
    }


def _thresholds(tx: Transaction, place: Workshop) -> Thresholds:
    digest = assessment_in(tx, place.assessment_id).pack.digest
    return packs.get(tx, digest).judgements.thresholds


def _done(tx: Transaction, place: Workshop, item: Item, what: str, by: str) -> None:
    workshops.change(tx, place)
    details = {"workshop": place.id, "capability": item.capability}
    record_in(tx, place.assessment_id, what, by=by, **details)
