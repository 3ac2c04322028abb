"""What becomes of an item: agreed, disputed, parked, skipped, or one step back."""

from datetime import date

from assessment.workshop.model import Item, Workshop
from assessment.workshop.phases import Phase, one_back
from assessment.workshop.rules import Outcome, after_first, after_second
from content.judgement import Level, Thresholds
from content.workshops.agendas import workshop_rules
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.store import Store, Transaction, packs
from engagement.workshops.pressing import done, pressed, put, rounds_of, step
from engagement.workshops.showing import spreads_of
from engagement.workspaces import assessment_in


def agree(
    store: Store, *, workshop_id: str, position: int, at: Phase, level: Level, by: str,
    dissent: str = "", owner: str = "", nobody: bool = False,
) -> None:  # fmt: skip
    """Keep the agreed level, the dissent with its reason, and who owns the evidence.

    After the first vote only where that left nothing to talk about; after the second unless it is
    disputed. The level lies within what was voted. Without an owner only where ``nobody`` says that
    there is none yet: the record then leaves it open.
    """
    fitting(SENTENCES, dissent=dissent)
    fitting(NAME, owner=owner)
    if not owner.strip() and not nobody:
        raise Refused("Name who owns the evidence of this level, or tick that nobody does yet.")
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        _agreeable(tx, place, item, level)
        fields = {"agreed": level, "dissent": dissent.strip(), "owner": owner.strip(), "due": None}
        item = item.model_copy(update=fields)
        put(tx, place, item, Phase.AGREED)
        done(tx, place, item, "workshop item agreed", by)


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
        place, item = pressed(tx, workshop_id, position, at)
        outcome = outcome_in(tx, place, item)
        if outcome is not Outcome.DISPUTED:
            raise Refused("Two rounds did not leave the room this far apart; agree, or park it.")
        fields = {"owner": owner.strip(), "due": due, "dissent": dissent.strip(), "agreed": None}
        item = item.model_copy(update=fields)
        put(tx, place, item, Phase.DISPUTED)
        done(tx, place, item, "workshop item disputed", by)


def skip(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """Leave the item out of the day."""
    step(store, workshop_id, position, at, Phase.SKIPPED, by)


def park(
    store: Store, *, workshop_id: str, position: int, at: Phase, by: str, owner: str = "",
    due: date | None = None, nobody: bool = False,
) -> None:  # fmt: skip
    """Lay the item aside, with who finds out and by when; with ``nobody`` it says that no one does."""
    fitting(NAME, owner=owner)
    if due is None or not (owner.strip() or nobody):
        raise Refused(
            "A parked item needs who finds out, and by when; or tick that nobody does yet."
        )
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        item = item.model_copy(update={"owner": owner.strip(), "due": due})
        put(tx, place, item, Phase.PARKED)
        done(tx, place, item, "workshop item parked", by)


def back(store: Store, *, workshop_id: str, position: int, at: Phase, by: str) -> None:
    """One step back; a vote that was shown is never opened again."""
    with store.writing() as tx:
        place, item = pressed(tx, workshop_id, position, at)
        after = one_back(item.phase, item.left_from)
        if after is None:
            raise Refused("There is no way back from here: who saw the votes would vote otherwise.")
        put(tx, place, item, after, backwards=True)
        done(tx, place, item, "workshop step back", by)


def outcome_in(tx: Transaction, place: Workshop, item: Item) -> Outcome | None:
    """What the votes that were shown come to; ``None`` before the first reveal."""
    held = rounds_of(tx, place.id, item)
    phase = item.left_from or item.phase
    if phase is Phase.REVEALED_AGAIN and 2 in held:
        return after_second(spreads_of(tx, held[2]), _thresholds(tx, place))
    if phase is Phase.REVEALED and 1 in held:
        return after_first(spreads_of(tx, held[1]), item.conflict, workshop_rules())
    return None


def _agreeable(tx: Transaction, place: Workshop, item: Item, level: int) -> None:
    outcome = outcome_in(tx, place, item)
    if outcome is Outcome.NOBODY_KNOWS:
        raise Refused("Nobody gave a level; park it with somebody who finds out.")
    if outcome is Outcome.DISPUTED:
        raise Refused("The room is still too far apart to agree; say who settles it, and by when.")
    if outcome is not Outcome.AGREED and outcome is not Outcome.CLOSE:
        raise Refused("Hear the reasons and vote again before you agree.")
    held = rounds_of(tx, place.id, item)
    given = spreads_of(tx, held[max(held)]).given
    if not given[0] <= level <= given[-1]:
        raise Refused(f"The room voted from {given[0]} to {given[-1]}; agree on one of these.")


def _thresholds(tx: Transaction, place: Workshop) -> Thresholds:
    digest = assessment_in(tx, place.assessment_id).pack.digest
    return packs.get(tx, digest).judgements.thresholds
