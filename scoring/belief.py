"""Beliefs over the levels 1–5: how an answer and a finding change them.

Every function works on arrays whose last axis is the five levels, so that one judgement and two
thousand perturbed ones go through the same arithmetic.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVELS: Array = np.arange(1.0, 6.0)


def normalised(belief: Array) -> Array:
    """The same belief with each row summing to 1."""
    return np.asarray(belief / belief.sum(axis=-1, keepdims=True))


def answer_likelihood(claim: float, discount: Array, spread: Array) -> Array:
    """exp(−½·((a − b − t)/s)²) for each level t; ``discount`` b and ``spread`` s in levels."""
    centre = claim - np.asarray(discount)[..., None]
    return np.asarray(np.exp(-0.5 * ((centre - LEVELS) / np.asarray(spread)[..., None]) ** 2))


def widened(spread: Array, deviation: float, votes: int) -> Array:
    """The spread of an answer that several gave: √(s² + SD²/n), in levels."""
    return np.asarray(np.sqrt(np.asarray(spread) ** 2 + deviation**2 / max(votes, 1)))


def finding_likelihood(
    anchor: int, present: bool, sensitivity: Array, false_pass: Array, power: float
) -> Array:
    """P(outcome | level) for each level, to ``power`` (½ for a stale pass).

    ``sensitivity`` is P(present | level ≥ anchor), ``false_pass`` P(present | level < anchor).
    """
    se, fp = np.asarray(sensitivity)[..., None], np.asarray(false_pass)[..., None]
    passed = np.where(anchor <= LEVELS, se, fp)
    return np.asarray((passed if present else 1 - passed) ** power)


def at_least(belief: Array, level: int) -> Array:
    """P(t ≥ level), by row."""
    return np.asarray(belief[..., level - 1 :].sum(axis=-1))


def mean(belief: Array) -> Array:
    """Expected level, 1–5, by row."""
    return np.asarray(belief @ LEVELS)


def log_mean(belief: Array) -> Array:
    """Expected natural logarithm of the level, by row."""
    return np.asarray(belief @ np.log(LEVELS))


def percentile_level(belief: Array, share: float) -> int:
    """The lowest level whose cumulative probability reaches ``share`` (inverse CDF), 1–5."""
    reached = np.cumsum(belief) >= share - 1e-12
    return int(np.argmax(reached)) + 1


def draw_levels(belief: Array, uniforms: Array) -> Array:
    """Levels drawn from one belief by inverse CDF; a higher belief never draws a lower level."""
    steps = np.cumsum(belief)[:-1]
    return np.asarray(1.0 + np.searchsorted(steps, uniforms, side="right"))
