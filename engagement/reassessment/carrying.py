"""What the last assessment knows is taken into the next one, each answer with its own day.

Answers are copied, so that what is said at either assessment later changes the other one nowhere.
Not taken: an answer that is too old, one whose question reads otherwise now, and *I don't know*;
those are asked again. Answers to what concerns the whole organisation need no copy: they count for
every use case of the client anyway. Findings are never taken: the next assessment looks for itself.
"""

from datetime import datetime

from content.values import Value
from engagement.faults import Refused
from engagement.model import Assessment
from engagement.outside import clock
from engagement.reassessment import answers, choices, plan, sources
from engagement.settling.conflicts import follow_in
from engagement.store import Store, Transaction
from engagement.workspaces import assessment_in, questionnaire_in, record_in


class Carried(Value):
    """How much was taken over."""

    answers: int
    sources: int
    initiatives: int


def carry(
    store: Store, *, assessment_id: str, by: str = "", now: datetime | None = None
) -> Carried:
    """Take over from the assessment before what still holds; a second time takes nothing twice.

    What this assessment has of its own already is left as it is.
    """
    moment = now or clock.now()
    with store.writing() as tx:
        here = assessment_in(tx, assessment_id)
        if here.parent is None:
            raise Refused(
                "This is the first assessment of the use case; there is none to carry from."
            )
        last = assessment_in(tx, here.parent)
        taken = _taken(tx, last, here, moment)
        record_in(
            tx, here.id, "carried over", by=by, last=last.id,
            **{name: str(count) for name, count in taken.model_dump().items()},
        )  # fmt: skip
    return taken


def _taken(tx: Transaction, last: Assessment, here: Assessment, moment: datetime) -> Carried:
    if questionnaire_in(tx, here):
        said, planned = choices.carry_in(tx, last, here, moment), 0
    else:
        said = answers.carry_in(tx, last, here, moment)
        planned = plan.carry_in(tx, last, here)
        follow_in(tx, here.id, moment)
    looked = sources.carry_in(tx, last, here, moment)
    return Carried(answers=said, sources=looked, initiatives=planned)
