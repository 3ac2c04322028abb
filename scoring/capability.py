"""Answers and findings of one capability -> the belief that the score uses, and its trace."""

from dataclasses import dataclass

import numpy as np

from assessment.consensus import Position
from assessment.model import Grade
from content.judgement import Judgements
from scoring.belief import (
    Array,
    answer_likelihood,
    at_least,
    finding_likelihood,
    normalised,
    widened,
)
from scoring.model import StepDetail
from scoring.witnesses import Witness


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that bears on one capability: what people say together and what the probes saw."""

    id: str
    position: Position
    witnesses: tuple[Witness, ...]

    @property
    def contradicted(self) -> bool:
        """Whether an absent finding stands at or below the claimed level."""
        claim = self.position.claim
        return claim is not None and any(
            not item.present and item.anchor <= claim for item in self.witnesses
        )

    @property
    def answered(self) -> bool:
        """A level, a don't know or a conclusive finding."""
        return self.covered or self.position.dont_know > 0

    @property
    def covered(self) -> bool:
        """A level or a conclusive finding: what counts towards coverage."""
        return self.position.claim is not None or bool(self.witnesses)

    @property
    def artefact_behind(self) -> bool:
        """Whether the claim carries evidence grade E2 or better."""
        return self.position.grade in (Grade.ARTEFACT, Grade.ACCEPTED)

    @property
    def proved_at_3(self) -> bool:
        """Grade E2 or better, or a present finding at anchor 3 or above."""
        seen = any(item.present and item.anchor >= 3 for item in self.witnesses)
        return self.artefact_behind or seen


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The judgements that a belief hangs on, once as chosen or many times shaken (first axis).

    ``prior`` has one row of five shares a judgement; ``discount`` and ``spread`` one value a
    judgement for each grade, in levels. The shifts move every probe's sensitivity and false-pass
    rate on the logit scale, so that a probe with rates of its own keeps its place among the others.
    """

    prior: Array
    discount: dict[str, Array]
    spread: dict[str, Array]
    sensitivity_shift: Array
    false_pass_shift: Array


def as_chosen(judgements: Judgements) -> Choices:
    """The pack's own judgements, unshaken: one row."""
    none = np.zeros(1)
    return Choices(
        prior=np.array([judgements.prior]),
        discount={str(item.id): np.array([item.discount]) for item in judgements.grades},
        spread={str(item.id): np.array([item.spread]) for item in judgements.grades},
        sensitivity_shift=none,
        false_pass_shift=none,
    )


def believe(case: Case, choices: Choices) -> Array:
    """The belief over levels, one row a judgement.

    Paper never outweighs a witness: while an absent finding at or below the claim stands, the lower
    (by P(t ≥ 3)) of the answer as graded and the same answer as a bare statement is used.
    """
    grade = case.position.grade or Grade.STATEMENT
    graded = _belief(case, grade, choices)
    if not case.contradicted:
        return graded
    stated = _belief(case, Grade.STATEMENT, choices)
    lower = (at_least(stated, 3) < at_least(graded, 3))[:, None]
    return np.where(lower, stated, graded)


def _belief(case: Case, grade: Grade, choices: Choices) -> Array:
    return normalised(choices.prior * claimed(case, grade, choices) * seen(case, choices))


def claimed(case: Case, grade: Grade, choices: Choices) -> Array:
    """Likelihood of the claim for each level at ``grade``; ones where nobody gave a level."""
    position = case.position
    if position.claim is None:
        return np.ones_like(choices.prior)
    spread = widened(choices.spread[grade], position.deviation, position.votes)
    return answer_likelihood(position.claim, choices.discount[grade], spread)


def seen(case: Case, choices: Choices) -> Array:
    """Likelihood of all that was seen for each level; ones where nothing was."""
    likelihood = np.ones_like(choices.prior)
    for witness in case.witnesses:
        likelihood = likelihood * witnessed(witness, choices)
    return likelihood


