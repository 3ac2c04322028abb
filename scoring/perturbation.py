"""How firmly the verdict stands: the judgement made again under shaken judgements of ours."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from content.judgement import Judgements
from scoring.areas import is_scored, stream
from scoring.belief import Array, at_least, log_mean
from scoring.capability import Case, Choices, believe
from scoring.gate import CLOSE, verdict_of
from scoring.model import Band, CapabilityScore, GateReason, Verdict

Ranks = NDArray[np.int64]
SHAKEN_CODES = ("probability", "area_level")
"""Reasons that hang on our judgements; all others are facts and stay as they are."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One finished judgement, to be made again: the cases, their scores, and the dimensions."""

    cases: Mapping[str, Case]
    scores: Sequence[CapabilityScore]
    dimensions: Mapping[str, Band | None]
    reasons: Sequence[GateReason]
    judgements: Judgements


def shaken(judgements: Judgements) -> Choices:
    """The pack's judgements, perturbed ``draws`` times from a fixed seed (judging rules, §3).

    Prior Dirichlet, discounts and spreads times a uniform factor for each grade. Sensitivity and
    false-pass are drawn for a probe with the default rates; one with its own moves as far (logit).
    """
    how, rows = judgements.perturbation, judgements.perturbation.draws
    prior = stream(judgements, "prior").dirichlet(
        how.prior_concentration * np.array(judgements.prior), rows
    )
    return Choices(
        # A share of exactly nought would make a level impossible whatever is seen.
        prior=np.maximum(prior, 1e-12),
        discount={
            str(grade.id): grade.discount
            * _uniform(judgements, f"discount {grade.id}", how.discount_factor)
            for grade in judgements.grades
        },
        spread={
            str(grade.id): grade.spread
            * _uniform(judgements, f"spread {grade.id}", how.spread_factor)
            for grade in judgements.grades
        },
        sensitivity_shift=_logit(_uniform(judgements, "sensitivity", how.sensitivity))
        - _logit(np.array(judgements.probes.sensitivity)),
        false_pass_shift=_logit(_uniform(judgements, "false pass", how.false_pass))
        - _logit(np.array(judgements.probes.false_pass)),
    )


def _uniform(judgements: Judgements, name: str, limits: tuple[float, float]) -> Array:
    return stream(judgements, name).uniform(*limits, size=judgements.perturbation.draws)


def _logit(rate: Array) -> Array:
    return np.asarray(np.log(rate / (1 - rate)))


def confidence(judged: Judged) -> dict[Verdict, float]:
    """Share of the perturbed judgements that end in each verdict, worst first; sums to 1."""
    ranks = verdict_ranks(judged, _beliefs(judged))
    return {verdict: float(np.mean(ranks == rank)) for rank, verdict in enumerate(Verdict)}


def verdict_ranks(judged: Judged, beliefs: Mapping[str, Array]) -> Ranks:
    """The verdict of each perturbed judgement as its place in :class:`Verdict` (0 is the worst)."""
    rows = judged.judgements.perturbation.draws
    facts = verdict_of(item for item in judged.reasons if item.code not in SHAKEN_CODES)
    ranks = np.full(rows, list(Verdict).index(facts), dtype=np.int64)
    thresholds = judged.judgements.thresholds
    for item in judged.scores:
        if item.critical and item.id in beliefs:
            p3 = at_least(beliefs[item.id], 3)
            _cap(ranks, p3 < thresholds.ready_probability - CLOSE, Verdict.CONDITIONAL)
            _cap(ranks, p3 < thresholds.conditional_probability - CLOSE, Verdict.NOT_READY)
    for area, band in judged.dimensions.items():
        _cap(ranks, _below(judged, beliefs, area, band), Verdict.CONDITIONAL)
    return ranks


def _beliefs(judged: Judged) -> dict[str, Array]:
    choices = shaken(judged.judgements)
    return {
        item.id: believe(judged.cases[item.id], choices)
        for item in judged.scores
        if item.applicable and item.answered
    }


def _cap(ranks: Ranks, where: NDArray[np.bool_], verdict: Verdict) -> None:
    np.minimum(ranks, np.where(where, list(Verdict).index(verdict), len(Verdict)), out=ranks)


def _below(
    judged: Judged, beliefs: Mapping[str, Array], area: str, band: Band | None
) -> NDArray[np.bool_]:
    """Where a dimension's index falls under the level that *ready* needs.

    The index of a perturbed judgement is the expected ln θ under its weights, moved by the distance
    between median and expectation in the judgement itself: unshaken, both give the same index.
    """
    judgements = judged.judgements
    members = [m for m in judged.scores if m.area == area and is_scored(m, judgements)]
    if band is None or not members:
        return np.ones(judgements.perturbation.draws, dtype=bool)
    logs = np.array([log_mean(beliefs[item.id]) for item in members])
    weights = np.array([item.weight for item in members])
    shares = _shaken_shares(judgements, members, weights / weights.sum())
    chosen = np.array([log_mean(np.array(item.belief)) for item in members])
    offset = math.log(band.level) - float(weights @ chosen / weights.sum())
    index = np.exp((shares * logs).sum(axis=0) + offset)
    return np.asarray(index < judgements.thresholds.ready_area_level - CLOSE)


def _shaken_shares(
    judgements: Judgements, members: Sequence[CapabilityScore], shares: Array
) -> Array:
    """Dirichlet weights within one area, one column a judgement, as normalised gamma draws."""
    how = judgements.perturbation
    drawn = [
        stream(judgements, f"weight {item.id}").gamma(shape, size=how.draws)
        for item, shape in zip(members, how.weight_concentration * shares, strict=True)
    ]
    gammas = np.maximum(np.array(drawn), 1e-12)
    return np.asarray(gammas / gammas.sum(axis=0))
