"""Answers of the last assessment: which still hold at the next one, and why the others do not."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from assessment.model import Answer, AnswerKind
from content.differences import asked_otherwise
from content.model import Pack
from engagement.identity import new_id
from engagement.model import Assessment
from engagement.store import Transaction, artefacts, packs
from engagement.store import answers as rows
from engagement.workspaces import asked_in

Why = Literal["old", "reworded", "unknown"]
"""Why an answer is asked for again: too old, given to another text, or *I don't know*."""


def carry_in(tx: Transaction, last: Assessment, here: Assessment, now: datetime) -> int:
    """Copy what still holds with what is attached to it; how many answers that was."""
    count = 0
    for said in _open(tx, last, here):
        if why_again(tx, said, last, here, now) is None:
            rows.add(tx, here.id, said.model_copy(update={"id": new_id()}), before=said.id)
            artefacts.carry(tx, last.id, here.id, said.respondent, said.capability)
            count += 1
    return count


def left_in(
    tx: Transaction, last: Assessment, here: Assessment, now: datetime
) -> Iterator[tuple[Answer, Why]]:
    """Answers of the last assessment that were not taken over, each with the reason."""
    for said in _open(tx, last, here):
        why = why_again(tx, said, last, here, now)
        if why:
            yield said, why


def why_again(
    tx: Transaction, said: Answer, last: Assessment, here: Assessment, now: datetime
) -> Why | None:
    """Why an answer has to be given again; ``None`` where it still holds."""
    before, after = (packs.get(tx, item.pack.digest) for item in (last, here))
    if said.kind is AnswerKind.DONT_KNOW:
        return "unknown"
    if asked_otherwise(before, after, said.capability):
        return "reworded"
    return "old" if is_old(said.at, after, now) else None


def is_old(at: datetime, pack: Pack, now: datetime) -> bool:
    """Whether something said then is past the days for which the pack trusts an answer."""
    return now - at > timedelta(days=pack.judgements.thresholds.answer_validity_days)


def _open(tx: Transaction, last: Assessment, here: Assessment) -> Iterator[Answer]:
    """What the last assessment was told of this use case, and this one has not heard of yet."""
    pack = packs.get(tx, here.pack.digest)
    own = {item.id for item in pack.capabilities if item.scope == "use_case"}
    asked = own & set(asked_in(tx, here.id))
    heard = rows.heard(tx, here.id)
    for _, said in rows.current(tx, (last.id,)):
        if said.capability in asked and (said.respondent, said.capability) not in heard:
            yield said
