"""Answers that were given to another text than the one that is asked now: kept, counted, marked."""

from datetime import datetime

from content.model import Pack
from content.pack_difference import Difference, asks_otherwise, text_differences
from engagement.answers_in_force import carried_from
from engagement.opening import assessment_in
from engagement.store import Store, Transaction, answers, packs
from engagement.store import overlays as rows
from reports.client_changes import EarlierText
from scoring.model import PackStamp


def earlier_texts(store: Store, assessment_id: str) -> tuple[EarlierText, ...]:
    """The answers in force whose definition or levels read otherwise when they were given."""
    with store.reading() as tx:
        return earlier_texts_in(tx, assessment_id)


def earlier_texts_in(tx: Transaction, assessment_id: str) -> tuple[EarlierText, ...]:
    """:func:`earlier_texts` inside a transaction that is open."""
    here = assessment_in(tx, assessment_id)
    found = packs.either(tx, here.pack.digest)
    if not isinstance(found, Pack):
        return ()
    origin = carried_from(tx, assessment_id)
    places = (assessment_id, *sorted(set(origin.values())))
    asked = {place: _Asked(tx, place) for place in places}
    told: list[EarlierText] = []
    for at, said in answers.current(tx, places):
        stamp = asked[at].when(said.at)
        if at != origin.get(said.capability, assessment_id) or stamp.digest == here.pack.digest:
            continue
        parts = _otherwise(packs.get(tx, stamp.digest), found, said.capability)
        if parts:
            told.append(
                EarlierText(
                    capability=said.capability, respondent=said.respondent, at=said.at, pack=stamp,
                    parts=parts,
                )
            )  # fmt: skip
    return tuple(told)


class _Asked:
    """Which version of the pack an assessment asked at any moment."""

    def __init__(self, tx: Transaction, assessment_id: str) -> None:
        self._now = assessment_in(tx, assessment_id).pack
        self._moves = rows.moves(tx, assessment_id)

    def when(self, moment: datetime) -> PackStamp:
        return next((item.before for item in self._moves if moment < item.at), self._now)


def _otherwise(then: Pack, now: Pack, capability: str) -> tuple[Difference, ...]:
    old = {item.id: item for item in then.capabilities}.get(capability)
    new = {item.id: item for item in now.capabilities}.get(capability)
    if old is None or new is None:
        return ()
    return tuple(item for item in text_differences(old, new) if asks_otherwise(item.key))
