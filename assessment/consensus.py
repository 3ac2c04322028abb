"""Several respondents to one question: one position, its support, and their disagreement."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import median, stdev, variance

import krippendorff
import numpy as np
from pydantic import Field

from assessment.model import (
    ROOM_ROLE,
    Answer,
    AnswerKind,
    Artefact,
    Grade,
    is_stale,
)
from content.values import Value

GROUP_MINIMUM = 3
"""Leaders' and practitioners' medians are shown where each group has this many votes."""


class Vote(Value):
    """One person's level, after a room's tally was taken apart."""

    level: int
    role: str
    grade: Grade
    stale: bool


class Position(Value):
    """What the respondents of one capability say together.

    ``claim`` is the median of role medians (1–5, quarters possible) or ``None`` without a level.
    ``deviation`` is the sample standard deviation of the levels (0 for one vote). ``agreement`` is
    r_wg floored at 0, ``None`` below two votes; ``polarised`` where it fell below. ``stale`` says
    that an artefact behind the counted grade is past its validity.
    """

    claim: float | None = None
    grade: Grade | None = None
    votes: int = 0
    dont_know: int = 0
    not_applicable: tuple[str, ...] = ()
    """The written reasons of those who said that it does not apply."""
    role_medians: dict[str, float] = Field(default_factory=dict)
    group_medians: dict[str, float] = Field(default_factory=dict)
    deviation: float = 0.0
    agreement: float | None = None
    polarised: bool = False
    vote_range: int | None = None
    stale: bool = False

    @property
    def does_not_apply(self) -> bool:
        """Whether everyone who answered says so; one level or don't know outweighs it."""
        return bool(self.not_applicable) and self.votes == 0 and self.dont_know == 0


def effective_grade(answer: Answer, as_of: datetime) -> Grade:
    """The grade an answer really has at ``as_of``.

    E3 needs an artefact that is still valid and was accepted by somebody who is neither the
    respondent nor the artefact's owner; without one it counts as E2. A lower grade stands as the
    respondent stated it, with or without an attachment: a reviewer's look is what tells them apart.
    """
    if answer.grade is not Grade.ACCEPTED:
        return answer.grade
    accepted = any(_accepted(artefact, answer, as_of) for artefact in answer.artefacts)
    return Grade.ACCEPTED if accepted else Grade.ARTEFACT


def _accepted(artefact: Artefact, answer: Answer, as_of: datetime) -> bool:
    reviewer = artefact.accepted_by
    somebody_else = bool(reviewer) and reviewer not in (answer.respondent, artefact.owner)
    return somebody_else and not is_stale(artefact.valid_until, as_of)


def votes(answers: Iterable[Answer], as_of: datetime) -> tuple[Vote, ...]:
    """Every level given, one vote a person; a tally counts as that many votes of the room."""
    found: list[Vote] = []
    for answer in answers:
        if answer.kind is AnswerKind.LEVEL and answer.level is not None:
            found.append(_vote(answer, answer.level, answer.role, as_of))
        elif answer.kind is AnswerKind.TALLY and answer.tally is not None:
            for level, count in enumerate(answer.tally.levels, start=1):
                found.extend([_vote(answer, level, ROOM_ROLE, as_of)] * count)
    return tuple(found)


def _vote(answer: Answer, level: int, role: str, as_of: datetime) -> Vote:
    expired = [is_stale(artefact.valid_until, as_of) for artefact in answer.artefacts]
    supported = answer.grade in (Grade.ARTEFACT, Grade.ACCEPTED)
    return Vote(
        level=level,
        role=role,
        grade=effective_grade(answer, as_of),
        stale=supported and bool(expired) and all(expired),
    )


def position(answers: Sequence[Answer], groups: dict[str, str], as_of: datetime) -> Position:
    """One position from all current answers to one capability (their order is irrelevant).

    ``groups`` maps a role id to ``leader`` or ``practitioner``; a role that it does not know, such
    as the room, belongs to neither.
    """
    cast = votes(answers, as_of)
    reasons = tuple(sorted(a.reason for a in answers if a.kind is AnswerKind.NOT_APPLICABLE))
    base = Position(votes=len(cast), dont_know=_dont_know(answers), not_applicable=reasons)
    return base.model_copy(update=_of_votes(cast, groups)) if cast else base


def _dont_know(answers: Sequence[Answer]) -> int:
    alone = sum(answer.kind is AnswerKind.DONT_KNOW for answer in answers)
    return alone + sum(answer.tally.dont_know for answer in answers if answer.tally is not None)


def _of_votes(cast: tuple[Vote, ...], groups: dict[str, str]) -> dict[str, object]:
    levels = sorted(vote.level for vote in cast)
    by_role = role_medians(cast)
    claim = float(median(by_role.values()))
    near = [vote for vote in cast if abs(vote.level - claim) <= 1]
    grade = max((vote.grade for vote in near), default=Grade.STATEMENT)
    raw = raw_agreement(levels)
    return {
        "claim": claim,
        "grade": grade,
        "role_medians": by_role,
        "group_medians": _group_medians(cast, groups),
        "deviation": stdev(levels) if len(levels) > 1 else 0.0,
        "agreement": None if raw is None else max(0.0, raw),
        "polarised": raw is not None and raw < 0,
        "vote_range": levels[-1] - levels[0],
        "stale": any(vote.stale for vote in near if vote.grade >= Grade.ARTEFACT),
    }


def role_medians(cast: Iterable[Vote]) -> dict[str, float]:
    """Median level of each role, by role id in alphabetical order."""
    by_role: dict[str, list[int]] = {}
    for vote in cast:
        by_role.setdefault(vote.role, []).append(vote.level)
    return {role: float(median(by_role[role])) for role in sorted(by_role)}


def _group_medians(cast: tuple[Vote, ...], groups: dict[str, str]) -> dict[str, float]:
    levels: dict[str, list[int]] = {"leader": [], "practitioner": []}
    for vote in cast:
        levels.get(groups.get(vote.role, ""), []).append(vote.level)
    if min(len(found) for found in levels.values()) < GROUP_MINIMUM:
        return {}
    return {group: float(median(found)) for group, found in levels.items()}


def raw_agreement(levels: Sequence[int]) -> float | None:
    """r_wg of one item, 1 − s²/2 with the sample variance; may fall below 0 (O'Neill 2017).

    2 is the variance of an even spread over five levels. ``None`` below two votes.
    """
    return 1 - variance(levels) / 2 if len(levels) > 1 else None


def alpha(answers: Iterable[Answer], as_of: datetime) -> float | None:
    """Krippendorff's alpha (ordinal) over the whole questionnaire, at most 1.

    Computed from how many said each level of each capability, so that a room's votes, which have no
    names, count too. ``None`` where no capability has two votes or all who voted said the same.
    """
    by_item: dict[str, list[Answer]] = {}
    for answer in answers:
        by_item.setdefault(answer.capability, []).append(answer)
    counts = [_counts(votes(by_item[item], as_of)) for item in sorted(by_item)]
    pairable = np.array([row for row in counts if sum(row) > 1], dtype=float).reshape(-1, 5)
    if np.count_nonzero(pairable.sum(axis=0)) < 2:
        return None
    return float(krippendorff.alpha(value_counts=pairable, level_of_measurement="ordinal"))


def _counts(cast: tuple[Vote, ...]) -> list[int]:
    return [sum(vote.level == level for vote in cast) for level in range(1, 6)]
