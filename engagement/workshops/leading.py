"""The day around the items: the agenda's parts, what the room chooses, what it decides."""

from datetime import date

from assessment.workshop.model import Decision, Item, Workshop
from assessment.workshop.phases import UNFINISHED, VOTES, Phase, Stage
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.outside import clock
from engagement.store import Store, Transaction, packs, workshop_choices, workshops
from engagement.workshops.holding import new_item
from engagement.workshops.known import begun
from engagement.workshops.model import Proposal
from engagement.workshops.pressing import running
from engagement.workshops.stepping import LONGEST_EXTENSION
from engagement.workspaces import assessment_in, record_in

MOST_DECISIONS = 20


def go_to_block(
    store: Store, *, workshop_id: str, at: int, to: int, by: str, leaving: tuple[int, ...] = ()
) -> None:  # fmt: skip
    """Go from one part of the agenda to another; both are places counted from 0.

    Where the room is there already, by a second click or another window, nothing is left to do.
    ``leaving`` are the positions of items that were voted on and knowingly stay unfinished.
    """
    with store.writing() as tx:
        place = running(tx, workshop_id)
        if place.block == to != at:
            return
        if place.block != at:
            raise Refused("The agenda has gone on already; nothing was done twice.")
        if not 0 <= to < len(place.blocks):
            raise Refused("There is no such part of the agenda.")
        _no_open_vote(tx, place)
        if place.stage is Stage.ITEM or place.blocks[at].kind == "items":
            _none_forgotten(workshops.items(tx, place.id), leaving)
        digest = assessment_in(tx, place.assessment_id).pack.digest
        blocks = list(place.blocks)
        blocks[to] = begun(tx, blocks[to], place.assessment_id, digest)
        changes = {
            "blocks": tuple(blocks), "block": to, "block_since": clock.now(), "block_extra": 0,
            "stage": Stage.WAITING, "revealed": False,
        }  # fmt: skip
        _keep(tx, place.model_copy(update=changes), "workshop block begun", by)


def extend_block(
    store: Store, *, workshop_id: str, at: int, extra: int, seconds: int, by: str
) -> None:
    """Give a part of the agenda more time; ``extra`` is what was added before, as it was seen."""
    if not 0 < seconds <= LONGEST_EXTENSION:
        raise Refused("Add up to a quarter of an hour at a time.")
    with store.writing() as tx:
        place = running(tx, workshop_id)
        if (place.block, place.block_extra) != (at, extra):
            raise Refused("The time was extended already; press again for more.")
        changed = place.model_copy(update={"block_extra": extra + seconds})
        _keep(tx, changed, "workshop time extended", by)


def show(
    store: Store, *, workshop_id: str, at: tuple[Stage, bool], to: tuple[Stage, bool], by: str
) -> None:
    """Ask the room for something else: (stage, whether what it gave is shown).

    Dots and fingers are given in silence and shown at once, when all have given theirs.
    """
    stage, revealed = to
    with store.writing() as tx:
        place = running(tx, workshop_id)
        if (place.stage, place.revealed) != at:
            raise Refused("The room is elsewhere already; nothing was done twice.")
        _possible(place, stage)
        _no_open_vote(tx, place)
        changed = place.model_copy(update={"stage": stage, "revealed": revealed})
        _keep(tx, changed, "workshop shows", by, stage=str(stage))


def choose_use_case(store: Store, *, workshop_id: str, use_case_id: str, by: str) -> None:
    """Write down which use case the room chose; empty takes it back."""
    with store.writing() as tx:
        place = running(tx, workshop_id)
        if use_case_id and use_case_id not in {item.id for item in place.candidates}:
            raise Refused("This use case is not in the list; choose from it.")
        changed = place.model_copy(update={"chosen": use_case_id})
        _keep(tx, changed, "workshop use case chosen", by, use_case=use_case_id)


def decide(
    store: Store, *, workshop_id: str, key: str, text: str, by: str, owner: str = "",
    due: date | None = None,
) -> bool:  # fmt: skip
    """Keep a decision with its owner and day, and whether it is new: the same ``key`` again is not."""
    fitting(SENTENCES, text=text)
    fitting(NAME, owner=owner)
    if not text.strip() or not owner.strip() or due is None:
        raise Refused("A decision needs its sentence, one name and one day.")
    with store.writing() as tx:
        place = running(tx, workshop_id)
        numbers = [item.number for item in workshop_choices.decisions(tx, place.id)]
        if len(numbers) >= MOST_DECISIONS:
            raise Refused(f"More than {MOST_DECISIONS} decisions are none; take one back first.")
        made = Decision(
            number=1 + max(numbers, default=0), text=text.strip(), owner=owner.strip(), due=due
        )
        new = workshop_choices.add_decision(tx, place.id, key, made, clock.now())
        if new:
            _keep(tx, place, "workshop decision taken", by)
    return bool(new)


def undecide(store: Store, *, workshop_id: str, number: int, by: str) -> None:
    """Take a decision back."""
    with store.writing() as tx:
        place = running(tx, workshop_id)
        if not workshop_choices.remove_decision(tx, place.id, number):
            raise Refused("This decision was taken back already.")
        _keep(tx, place, "workshop decision taken back", by)


def set_kill_criterion(store: Store, *, workshop_id: str, text: str, by: str) -> None:
    """Write down what would prove the room wrong, and stop the work."""
    fitting(SENTENCES, text=text)
    with store.writing() as tx:
        place = running(tx, workshop_id)
        changed = place.model_copy(update={"kill_criterion": text.strip()})
        if changed != place:
            _keep(tx, changed, "workshop kill criterion", by)


def add_item(store: Store, *, workshop_id: str, capability: str, by: str) -> None:
    """One more item, last in the list."""
    with store.writing() as tx:
        place = running(tx, workshop_id)
        items = workshops.items(tx, place.id)
        if capability in {item.capability for item in items}:
            raise Refused("This is in the list already.")
        pack = packs.get(tx, assessment_in(tx, place.assessment_id).pack.digest)
        proposed: Proposal | None = None
        workshops.add_item(tx, place.id, new_item(pack, len(items) + 1, capability, proposed))
        _keep(tx, place, "workshop item added", by, capability=capability)


def _possible(place: Workshop, stage: Stage) -> None:
    if stage in (Stage.ITEM, Stage.CLOSED):
        raise Refused("Choose an item, or close the workshop; this shows neither.")
    if stage in (Stage.DOTS, Stage.GRID) and len(place.candidates) < 2:
        raise Refused("There is one use case only; there is nothing to choose.")


def _none_forgotten(items: tuple[Item, ...], leaving: tuple[int, ...]) -> None:
    left = [item for item in items if item.phase in UNFINISHED and item.position not in leaving]
    if left:
        raise Refused(
            f"{left[0].name} was voted on and is not finished: keep what came of it, park it, or say "
            "that it stays open."
        )


def _no_open_vote(tx: Transaction, place: Workshop) -> None:
    item = workshops.item(tx, place.id, place.current) if place.current else None
    if place.stage is Stage.ITEM and item is not None and item.phase in VOTES:
        told = "first" if item.phase is Phase.VOTING else "second"
        raise Refused(f"The {told} vote on {item.name} is open; reveal it, or park it, then go on.")


def _keep(tx: Transaction, changed: Workshop, what: str, by: str, **details: str) -> None:
    workshops.change(tx, changed)
    record_in(tx, changed.assessment_id, what, by=by, workshop=changed.id, **details)
