"""The link of an invitation: signed, of one issue, and asked anew each time whether it still opens."""

from datetime import datetime

from assessment.model import Respondent
from content.locales import long_day
from engagement.faults import Refused
from engagement.in_force.respondents import respondent_in
from engagement.invitations.model import Invitation
from engagement.outside import clock, signing
from engagement.store import Store, Transaction, invitations
from engagement.workspaces import record_in

PURPOSE = "invitation"
ADDRESS = "/i/"
"""What a link's path begins with; the token follows."""


class NotOpen(Refused):
    """The link opens nothing (any more); the sentence says what to do."""


def token_of(invitation: Invitation) -> str:
    """What the newest link of an invitation ends with."""
    return signing.signed(PURPOSE, invitation.id, invitation.issue)


def link_of(invitation: Invitation, base: str) -> str:
    """The link; ``base`` is the server's own address as the reader's browser sees it."""
    return f"{base.rstrip('/')}{ADDRESS}{token_of(invitation)}"


def held_in(tx: Transaction, token: str, now: datetime) -> tuple[Invitation, Respondent]:
    """The invitation that a token opens now, and its person; :class:`NotOpen` for any other."""
    found = _signed(tx, token)
    if found.revoked_at is not None:
        raise NotOpen(
            "This invitation was taken back, so that its link opens nothing any more. What you "
            "answered is kept. Ask the person who invited you if you think it is a mistake."
        )
    if now >= found.until:
        raise NotOpen(
            f"This invitation ended on {long_day(found.until)}. What you answered is kept. Ask the "
            "person who invited you to extend it; the same link then opens again."
        )
    return found, respondent_in(tx, found.assessment_id, found.respondent)


def open_link(store: Store, token: str) -> Invitation:
    """Check a link that somebody follows, and write down when it was first opened."""
    now = clock.now()
    with store.reading() as tx:
        found, person = held_in(tx, token, now)
    if found.opened_at is None:
        with store.writing() as tx:
            found = held_in(tx, token, now)[0].model_copy(update={"opened_at": now})
            invitations.save(tx, found)
            record_in(tx, found.assessment_id, "invitation opened", by=person.name,
                      invitation=found.id)  # fmt: skip
    return found


def _signed(tx: Transaction, token: str) -> Invitation:
    try:
        id_, issue = signing.opened(PURPOSE, token)
    except (signing.Forged, ValueError):
        raise NotOpen(
            "This link is not complete, or it is not one of ours. Open it once more from the "
            "message that you got, whole; if that does not help, ask for a new one."
        ) from None
    found = invitations.get(tx, str(id_))
    if found is None:
        raise NotOpen(
            "The invitation behind this link is not there any more. Ask the person who invited you "
            "for a new one."
        )
    if issue != found.issue:
        raise NotOpen(
            "A newer link was made for this invitation, and only the newest opens. Look for a later "
            "message, or ask the person who invited you."
        )
    return found
