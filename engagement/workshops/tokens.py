"""Tickets: signed with the workshop's own secret, so that none opens another workshop."""

from datetime import timedelta

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from assessment.workshop.model import Participant, Workshop
from content.workshops.agendas import workshop_rules
from engagement.store import Transaction, workshop_votes, workshops
from engagement.workshops.model import NotIn

AGAIN = "Scan the code in the room and join again; what you voted is kept."
_SALT = "prodworthy.workshop"


def token_of(tx: Transaction, workshop_id: str, participant_id: str) -> str:
    """A ticket for this participant, from now on."""
    signed = _serializer(workshops.secret(tx, workshop_id)).dumps(participant_id)
    return f"{workshop_id}.{signed}"


def holder(tx: Transaction, token: str) -> tuple[Workshop, Participant]:
    """Whose ticket it is, of which workshop; :class:`NotIn` where it is nobody's."""
    workshop_id, participant_id = opened(tx, token)
    found = workshops.get(tx, workshop_id)
    person = workshop_votes.participant(tx, workshop_id, participant_id)
    if found is None or person is None:
        raise NotIn(f"This ticket is not of this workshop. {AGAIN}")
    return found, person


def opened(tx: Transaction, token: str) -> tuple[str, str]:
    """(workshop id, participant id) of a ticket whose signature holds and that has not expired."""
    workshop_id, _, signed = token[:512].partition(".")
    secret = workshops.secret(tx, workshop_id)
    lasts = int(timedelta(hours=workshop_rules().token_hours).total_seconds())
    try:
        if not secret:
            raise BadSignature("no such workshop")
        return workshop_id, str(_serializer(secret).loads(signed, max_age=lasts))
    except SignatureExpired:
        raise NotIn(f"This ticket has expired. {AGAIN}") from None
    except BadSignature:
        raise NotIn(f"This ticket is not of this workshop. {AGAIN}") from None


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=_SALT)
