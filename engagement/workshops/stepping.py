"""The facilitator's steps on an item. Each says where it was pressed; pressed late it does nothing."""

from assessment.workshop.model import Item, ReasonRead
from assessment.workshop.phases import VOTES, Phase, Stage
from assessment.workshop.sight import rounds_shown, to_read
from engagement.faults import Refused
from engagement.store import Store, Transaction, workshop_votes, workshops
from engagement.workshops.findings import findings_in
from engagement.workshops.pressing import done, item_of, pressed, put, rounds_of, running, step

LONGEST_EXTENSION = 900


def begin_item(store: Store, *, workshop_id: str, position: int, by: str) -> None:
    """Put an item before the room; one that was begun goes on where it stands."""
    with store.writing() as tx:
        place = running(tx, workshop_id)
        now = item_of(tx, place.id, place.current) if place.current else None
        if now is not None and now.phase in VOTES and now.position != position:
            raise Refused(f"A vote on {now.name} is open; reveal it, or park it, then go on.")
        item = item_of(tx, place.id, position)
        if (place.current, place.stage) == (position, Stage.ITEM) and item.phase != Phase.WAITING:
            return
        if item.phase is Phase.WAITING:
            put(tx, place, item, Phase.READING)
        place = place.model_copy(update={"current": position, "stage": Stage.ITEM})
        done(tx, place, item, "workshop item begun", by)


def open_vote(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Open the first silent vote."""
    step(store, workshop_id, position, at, Phase.VOTING, by)


def reveal(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Close the vote that is open and show its spread; with no vote there is none to show.

    A round that was closed never opens again, so one in which nobody voted is not closed.
    """
    after = Phase.REVEALED_AGAIN if at is Phase.VOTING_AGAIN else Phase.REVEALED
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        open_now = rounds_of(tx, place.id, item).get(VOTES.get(at, 0))
        if open_now is not None and not workshop_votes.voted(tx, open_now.id):
            raise Refused(
                "Nobody voted yet, so there is no spread to reveal. Wait, give more time, go back, "
                "or park it."
            )
        put(tx, place, item, after)
        done(tx, place, item, f"workshop item {after}", by)


def show_reasons(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Let people speak, or read their typed reasons, the lowest and the highest first."""
    step(store, workshop_id, position, at, Phase.REASONS, by)


def read_out(
    store: Store, *, workshop_id: str, position: int, reasons: tuple[ReasonRead, ...], by: str
) -> None:
    """Say which typed reasons stand on the screen; only what somebody typed can."""
    with store.writing() as tx:
        place = running(tx, workshop_id)
        item = item_of(tx, place.id, position)
        if item.phase in (Phase.WAITING, Phase.READING, Phase.VOTING):
            raise Refused("Reasons are read out after the vote was revealed.")
        if set(reasons) - set(typed_in(tx, place.id, item)):
            raise Refused("Nobody typed this reason; choose from the list.")
        if item.reasons != reasons:
            changed = item.model_copy(update={"reasons": reasons})
            workshops.change_item(tx, place.id, changed)
            done(tx, place, item, "workshop reasons read", by)


def show_finding(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Show what the probes found: only now, since it would have anchored the first vote."""
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        found = findings_in(tx, place.assessment_id, item.capability)
        if not found:
            raise Refused("No probe looked at this; go on with the second vote.")
        item = item.model_copy(update={"findings": found})
        put(tx, place, item, Phase.FINDING)
        done(tx, place, item, "workshop finding shown", by)


def second_vote(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Open the second silent vote, the last one; what a probe found was shown before."""
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        unseen = at is Phase.REASONS and not item.findings
        if unseen and findings_in(tx, place.assessment_id, item.capability):
            raise Refused("A probe looked at this: show what it found, then vote again.")
        put(tx, place, item, Phase.VOTING_AGAIN)
        done(tx, place, item, "workshop vote opened", by)


def extend(
    store: Store, *, workshop_id: str, position: int, at: Phase, extra: int, seconds: int, by: str
) -> None:
    """Give the phase more time; ``extra`` is what was added before, as it was seen."""
    if not 0 < seconds <= LONGEST_EXTENSION:
        raise Refused("Add up to a quarter of an hour at a time.")
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        if item.extra != extra:
            raise Refused("The time was extended already; press again for more.")
        workshops.change_item(tx, place.id, item.model_copy(update={"extra": extra + seconds}))
        done(tx, place, item, "workshop time extended", by)


def typed_in(tx: Transaction, workshop_id: str, item: Item) -> tuple[ReasonRead, ...]:
    """What people typed in the newest round that was shown, the lowest and the highest first."""
    held = rounds_of(tx, workshop_id, item)
    shown = [held[number] for number in sorted(rounds_shown(item)) if number in held]
    votes = workshop_votes.cast(tx, shown[-1].id) if shown else ()
    return to_read(each.vote for each in votes)
