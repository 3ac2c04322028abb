"""*I don't know, ask …*: a person passes one question on; the facilitator, or their right, invites."""

from assessment.choices import ChoiceKind
from assessment.model import AnswerKind, Respondent
from content.model import Pack
from engagement.answers.answering import answer_in
from engagement.choices.choosing import choose_in
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.identity import new_id, same_person
from engagement.invitations.answering import asked_now_in
from engagement.invitations.inviting import end, invite_in, signed
from engagement.invitations.links import held_in
from engagement.invitations.model import Invitation, Invitee, PassedOn
from engagement.invitations.passed import answered_in
from engagement.outside import clock
from engagement.outside.mail import is_address
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction, assessments, packs, the_program
from engagement.store import invitations as rows
from engagement.workspaces import assessment_in, record_in, roles_in


def pass_on(
    store: Store, token: str, *, asked: str, name: str, role: str, email: str = "", note: str = ""
) -> PassedOn:
    """Pass one of the person's questions on to somebody who would know.

    Where the person has not answered, *don't know* is kept as their answer. Whoever may pass on by
    themselves invites somebody new at once, to this question alone. Else it is a proposal, as it is
    for somebody who is known already: their link opens what they have said.
    """
    fitting(NAME, name=name)
    fitting(SENTENCES, note=note)
    now = clock.now()
    with store.writing() as tx:
        mine, person = held_in(tx, token, now)
        passed = PassedOn(
            id=new_id(), assessment_id=mine.assessment_id, asked=asked, respondent=person.id,
            to_name=name.strip(), to_role=role, to_email=email.strip(), note=note.strip(), at=now,
        )  # fmt: skip
        _sensible(tx, mine, person, passed)
        if (person.id, asked) not in answered_in(tx, mine.assessment_id):
            _not_known(tx, mine, asked)
        rows.save_passed(tx, passed)
        record_in(tx, mine.assessment_id, "question passed on", by=person.name, asked=asked,
                  passed=passed.id)  # fmt: skip
        with the_program(tx):  # the right to invite was given with the invitation
            if mine.may_pass_on and _is_new(tx, passed):
                passed = _invited(tx, passed, person.name, mine)
        return passed


def agree(store: Store, *, passed_id: str, by: str) -> PassedOn:
    """Invite whom somebody proposed to ask, to that question beside what they are asked already."""
    with store.writing() as tx:
        return _invited(tx, _waiting(tx, passed_id), by, None)


def decline(store: Store, *, passed_id: str, by: str) -> PassedOn:
    """Leave the question with who was asked it."""
    with store.writing() as tx:
        return _settled(tx, _waiting(tx, passed_id), "declined", by)


def _invited(tx: Transaction, passed: PassedOn, by: str, of: Invitation | None) -> PassedOn:
    """The other is invited; no longer than who passed it on, and without a right to pass on."""
    until = of.until if of else end(None)
    who = Invitee(
        name=passed.to_name, role=passed.to_role, email=passed.to_email, asked=(passed.asked,)
    )
    made = invite_in(tx, passed.assessment_id, who, by=by, until=until, beside=True)
    return _settled(tx, passed, "asked", by, made.id)


def _settled(
    tx: Transaction, passed: PassedOn, state: str, by: str, invitation: str | None = None
) -> PassedOn:
    signed(by)
    kept = PassedOn.model_validate(
        passed.model_dump() | {"state": state, "invitation": invitation, "settled_by": by.strip(),
                               "settled_at": clock.now()}
    )  # fmt: skip
    rows.save_passed(tx, kept)
    action = "passed question asked" if state == "asked" else "passed question declined"
    record_in(tx, kept.assessment_id, action, by=by.strip(), passed=kept.id, asked=kept.asked)
    return kept


def _waiting(tx: Transaction, passed_id: str) -> PassedOn:
    found = rows.one_passed(tx, passed_id)
    if found is None:
        raise Refused("There is no such question; open the page again.")
    assessment_in(tx, found.assessment_id)
    if found.state != "proposed":
        raise Refused(f"{found.settled_by} has settled this already: {found.state}.")
    return found


def _sensible(tx: Transaction, mine: Invitation, person: Respondent, passed: PassedOn) -> None:
    if passed.asked not in asked_now_in(tx, mine):
        raise Refused("This question is not among those that you are asked.")
    known = {item.id: item.name for item in roles_in(tx, assessment_in(tx, mine.assessment_id))}
    if not same_person(passed.to_name) or passed.to_role not in known:
        raise Refused("Say who would know: a name and a role.")
    if same_person(passed.to_name) == same_person(person.name):
        raise Refused("That is you; name somebody else who would know.")
    if passed.to_email and not is_address(passed.to_email):
        raise Refused(f"{passed.to_email} is no e-mail address; correct it or leave it out.")
    for other in rows.passed(tx, mine.assessment_id):
        again = (other.respondent, other.asked) == (person.id, passed.asked)
        if again and other.state != "declined":
            raise Refused(f"You passed this question on to {other.to_name} already.")


def _is_new(tx: Transaction, passed: PassedOn) -> bool:
    """Whether nobody of this name and role is among the client's people yet."""
    client_id = assessment_in(tx, passed.assessment_id).client_id
    wanted = (same_person(passed.to_name), passed.to_role)
    known = assessments.respondents(tx, client_id)
    return all((same_person(item.name), item.role) != wanted for item in known)


def _not_known(tx: Transaction, mine: Invitation, asked: str) -> None:
    """*I don't know, ask …* begins with an honest *don't know*."""
    here, who = mine.assessment_id, mine.respondent
    pack = packs.either(tx, assessment_in(tx, mine.assessment_id).pack.digest)
    if isinstance(pack, Pack):
        answer_in(
            tx, assessment_id=here, respondent_id=who, capability=asked, kind=AnswerKind.DONT_KNOW
        )
        follow_in(tx, mine.assessment_id, clock.now())
    else:
        choose_in(
            tx, assessment_id=here, respondent_id=who, question=asked, kind=ChoiceKind.DONT_KNOW
        )
