"""Who was asked what, and how far each is: counts and times, and never an answer."""

from collections.abc import Mapping
from datetime import datetime

from assessment.model import Respondent
from engagement.invitations.asked import can_be_asked_in
from engagement.invitations.model import Invitation, Invited
from engagement.invitations.passed import answered_in
from engagement.store import Store, Transaction, assessments
from engagement.store import invitations as rows
from engagement.workspaces import assessment_in


def invited(store: Store, assessment_id: str) -> tuple[Invited, ...]:
    """Everybody who was invited to an assessment, in the order in which they were."""
    with store.reading() as tx:
        return invited_in(tx, assessment_id)


def invited_in(tx: Transaction, assessment_id: str) -> tuple[Invited, ...]:
    """:func:`invited` inside a transaction that is open."""
    here = assessment_in(tx, assessment_id)
    people = {item.id: item for item in assessments.respondents(tx, here.client_id)}
    applies, said = set(can_be_asked_in(tx, assessment_id)), answered_in(tx, assessment_id)
    return tuple(
        _progress(item, people[item.respondent], applies, said)
        for item in rows.of_assessment(tx, assessment_id)
    )


def _progress(
    found: Invitation,
    person: Respondent,
    applies: set[str],
    said: Mapping[tuple[str, str], datetime],
) -> Invited:
    asked = [item for item in found.asked if item in applies]
    times = [said[found.respondent, item] for item in asked if (found.respondent, item) in said]
    return Invited(
        invitation=found, person=person, asked=len(asked), answered=len(times),
        last_answer=max(times, default=None),
    )  # fmt: skip
