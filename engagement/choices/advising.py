"""Deciding what to do about the advice of a questionnaire: who, how far, by when."""

from datetime import date

from pydantic import ValidationError

from engagement.faults import Refused, refusal
from engagement.store import Store, Transaction, advice_items, packs
from engagement.workspaces import assessment_in, record_in
from scoring.advised import AdviceItem, AdviceStatus


def decide(
    store: Store, assessment_id: str, advice: str, *, owner: str = "",
    status: AdviceStatus | str = AdviceStatus.OPEN, due: date | None = None, note: str = "",
    by: str = "",
) -> AdviceItem:  # fmt: skip
    """Keep what is decided about one piece of advice (``question/choice``); it replaces the last."""
    with store.writing() as tx:
        _known(tx, assessment_id, advice)
        try:
            item = AdviceItem.model_validate(
                {
                    "advice": advice, "owner": owner.strip(), "status": status, "due": due,
                    "note": note.strip(),
                }
            )  # fmt: skip
        except ValidationError as error:
            raise refusal(error) from None
        advice_items.save(tx, assessment_id, item)
        record_in(tx, assessment_id, "advice decided", by=by, advice=advice, status=item.status)
    return item


def _known(tx: Transaction, assessment_id: str, advice: str) -> None:
    pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
    known = {f"{q.id}/{choice.id}" for q in pack.questions for choice in q.choices if choice.advice}
    if advice not in known:
        raise Refused(f"{pack.title} {pack.version} gives no advice {advice}.")
