"""Frozen results of questionnaires: listing them, and what moved since."""

from datetime import datetime

from engagement.choices.choice_judging import digest_of, inputs_in, judged
from engagement.store import Store, Transaction, assessments, choice_snapshots, packs
from engagement.store.choice_snapshots import ChoiceSnapshot
from engagement.workspaces import assessment_in
from scoring.result_comparison import ResultComparison, compare_results


def snapshots(store: Store, assessment_id: str) -> tuple[ChoiceSnapshot, ...]:
    """Snapshots of the use case with the same questionnaire, newest first."""
    with store.reading() as tx:
        return _listed(tx, assessment_id)


def compare_with_last(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> ResultComparison | None:
    """What moved since the newest snapshot made from other answers; ``None`` before the first."""
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        pack = packs.questionnaire(tx, assessment_in(tx, assessment_id).pack.digest)
        known = _listed(tx, assessment_id)
    present = digest_of(given)
    before = next((item for item in known if digest_of(item.inputs) != present), None)
    before = before or next(iter(known), None)
    if before is None:
        return None
    return compare_results(before.result, judged(pack, given, as_of), before.note)


def frozen_as(store: Store, assessment_id: str) -> str:
    """Id of the newest snapshot made from the present answers; empty where there is none."""
    with store.reading() as tx:
        present = digest_of(inputs_in(tx, assessment_id))
        for item in _listed(tx, assessment_id):
            if item.assessment_id == assessment_id and digest_of(item.inputs) == present:
                return item.id
    return ""


def _listed(tx: Transaction, assessment_id: str) -> tuple[ChoiceSnapshot, ...]:
    here = assessment_in(tx, assessment_id)
    ids = tuple(
        item.id
        for item in assessments.of_use_case(tx, here.use_case_id)
        if item.pack.id == here.pack.id
    )
    return choice_snapshots.of_assessments(tx, ids)
