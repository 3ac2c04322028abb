"""What has to be asked again: said too long ago, said to another text, or not known last time."""

from datetime import datetime

from content.model import Pack
from content.values import Value
from engagement.in_force.answers_in_force import answers_in_force
from engagement.outside import clock
from engagement.reassessment.answers import Why, is_old, left_in
from engagement.store import Store, Transaction, packs
from engagement.workspaces import assessment_in, questionnaire_in
from scoring.model import PackStamp


class AskAgain(Value):
    """One person's earlier answer that should be given anew.

    ``counts`` says whether it counts meanwhile: an old answer at this assessment does, one of the
    last assessment that was not taken over does not. ``level`` is empty where none was said.
    """

    capability: str
    respondent: str
    at: datetime
    why: Why
    counts: bool
    level: int | None = None
    pack: PackStamp


def asked_again(
    store: Store, assessment_id: str, now: datetime | None = None
) -> tuple[AskAgain, ...]:
    """Everybody's earlier answers that have to be given anew; none of a questionnaire of choices."""
    with store.reading() as tx:
        return asked_again_in(tx, assessment_id, now or clock.now())


def asked_again_in(tx: Transaction, assessment_id: str, now: datetime) -> tuple[AskAgain, ...]:
    """:func:`asked_again` inside a transaction that is open."""
    here = assessment_in(tx, assessment_id)
    if questionnaire_in(tx, here):
        return ()
    pack = packs.get(tx, here.pack.digest)
    return (*_left(tx, assessment_id, now), *_old(tx, assessment_id, pack, now))


def _left(tx: Transaction, assessment_id: str, now: datetime) -> list[AskAgain]:
    here = assessment_in(tx, assessment_id)
    last = assessment_in(tx, here.parent) if here.parent else None
    if last is None:
        return []
    return [
        AskAgain(
            capability=said.capability, respondent=said.respondent, at=said.at, why=why,
            counts=False, level=said.level, pack=last.pack,
        )
        for said, why in left_in(tx, last, here, now)
    ]  # fmt: skip


def _old(tx: Transaction, assessment_id: str, pack: Pack, now: datetime) -> list[AskAgain]:
    stamp = assessment_in(tx, assessment_id).pack
    return [
        AskAgain(
            capability=said.capability, respondent=said.respondent, at=said.at, why="old",
            counts=True, level=said.level, pack=stamp,
        )
        for said in answers_in_force(tx, assessment_id)
        if is_old(said.at, pack, now)
    ]  # fmt: skip
