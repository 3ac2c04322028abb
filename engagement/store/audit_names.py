"""What the ids in the audit log stand for: the names of people, use cases, sources and the rest.

They are read with the right of whoever reads the log, so what is not theirs keeps its id.
"""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from content.values import Value
from engagement.store.answers import AnswerRow
from engagement.store.artefacts import ArtefactRow
from engagement.store.assessments import AssessmentRow, RespondentRow
from engagement.store.choice_answers import ChoiceAnswerRow
from engagement.store.choice_snapshots import ChoiceSnapshotRow
from engagement.store.clients import UseCaseRow
from engagement.store.evidence import SourceRow
from engagement.store.invitations import InvitationRow
from engagement.store.packs import PackVersionRow
from engagement.store.snapshots import SnapshotRow

_PLAIN: tuple[tuple[Any, Any], ...] = (
    (RespondentRow.id, RespondentRow.name),
    (UseCaseRow.id, UseCaseRow.name),
    (SourceRow.id, SourceRow.name),
    (ArtefactRow.digest, ArtefactRow.filename),
)
"""Ids that have a name in their own row."""

_OF_SOMEBODY: tuple[tuple[Any, Any], ...] = (
    (InvitationRow.id, InvitationRow.respondent),
    (AnswerRow.id, AnswerRow.respondent),
    (ChoiceAnswerRow.id, ChoiceAnswerRow.respondent),
)
"""Ids of what a respondent has: it is told by whose it is."""

MOST = 500
"""Ids that one searched word may stand for."""


class Assessed(Value):
    """An assessment in words: its use case, and the pack whose ids its entries name."""

    use_case: str
    pack: str


def assessed(tx: Session) -> dict[str, Assessed]:
    """Every assessment that may be read, by its id."""
    query = select(AssessmentRow.id, UseCaseRow.name, AssessmentRow.pack_digest).join(
        UseCaseRow, col(UseCaseRow.id) == col(AssessmentRow.use_case_id)
    )
    return {key: Assessed(use_case=name, pack=pack) for key, name, pack in tx.exec(query)}


def named(tx: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of those ids that have one."""
    found: dict[str, str] = {}
    for key, name in _PLAIN:
        found |= dict(tx.exec(select(key, name).where(key.in_(ids))).all())
    for key, whose in _OF_SOMEBODY:
        query = select(key, RespondentRow.name).join(RespondentRow, RespondentRow.id == whose)
        found |= dict(tx.exec(query.where(key.in_(ids))).all())
    for row in (SnapshotRow, ChoiceSnapshotRow):
        taken = select(row.id, row.taken_at).where(col(row.id).in_(ids))
        found |= {key: f"of {at:%Y-%m-%d %H:%M} UTC" for key, at in tx.exec(taken)}
    packs = select(PackVersionRow.digest, PackVersionRow.pack_id, PackVersionRow.version)
    for digest, pack_id, version in tx.exec(packs.where(col(PackVersionRow.digest).in_(ids))):
        found[digest] = f"{pack_id} {version}"
    return {key: name for key, name in found.items() if name}


def holding(tx: Session, ways: Collection[str]) -> tuple[str, ...]:
    """Ids whose name holds a word, written in any of ``ways``."""
    found: list[str] = []
    for key, name in _PLAIN:
        for way in ways:
            query = select(key).where(name.icontains(way, autoescape=True)).limit(MOST)
            found += tx.exec(query).all()
    people = tuple(found)
    for key, whose in _OF_SOMEBODY:
        found += tx.exec(select(key).where(whose.in_(people)).limit(MOST)).all()
    return tuple(dict.fromkeys(found))
