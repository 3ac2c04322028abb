"""Inviting people to answer alone: make, revoke, extend, change what is asked, make a new link."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from assessment.model import ROOM_ROLE
from content.who_is_asked import who_is_asked
from engagement.answers.answering import add_respondent_in
from engagement.faults import NAME, Refused, fitting
from engagement.identity import new_id
from engagement.invitations.asked import checked_in, proposed_in
from engagement.invitations.model import Invitation, Invitee
from engagement.outside import clock
from engagement.outside.mail import is_address
from engagement.store import Store, Transaction
from engagement.store import invitations as rows
from engagement.workspaces import assessment_in, record_in


def invite(
    store: Store, *, assessment_id: str, people: Iterable[Invitee], by: str,
    days: int | None = None, may_pass_on: bool = False,
) -> tuple[Invitation, ...]:  # fmt: skip
    """Invite people; one who has an open invitation keeps their link and is asked what is given.

    ``days`` is how long a link opens, by default as long as the shipped judgement says.
    """
    signed(by, "the invitation is sent in your name")
    until = end(days)
    with store.writing() as tx:
        return tuple(
            invite_in(tx, assessment_id, who, by=by, until=until, may_pass_on=may_pass_on)
            for who in people
        )


def invite_in(
    tx: Transaction, assessment_id: str, who: Invitee, *, by: str, until: datetime,
    may_pass_on: bool = False, beside: bool = False,
) -> Invitation:  # fmt: skip
    """Invite one person; with ``beside`` what they are asked already stays asked."""
    if who.email and not is_address(who.email):
        raise Refused(f"{who.email} is no e-mail address; correct it or leave it out.")
    if who.role == ROOM_ROLE:
        raise Refused("A room answers together, in a workshop; invite its people one by one.")
    person = add_respondent_in(tx, assessment_id, who.name, who.role)
    asked = who.asked if who.asked is not None else proposed_in(tx, assessment_id, who.role)
    known = _open(tx, assessment_id, person.id)
    kept = known or Invitation(
        id=new_id(), assessment_id=assessment_id, respondent=person.id, asked=(), made_by=by.strip(),
        made_at=clock.now(), until=until, may_pass_on=may_pass_on,
    )  # fmt: skip
    wanted = (*kept.asked, *asked) if beside else asked
    kept = kept.model_copy(
        update={
            "asked": checked_in(tx, assessment_id, wanted), "email": who.email or kept.email,
            "until": max(kept.until, until), "may_pass_on": kept.may_pass_on or may_pass_on,
        }
    )  # fmt: skip
    rows.save(tx, kept)
    _record(tx, kept, "invitation changed" if known else "person invited", by)
    return kept


def ask_other(store: Store, *, invitation_id: str, asked: Iterable[str], by: str) -> Invitation:
    """Change what an invited person is asked; answers that were given stay."""
    with store.writing() as tx:
        found = invitation_in(tx, invitation_id)
        wanted = checked_in(tx, found.assessment_id, asked)
        return _changed(tx, found, "invitation changed", by, asked=wanted)


def revoke(store: Store, *, invitation_id: str, by: str) -> Invitation:
    """Let a link open nothing any more; answers that were given stay."""
    with store.writing() as tx:
        found = invitation_in(tx, invitation_id)
        if found.revoked_at is not None:
            return found
        return _changed(tx, found, "invitation revoked", by, revoked_at=clock.now())


def extend(store: Store, *, invitation_id: str, by: str, days: int | None = None) -> Invitation:
    """Let the link open so many days from now, also one that had ended; not one that was revoked."""
    with store.writing() as tx:
        found = invitation_in(tx, invitation_id)
        if found.revoked_at is not None:
            raise Refused("This invitation was taken back; make a new link, which opens it again.")
        return _changed(tx, found, "invitation extended", by, until=max(found.until, end(days)))


def new_link(store: Store, *, invitation_id: str, by: str) -> Invitation:
    """Another link in place of every earlier one, which then opens nothing; opens a revoked one."""
    with store.writing() as tx:
        found = invitation_in(tx, invitation_id)
        return _changed(
            tx, found, "new link made", by, issue=found.issue + 1, revoked_at=None,
            until=max(found.until, end(None)),
        )  # fmt: skip


def allow_passing_on(store: Store, *, invitation_id: str, allowed: bool, by: str) -> Invitation:
    """Whether the person may invite others to single questions without asking first."""
    with store.writing() as tx:
        found = invitation_in(tx, invitation_id)
        return _changed(tx, found, "invitation changed", by, may_pass_on=allowed)


def invitation_of(store: Store, invitation_id: str) -> Invitation:
    """The invitation with this id."""
    with store.reading() as tx:
        return invitation_in(tx, invitation_id)


def invitation_in(tx: Transaction, invitation_id: str) -> Invitation:
    """The invitation, or a sentence that says there is none."""
    found = rows.get(tx, invitation_id)
    if found is None:
        raise Refused("There is no such invitation; open the page again.")
    assessment_in(tx, found.assessment_id)
    return found


def _open(tx: Transaction, assessment_id: str, respondent: str) -> Invitation | None:
    """The person's invitation here that was not revoked; an ended one is extended, not doubled."""
    known = [
        item for item in rows.of_assessment(tx, assessment_id)
        if item.respondent == respondent and item.revoked_at is None
    ]  # fmt: skip
    return known[-1] if known else None


def _changed(
    tx: Transaction, found: Invitation, action: str, by: str, **fields: object
) -> Invitation:
    signed(by)
    kept = found.model_copy(update=fields)
    rows.save(tx, kept)
    _record(tx, kept, action, by)
    return kept


def _record(tx: Transaction, kept: Invitation, action: str, by: str) -> None:
    record_in(tx, kept.assessment_id, action, by=by.strip(), invitation=kept.id,
              respondent=kept.respondent)  # fmt: skip


def signed(by: str, why: str = "it stands in the log under a name") -> None:
    """Refuse what nobody put their name to; ``why`` a name is needed ends the sentence."""
    fitting(NAME, name=by)
    if not by.strip():
        raise Refused(f"Say who you are first: {why}.")


def end(days: int | None) -> datetime:
    """When a link ends that opens for ``days`` from now; ``None`` is the shipped judgement."""
    known = who_is_asked()
    lasts = known.valid_days if days is None else days
    if not 1 <= lasts <= known.longest_days:
        raise Refused(f"An invitation lasts from 1 to {known.longest_days} days.")
    return clock.now() + timedelta(days=lasts)
