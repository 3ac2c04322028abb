"""Lays a client's changes over a pack: the pack they make, or everything that speaks against it.

Each shape of pack has a module that knows its places (``grid_overlaying``, ``question_overlaying``);
what holds for both is here.
"""

from collections.abc import Sequence
from typing import TypeVar

from content import grid_overlaying, question_overlaying
from content.digests import AnyPack, digest_of
from content.model import Pack
from content.overlay import Change
from content.overlay_places import Unfit
from content.problems import PackProblems, Problem
from content.questionnaire import Questionnaire

MARK = 6
"""Hexadecimal digits of the content in the version of a changed pack, so that it has its own name."""

P = TypeVar("P", Pack, Questionnaire, AnyPack)


def overlaid(base: P, changes: Sequence[Change]) -> P:
    """The pack that ``changes`` make of ``base``; ``base`` itself where there are none.

    Raises ``PackProblems`` with every problem at once: a change whose place the pack does not have,
    and whatever a pack with these changes would not keep.
    """
    if not changes:
        return base
    problems: list[Problem] = []
    pack = base
    for change in sorted(changes, key=_turn):
        try:
            pack = _changed(pack, change)
        except Unfit as unfit:
            problems.append(
                Problem(file=unfit.where, line=0, message=unfit.why, nearest=unfit.near)
            )
    whole = _promised(pack)
    before = _complaints(base)
    problems += [item for item in _complaints(whole) if item not in before]
    if problems:
        raise PackProblems(problems)
    marked = whole.model_copy(update={"version": f"{base.version}+{digest_of(whole)[:MARK]}"})
    return marked.model_copy(update={"digest": digest_of(marked)})


def _turn(change: Change) -> int:
    """What is added comes first, so that it can be changed; what is switched off comes last."""
    kind = change.what.kind
    return {"added": 0, "question_added": 0, "switched_off": 2, "question_off": 2}.get(kind, 1)


def _changed(pack: P, change: Change) -> P:
    if isinstance(pack, Pack):
        return grid_overlaying.changed(pack, change)
    return question_overlaying.changed(pack, change)


def _promised(pack: P) -> P:
    return grid_overlaying.promised(pack) if isinstance(pack, Pack) else pack


def _complaints(pack: AnyPack) -> tuple[Problem, ...]:
    """What keeps a pack from being used; what the base has already is not the client's doing."""
    if isinstance(pack, Pack):
        return grid_overlaying.complaints(pack)
    return question_overlaying.complaints(pack)
