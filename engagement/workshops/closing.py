"""Closing: what the room agreed flows into the assessment, once."""

from assessment.model import ROOM_ROLE, AnswerKind, Respondent
from assessment.workshop.model import Item, Workshop
from assessment.workshop.phases import VOTES, Phase, Stage
from assessment.workshop.record import confidence_of, grade_of, tally_of
from content import applicability
from engagement.answers.answering import answer_in
from engagement.answers.rounds import assign_in, mark_in
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.outside import clock
from engagement.plans.deciding import record_decision_in
from engagement.settling.conflicts import follow_in
from engagement.store import (
    Store,
    Transaction,
    assessments,
    packs,
    workshop_choices,
    workshop_votes,
)
from engagement.store import workshops as rows
from engagement.workshops.holding import held_in
from engagement.workshops.pressing import rounds_of
from engagement.workshops.showing import spreads_of
from engagement.workspaces import record_in, workspace_in
from reports.model import Decision
from reports.wording import sentences, short_day


def close_workshop(store: Store, *, workshop_id: str, by: str) -> Workshop:
    """End the workshop and keep what it came to in the assessment; again changes nothing.

    Votes become the room's answer to each item that was agreed or stayed apart; what was voted on
    twice is marked so, a dispute with its owner and day; decisions join the assessment's own. What
    was parked or skipped stays in the record alone.
    """
    with store.writing() as tx:
        place = held_in(tx, workshop_id)
        if place.closed_at is not None:
            return place
        items = rows.items(tx, workshop_id)
        _no_vote_open(items)
        done = place.model_copy(
            update={"closed_at": clock.now(), "stage": Stage.CLOSED, "revealed": True}
        )
        rows.change(tx, done)
        out = _not_asked(tx, done)
        for item in items:
            if item.capability not in out:
                _into_the_assessment(tx, done, item, by)
        _decisions(tx, done, by)
        follow_in(tx, place.assessment_id, clock.now())
        record_in(tx, place.assessment_id, "workshop closed", by=by, workshop=workshop_id)
        return done


def _not_asked(tx: Transaction, place: Workshop) -> set[str]:
    """Items that apply no more: the profile, the traits or the pack changed since they were put.

    What was said of them stays in the record alone.
    """
    space = workspace_in(tx, place.assessment_id)
    pack = packs.get(tx, space.assessment.pack.digest)
    profile = pack.profile(space.assessment.profile)
    known = {item.id for item in pack.capabilities}
    gone = {item.capability for item in rows.items(tx, place.id)} - known
    return gone | set(applicability.not_applicable(pack, profile, space.use_case.traits))


def _no_vote_open(items: tuple[Item, ...]) -> None:
    still = [item.name for item in items if item.phase in VOTES]
    if still:
        raise Refused(f"A vote on {still[0]} is open; reveal it, or park it, then close.")


def _into_the_assessment(tx: Transaction, place: Workshop, item: Item, by: str) -> None:
    if item.phase not in (Phase.AGREED, Phase.DISPUTED) or place.closed_at is None:
        return
    held = rounds_of(tx, place.id, item)
    last = held[max(held)]
    tally = tally_of(spreads_of(tx, last))
    cast = [each.vote for each in workshop_votes.cast(tx, last.id)]
    levels = [vote for vote in cast if vote.level is not None]
    sure = confidence_of(tuple(v.confidence for v in levels if v.confidence is not None))
    answer_in(
        tx, assessment_id=place.assessment_id, respondent_id=_room(tx, place, by).id,
        capability=item.capability, kind=AnswerKind.TALLY, tally=tally,
        grade=grade_of(tuple(vote.grade for vote in levels)), confidence=sure,
        comment=_comment(place, item), entered_by=by, now=place.closed_at,
    )  # fmt: skip
    if max(held) == 2:
        mark_in(tx, place.assessment_id, item.capability, by)
    if item.phase is Phase.DISPUTED:
        assign_in(tx, place.assessment_id, item.capability, item.owner, item.due, by)


def _comment(place: Workshop, item: Item) -> str:
    """What was agreed, and the dissent with its reason, in a sentence each."""
    said = f"Workshop of {short_day(place.opened_at.date())}: "
    said += f"agreed on level {item.agreed}." if item.agreed else "no agreement after two rounds."
    dissent = f" Dissent: {item.dissent}" if item.dissent else ""
    owner = f" Evidence: {item.owner or 'nobody yet'}." if item.phase is Phase.AGREED else ""
    return said + dissent + owner


def _room(tx: Transaction, place: Workshop, by: str) -> Respondent:
    """The room as who answers: the one that the client has, or a new one."""
    known = assessments.respondents(tx, place.client_id)
    found = next((person for person in known if person.role == ROOM_ROLE), None)
    if found is not None:
        return found
    made = Respondent(id=new_id(), name="The room", role=ROOM_ROLE)
    assessments.add_respondent(tx, made, place.client_id, clock.now())
    record_in(tx, place.assessment_id, "person added", by=by, respondent=made.id)
    return made


def _decisions(tx: Transaction, place: Workshop, by: str) -> None:
    """The first sentence of each is its title, the others follow: none is broken off."""
    taken = f"Decided in the workshop of {short_day(place.opened_at.date())}."
    for item in workshop_choices.decisions(tx, place.id):
        title, *more = sentences(" ".join(item.text.split()))
        made = Decision(
            title=title.removesuffix("."), owner=item.owner, due=item.due, proposed=False,
            text=" ".join([*more, taken]),
        )  # fmt: skip
        record_decision_in(tx, place.assessment_id, made, by)
