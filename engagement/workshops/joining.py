"""Joining by code: a name or pseudonym and a role; one phone is one participant."""

from assessment.workshop.model import Participant, Workshop
from content.workshops.agendas import workshop_rules
from engagement.faults import NAME, Refused, fitting
from engagement.identity import new_id, same_person
from engagement.outside import clock
from engagement.store import Store, Transaction, audit, workshop_votes, workshops
from engagement.workshops.codes import as_typed
from engagement.workshops.model import Invitation, NotIn, Ticket
from engagement.workshops.tokens import holder, token_of

LONGEST_DEVICE = 128


def invitation(store: Store, code: str) -> Invitation:
    """What there is to join; :class:`NotIn` for a code of no open workshop."""
    with store.reading() as tx:
        found = _open(tx, code)
    return Invitation(
        workshop_id=found.id, client=found.client, use_case=found.use_case,
        fictional=found.fictional, roles=found.roles,
    )  # fmt: skip


def join(store: Store, *, code: str, name: str, role: str, device: str) -> Ticket:
    """Join an open workshop; the same device again is the same participant, by its newest name.

    ``device`` is a random key that the phone made and keeps. No account: whoever knows the code is
    in, and a ticket is all that it gives.
    """
    shown = " ".join(name.split())
    if not same_person(shown):
        raise Refused("Give a name or a pseudonym; it is shown in the list, never beside a vote.")
    fitting(NAME, name=shown)
    if not 16 <= len(device) <= LONGEST_DEVICE:
        raise NotIn("This phone could not be told apart from others; load the page again.")
    with store.writing() as tx:
        place = workshops.held(tx, _open(tx, code).id)
        if place is None or place.closed_at:
            raise NotIn("This workshop has ended.")
        person = _kept(tx, place, device, shown, role)
        return _ticket(tx, place, person)


def rejoin(store: Store, *, token: str) -> Ticket:
    """A fresh ticket for one that still holds."""
    with store.reading() as tx:
        place, person = holder(tx, token)
        return _ticket(tx, place, person)


def _open(tx: Transaction, code: str) -> Workshop:
    found = workshops.get(tx, workshops.by_code(tx, as_typed(code)))
    if found is None:
        raise NotIn("No open workshop has this code; look at the screen in the room again.")
    return found


def _kept(tx: Transaction, place: Workshop, device: str, name: str, role: str) -> Participant:
    offered = {item.id: item for item in place.roles}
    if role not in offered:
        raise Refused("Choose one of the roles in the list.")
    before, group = workshop_votes.of_device(tx, place.id, device), offered[role].group
    if before is not None:
        person = before.model_copy(update={"name": name, "role": role})
        if person != before:
            workshop_votes.change_participant(tx, person, group)
            workshops.touch(tx, place.id)
        return person
    if workshop_votes.joined(tx, place.id) >= workshop_rules().people_most:
        raise Refused("The room is full; ask the facilitator.")
    person = Participant(id=new_id(), name=name, role=role, joined_at=clock.now())
    workshop_votes.add_participant(tx, place.id, device, group, person)
    audit.record(
        tx, "workshop joined", by=name, client_id=place.client_id,
        assessment_id=place.assessment_id, workshop=place.id,
    )  # fmt: skip
    workshops.touch(tx, place.id)
    return person


def _ticket(tx: Transaction, place: Workshop, person: Participant) -> Ticket:
    return Ticket(
        participant_id=person.id, token=token_of(tx, place.id, person.id), workshop_id=place.id,
        name=person.name, role=person.role,
    )  # fmt: skip
