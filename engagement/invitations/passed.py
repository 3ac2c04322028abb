"""Questions that were passed on, as both sides and the facilitator see them."""

from datetime import datetime

from engagement.invitations.model import Invitation, PassedOn, Passing
from engagement.store import (
    Store,
    Transaction,
    answers,
    assessments,
    choice_answers,
    invitations,
)
from engagement.workspaces import assessment_in


def passed_on(store: Store, assessment_id: str) -> tuple[Passing, ...]:
    """Every question of the assessment that was passed on, oldest first."""
    with store.reading() as tx:
        return passed_on_in(tx, assessment_id)


def passed_on_in(tx: Transaction, assessment_id: str) -> tuple[Passing, ...]:
    """:func:`passed_on` inside a transaction that is open."""
    here = assessment_in(tx, assessment_id)
    found = invitations.passed(tx, assessment_id)
    if not found:
        return ()
    names = {item.id: item.name for item in assessments.respondents(tx, here.client_id)}
    to = {item.id: item.respondent for item in invitations.of_assessment(tx, assessment_id)}
    said = answered_in(tx, assessment_id)
    return tuple(
        Passing(
            passed=item, by_name=names.get(item.respondent, "somebody"),
            answered=(to.get(item.invitation or "", ""), item.asked) in said,
        )
        for item in found
    )  # fmt: skip


def of_person_in(
    tx: Transaction, mine: Invitation
) -> tuple[tuple[Passing, ...], tuple[Passing, ...]]:
    """What the invited person passed on, and what was passed on to them."""
    every = passed_on_in(tx, mine.assessment_id)
    sent = tuple(item for item in every if item.passed.respondent == mine.respondent)
    got = tuple(item for item in every if item.passed.invitation == mine.id)
    return sent, got


def answered_in(tx: Transaction, assessment_id: str) -> dict[tuple[str, str], datetime]:
    """(respondent, capability or question) of every answer given in this assessment, and when."""
    here = answers.current(tx, (assessment_id,))
    chosen = choice_answers.current(tx, assessment_id)
    return {(item.respondent, item.capability): item.at for _, item in here} | {
        (item.respondent, item.question): item.at for item in chosen
    }


def waiting(found: tuple[Passing, ...]) -> tuple[PassedOn, ...]:
    """Those that wait for the facilitator."""
    return tuple(item.passed for item in found if item.passed.state == "proposed")
