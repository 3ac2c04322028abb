"""What the facilitator sees besides the room; still no name beside a vote."""

from assessment.model import AnswerKind
from assessment.workshop.model import Item, Workshop
from assessment.workshop.phases import VOTES, Stage
from assessment.workshop.sight import rounds_shown, why_shown
from engagement.store import Store, Transaction, workshop_choices, workshop_votes, workshops
from engagement.workshops.deciding import outcome_in
from engagement.workshops.findings import findings_in
from engagement.workshops.holding import workshop_in
from engagement.workshops.model import Console, people_of
from engagement.workshops.showing import room_in
from engagement.workshops.stepping import typed_in


def console(store: Store, workshop_id: str) -> Console:
    """All that the facilitator's page draws; :class:`engagement.faults.Refused` for strangers."""
    with store.reading() as tx:
        place = workshop_in(tx, workshop_id)
        items = workshops.items(tx, workshop_id)
        item = next((each for each in items if each.position == place.current), None)
        people = workshop_votes.participants(tx, workshop_id)
        more = _of_item(tx, place, item) if item and place.stage is Stage.ITEM else {}
        return Console.model_validate(
            {
                "room": room_in(tx, place),
                "workshop": place,
                "items": tuple(each.model_copy(update={"why": why_shown(each)}) for each in items),
                "people": people_of(people, _voted(tx, place, item)),
            }
            | more
        )


def _voted(tx: Transaction, place: Workshop, item: Item | None) -> frozenset[str] | None:
    """Ids of who did what is open now; ``None`` where nothing is."""
    if place.stage is Stage.CONFIDENCE and not place.revealed:
        return frozenset(workshop_choices.fingers(tx, place.id))
    if place.stage is Stage.DOTS and not place.revealed:
        return frozenset(row[0] for row in workshop_choices.dots(tx, place.id))
    if place.stage is Stage.GRID:
        return frozenset(row[0] for row in workshop_choices.places(tx, place.id))
    if item is None or place.stage is not Stage.ITEM or item.phase not in VOTES:
        return None
    ids = [
        held.id
        for held in workshop_votes.rounds(tx, place.id)
        if (held.position, held.number) == (item.position, VOTES[item.phase])
    ]
    return workshop_votes.who_voted(tx, ids)


def _of_item(tx: Transaction, place: Workshop, item: Item) -> dict[str, object]:
    shown = rounds_shown(item)
    last = [
        held
        for held in workshop_votes.rounds(tx, place.id)
        if held.position == item.position and held.number in shown
    ][-1:]
    votes = workshop_votes.cast(tx, last[0].id) if last else ()
    apart = sorted(
        each.vote.reason for each in votes if each.vote.kind is AnswerKind.NOT_APPLICABLE
    )
    return {
        "typed": typed_in(tx, place.id, item),
        "typed_not_applicable": tuple(apart),
        "outcome": outcome_in(tx, place, item),
        "has_findings": bool(findings_in(tx, place.assessment_id, item.capability)),
    }