def witnessed(witness: Witness, choices: Choices) -> Array:
    """Likelihood of one anchor's witness for each level."""
    return finding_likelihood(
        witness.anchor,
        witness.present,
        _moved(witness.sensitivity, choices.sensitivity_shift),
        _moved(witness.false_pass, choices.false_pass_shift),
        witness.power,
    )


def _moved(rate: float, shift: Array) -> Array:
    odds = rate / (1 - rate) * np.exp(shift)
    return np.asarray(odds / (1 + odds))


Belief = tuple[float, float, float, float, float]


def as_belief(row: Array) -> Belief:
    """One row of an array as the five plain numbers that a scorecard holds."""
    one, two, three, four, five = (float(value) for value in row)
    return one, two, three, four, five


def trace(case: Case, choices: Choices) -> tuple[tuple[str, Belief], ...]:
    """(what was taken in, belief after it), from the prior to the belief that the score uses."""
    belief = choices.prior
    steps = [("before anything was asked", as_belief(belief[0]))]
    if case.position.claim is not None:
        grade = used_grade(case, choices)
        belief = normalised(belief * claimed(case, grade, choices))
        steps.append((_claim_label(case, grade), as_belief(belief[0])))
    for witness in case.witnesses:
        belief = normalised(belief * witnessed(witness, choices))
        steps.append((_witness_label(witness), as_belief(belief[0])))
    return tuple(steps)


def details(case: Case, choices: Choices) -> tuple[StepDetail, ...]:
    """What each step of :func:`trace` but the first multiplies by, in the same order."""
    found = []
    if case.position.claim is not None:
        grade = used_grade(case, choices)
        likelihood = as_belief(claimed(case, grade, choices)[0])
        found.append(
            StepDetail(likelihood=likelihood, formula=_claim_formula(case, grade, choices))
        )
    for witness in case.witnesses:
        likelihood = as_belief(witnessed(witness, choices)[0])
        formula = _witness_formula(witness)
        found.append(StepDetail(likelihood=likelihood, formula=formula, finding=witness.finding))
    return tuple(found)


def _claim_formula(case: Case, grade: Grade, choices: Choices) -> str:
    position = case.position
    spread = float(widened(choices.spread[grade], position.deviation, position.votes)[0])
    discount = float(choices.discount[grade][0])
    words = f"exp(−½·(({position.claim:g} − {discount:g} − t) / {spread:.2f})²)"
    if not position.deviation:
        return words
    chosen = float(choices.spread[grade][0])
    return (
        f"{words}; {chosen:g} is widened to {spread:.2f}, as {position.votes} people differ by "
        f"{position.deviation:.2f}"
    )


def _witness_formula(witness: Witness) -> str:
    at, below = witness.sensitivity, witness.false_pass
    if not witness.present:
        at, below = 1 - at, 1 - below
    words = f"{at:.2f} at level {witness.anchor} and above, {below:.2f} below"
    return words if witness.power == 1 else f"{words}, each to the power {witness.power:g}: stale"


def used_grade(case: Case, choices: Choices) -> Grade:
    """The grade at which the claim counts: its own, or a statement's where a witness differs."""
    grade = case.position.grade or Grade.STATEMENT
    if not case.contradicted:
        return grade
    graded, stated = (_belief(case, each, choices) for each in (grade, Grade.STATEMENT))
    return Grade.STATEMENT if at_least(stated, 3)[0] < at_least(graded, 3)[0] else grade


def _claim_label(case: Case, grade: Grade) -> str:
    label = f"claim {case.position.claim:g} at {case.position.grade}"
    kept = grade == case.position.grade
    return label if kept else f"{label}, counted as {grade}: a probe differs"


def _witness_label(witness: Witness) -> str:
    outcome = "present" if witness.present else "absent"
    return f"anchor {witness.anchor} {outcome}" + (" (stale)" if witness.stale else "")
