"""Answers that were given to another text than the one that is asked now: kept, counted, marked."""

from datetime import datetime

from content.differences import asked_otherwise
from content.digests import AnyPack
from content.model import Pack
from engagement.choices import choice_judging
from engagement.in_force.answers_in_force import carried_from
from engagement.model import Assessment
from engagement.store import Store, Transaction, answers, packs
from engagement.store import overlays as rows
from engagement.workspaces import assessment_in
from reports.client_changes import EarlierText
from scoring.model import PackStamp
from scoring.rules import answerable


def earlier_texts(store: Store, assessment_id: str) -> tuple[EarlierText, ...]:
    """The answers in force to what reads otherwise now than when they were given."""
    with store.reading() as tx:
        return earlier_texts_in(tx, assessment_id)


def earlier_texts_in(tx: Transaction, assessment_id: str) -> tuple[EarlierText, ...]:
    """:func:`earlier_texts` inside a transaction that is open."""
    here = assessment_in(tx, assessment_id)
    now = packs.either(tx, here.pack.digest)
    asked: dict[str, _Asked] = {}
    told: list[EarlierText] = []
    for at, about, who, when, counts in _said(tx, here, now):
        if at not in asked:
            asked[at] = _Asked(tx, at)
        stamp = asked[at].when(when)
        if stamp.digest == here.pack.digest:
            continue
        parts = asked_otherwise(packs.either(tx, stamp.digest), now, about)
        if parts:
            told.append(
                EarlierText(
                    capability=about, respondent=who, at=when, pack=stamp, parts=parts, counts=counts
                )
            )  # fmt: skip
    return tuple(told)


Said = tuple[str, str, str, datetime, bool]
"""Assessment, capability or question, person and time of an answer, and whether it counts."""


def _said(tx: Transaction, here: Assessment, now: AnyPack) -> list[Said]:
    if not isinstance(now, Pack):
        given = choice_judging.everything_in(tx, here.id)
        counted = {item.id for item in answerable(now, given).answers}
        return [
            (here.id, item.question, item.respondent, item.at, item.id in counted)
            for item in given.answers
        ]
    origin = carried_from(tx, here.id)
    places = (here.id, *sorted(set(origin.values())))
    return [
        (at, item.capability, item.respondent, item.at, True)
        for at, item in answers.current(tx, places)
        if at == origin.get(item.capability, here.id)
    ]


class _Asked:
    """Which version of the pack an assessment asked at any moment."""

    def __init__(self, tx: Transaction, assessment_id: str) -> None:
        self._now = assessment_in(tx, assessment_id).pack
        self._moves = rows.moves(tx, assessment_id)

    def when(self, moment: datetime) -> PackStamp:
        return next((item.before for item in self._moves if moment < item.at), self._now)
