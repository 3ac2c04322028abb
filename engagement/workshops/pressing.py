"""What every step on an item shares: where it was pressed, the edges that there are, the rounds."""

from datetime import datetime
from typing import Any

from assessment.workshop.model import Item, Round, Workshop
from assessment.workshop.phases import DONE, VOTES, Phase, may
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.outside import clock
from engagement.store import Store, Transaction, workshop_votes, workshops
from engagement.workshops.holding import held_in
from engagement.workspaces import record_in


def step(store: Store, workshop_id: str, position: int, at: Phase, after: Phase, by: str) -> None:
    """One step of an item along an edge that there is."""
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        put(tx, place, item, after)
        done(tx, place, item, f"workshop item {after}", by)


def pressed(tx: Transaction, workshop_id: str, position: int, at: Phase) -> tuple[Workshop, Item]:
    """The item, where it still stands as whoever pressed saw it."""
    place = running(tx, workshop_id)
    item = item_of(tx, place.id, position)
    if item.phase != at:
        raise Refused(
            f"{item.name} is at “{item.phase}” already, by another window or a second click; "
            "nothing was done twice."
        )
    return place, item


def running(tx: Transaction, workshop_id: str) -> Workshop:
    """The workshop, held; refused where it is closed."""
    place = held_in(tx, workshop_id)
    if place.closed_at is not None:
        raise Refused("This workshop is closed; its record stays as it is.")
    return place


def item_of(tx: Transaction, workshop_id: str, position: int) -> Item:
    """The item at a position; refused where there is none."""
    found = workshops.item(tx, workshop_id, position)
    if found is None:
        raise Refused("There is no such item in this workshop; choose one from the list.")
    return found


def put(
    tx: Transaction, place: Workshop, item: Item, after: Phase, *, backwards: bool = False
) -> None:
    """Move an item along an edge that there is, and open or close its rounds with it.

    A level is agreed on only as long as the item stands as agreed.
    """
    if not backwards and not may(item.phase, after):
        raise Refused(f"{item.name} cannot go from “{item.phase}” to “{after}”.")
    now = clock.now()
    _rounds_follow(tx, place.id, item, after, now)
    changes: dict[str, Any] = {"phase": after, "since": now, "extra": 0}
    changes["left_from"] = item.phase if after in DONE else None
    if after is not Phase.AGREED:
        changes["agreed"] = None
    workshops.change_item(tx, place.id, item.model_copy(update=changes))


def _rounds_follow(
    tx: Transaction, workshop_id: str, item: Item, after: Phase, now: datetime
) -> None:
    held = rounds_of(tx, workshop_id, item)
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


def rounds_of(tx: Transaction, workshop_id: str, item: Item) -> dict[int, Round]:
    """An item's rounds by number."""
    return {
        each.number: each
        for each in workshop_votes.rounds(tx, workshop_id)
        if each.position == item.position
    }


def done(tx: Transaction, place: Workshop, item: Item, what: str, by: str) -> None:
    """Keep the workshop with a new version, and write down what was done and by whom."""
    workshops.change(tx, place)
    details = {"workshop": place.id, "capability": item.capability}
    record_in(tx, place.assessment_id, what, by=by, **details)
