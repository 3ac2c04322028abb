"""The record of a workshop: from its tables alone, the same whenever it is read."""

from assessment.model import AnswerKind
from assessment.workshop.model import Item, Round, Workshop
from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, UseCaseRecord, WorkshopRecord
from assessment.workshop.sight import findings_shown, rounds_shown, to_read
from assessment.workshop.spread import sentence
from content.workshops.agendas import workshop_rules
from engagement.store import Store, Transaction, workshop_choices, workshop_votes, workshops
from engagement.workshops.holding import workshop_in
from engagement.workshops.showing import spreads_of, use_cases_shown
from engagement.workspaces import assessment_in


def record(store: Store, workshop_id: str) -> WorkshopRecord:
    """The record of one workshop as it stands."""
    with store.reading() as tx:
        return record_of(tx, workshop_in(tx, workshop_id))


def records_in(tx: Transaction, assessment_id: str) -> tuple[WorkshopRecord, ...]:
    """The records of an assessment's closed workshops, newest first."""
    held = workshops.of_assessment(tx, assessment_in(tx, assessment_id).id)
    return tuple(record_of(tx, place) for place in held if place.closed_at is not None)


def record_of(tx: Transaction, place: Workshop) -> WorkshopRecord:
    """:func:`record` inside a transaction that is open."""
    held = workshop_votes.rounds(tx, place.id)
    fingers = list(workshop_choices.fingers(tx, place.id).values())
    none, one, two, three, four, five = (fingers.count(count) for count in range(6))
    agenda = workshop_rules().agenda(place.agenda)
    return WorkshopRecord(
        id=place.id, led_by=place.opened_by, agenda=agenda.name if agenda else place.agenda,
        opened_at=place.opened_at, closed_at=place.closed_at,
        joined=workshop_votes.joined(tx, place.id),
        items=tuple(_item(tx, item, held) for item in workshops.items(tx, place.id)),
        use_cases=_use_cases(tx, place), decisions=workshop_choices.decisions(tx, place.id),
        kill_criterion=place.kill_criterion, fingers=(none, one, two, three, four, five),
    )  # fmt: skip


def _item(tx: Transaction, item: Item, held: tuple[Round, ...]) -> ItemRecord:
    shown = rounds_shown(item)
    spreads = {
        each.number: spreads_of(tx, each)
        for each in held
        if each.position == item.position and each.number in shown
    }
    last = spreads.get(2) or spreads.get(1)
    votes = [
        each.vote for one in held if one.position == item.position and one.number in shown
        for each in workshop_votes.cast(tx, one.id)
    ]  # fmt: skip
    return ItemRecord(
        capability=item.capability, name=item.name, why=item.why, phase=item.phase,
        first=spreads.get(1), second=spreads.get(2), sentence=sentence(last) if last else "",
        reasons=item.reasons, findings=item.findings if findings_shown(item) else (),
        typed=tuple(one for one in to_read(votes) if one not in item.reasons),
        not_applicable=tuple(sorted({
            vote.reason for vote in votes if vote.kind is AnswerKind.NOT_APPLICABLE
        })),
        agreed=item.agreed if item.phase is Phase.AGREED else None,
        dissent=item.dissent, owner=item.owner, due=item.due,
    )  # fmt: skip


def _use_cases(tx: Transaction, place: Workshop) -> tuple[UseCaseRecord, ...]:
    dots, places = workshop_choices.dots(tx, place.id), workshop_choices.places(tx, place.id)
    if not dots and not places:
        return ()
    counted = place.model_copy(update={"revealed": True})
    return tuple(
        UseCaseRecord(
            name=case.name, dots=case.dots or 0, impact=case.impact, feasibility=case.feasibility,
            chosen=case.id == place.chosen,
        )
        for case in use_cases_shown(counted, dots, places)
    )  # fmt: skip
