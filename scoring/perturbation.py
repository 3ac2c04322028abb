"""How firmly the verdict stands: the judgement made again under shaken judgements of ours."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from content.judgement import Judgements, Thresholds
from scoring.areas import Draws, is_scored, stream
from scoring.belief import Array, at_least, log_mean
from scoring.capability import Case, Choices, believe
from scoring.gate import CLOSE, verdict_of
from scoring.model import Band, CapabilityScore, GateReason, Verdict

Ranks = NDArray[np.int64]
_RANKS = {verdict: place for place, verdict in enumerate(Verdict)}
SHAKEN_CODES = ("probability", "area_level")
"""Reasons that hang on our judgements; all others are facts and stay as they are."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One finished judgement, to be made again: the cases, their scores, and the dimensions.

    ``draws`` are the levels drawn for each scored capability, from which the dimensions' bands come.
    """

    cases: Mapping[str, Case]
    scores: Sequence[CapabilityScore]
    draws: Draws
    dimensions: Mapping[str, Band | None]
    reasons: Sequence[GateReason]
    judgements: Judgements


@dataclass(frozen=True, kw_only=True)
class Perturbed:
    """What each perturbed judgement leaves possible, part by part: its verdict is the least of all.

    ``logs`` holds the expected ln level of every answered capability, ``caps`` the best verdict
    (its place in :class:`Verdict`) that a critical one allows, ``low`` whether a dimension falls
    under the level that *ready* needs.
    """

    logs: Mapping[str, Array]
    caps: Mapping[str, Ranks]
    low: Mapping[str, NDArray[np.bool_]]


def shaken(judgements: Judgements) -> Choices:
    """The pack's judgements, perturbed ``draws`` times from a fixed seed (judging rules, §3).

    Prior Dirichlet, discounts and spreads times a uniform factor for each grade. Sensitivity and
    false-pass are drawn for a probe with the default rates; one with its own moves as far (logit).
    Remembered: every assessment with the same judgements is shaken alike.
    """
    return _shaken(judgements.model_dump_json())


@lru_cache(maxsize=16)
def _shaken(written: str) -> Choices:
    judgements = Judgements.model_validate_json(written)
    how, rows = judgements.perturbation, judgements.perturbation.draws
    prior = stream(judgements.perturbation.seed, "prior").dirichlet(
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
    return stream(judgements.perturbation.seed, name).uniform(
        *limits, size=judgements.perturbation.draws
    )


def _logit(rate: Array) -> Array:
    return np.asarray(np.log(rate / (1 - rate)))


def confidence(judged: Judged, parts: Perturbed) -> dict[Verdict, float]:
    """Share of the perturbed judgements that end in each verdict, worst first; sums to 1."""
    ranks = verdict_ranks(judged, parts)
    return {verdict: float(np.mean(ranks == rank)) for rank, verdict in enumerate(Verdict)}


def perturbed(judged: Judged) -> Perturbed:
    """The parts of a judgement under the pack's judgements, shaken."""
    choices, thresholds = shaken(judged.judgements), judged.judgements.thresholds
    beliefs = {
        item.id: believe(judged.cases[item.id], choices)
        for item in judged.scores
        if item.applicable and item.answered
    }
    logs = {name: log_mean(belief) for name, belief in beliefs.items()}
    return Perturbed(
        logs=logs,
        caps={
            item.id: allowed(at_least(beliefs[item.id], 3), thresholds)
            for item in judged.scores
            if item.critical and item.id in beliefs
        },
        low={area: below(judged, logs, area) for area in judged.dimensions},
    )


def verdict_ranks(judged: Judged, parts: Perturbed) -> Ranks:
    """The verdict of each perturbed judgement as its place in :class:`Verdict` (0 is the worst)."""
    rows = judged.judgements.perturbation.draws
    facts = verdict_of(item for item in judged.reasons if item.code not in SHAKEN_CODES)
    ranks = np.full(rows, rank(facts), dtype=np.int64)
    for item in judged.scores:
        if item.critical and item.applicable and item.id in parts.caps:
            np.minimum(ranks, parts.caps[item.id], out=ranks)
    for low in parts.low.values():
        np.minimum(ranks, np.where(low, rank(Verdict.CONDITIONAL), rank(Verdict.READY)), out=ranks)
    return ranks


def rank(verdict: Verdict) -> int:
    """Place among the verdicts, 0 for the worst."""
    return _RANKS[verdict]


def allowed(p3: Array, thresholds: Thresholds) -> Ranks:
    """The best verdict that a critical capability's P(t ≥ 3) leaves, as a place, for each row."""
    ranks = np.full(p3.shape, rank(Verdict.READY), dtype=np.int64)
    ranks[p3 < thresholds.ready_probability - CLOSE] = rank(Verdict.CONDITIONAL)
    ranks[p3 < thresholds.conditional_probability - CLOSE] = rank(Verdict.NOT_READY)
    return ranks


def below(judged: Judged, logs: Mapping[str, Array], area: str) -> NDArray[np.bool_]:
    """Where a dimension's index falls under the level that *ready* needs.

    The index of a perturbed judgement is the expected ln θ under its weights, moved by the distance
    between median and expectation in the judgement itself: unshaken, both give the same index.
    """
    judgements, band = judged.judgements, judged.dimensions[area]
    members = [m for m in judged.scores if m.area == area and is_scored(m, judgements)]
    if band is None or not members:
        return np.ones(judgements.perturbation.draws, dtype=bool)
    weights = np.array([item.weight for item in members])
    shares = shaken_shares(judgements, members, weights / weights.sum())
    chosen = np.array([log_mean(np.array(item.belief)) for item in members])
    offset = math.log(band.level) - float(weights @ chosen / weights.sum())
    index = np.exp((shares * np.array([logs[item.id] for item in members])).sum(axis=0) + offset)
    return np.asarray(index < judgements.thresholds.ready_area_level - CLOSE)


def shaken_shares(
    judgements: Judgements, members: Sequence[CapabilityScore], shares: Array
) -> Array:
    """Dirichlet weights within one area, one column a judgement, as normalised gamma draws."""
    how = judgements.perturbation
    shapes = how.weight_concentration * shares
    gammas = np.array(
        [
            _gammas(how.seed, item.id, float(shape), how.draws)
            for item, shape in zip(members, shapes, strict=True)
        ]
    )
    return np.asarray(gammas / gammas.sum(axis=0))


@lru_cache(maxsize=1024)
def _gammas(seed: int, name: str, shape: float, draws: int) -> Array:
    """Gamma draws of one capability's weight; remembered, as every what-if asks for the same."""
    found = np.maximum(stream(seed, f"weight {name}").gamma(shape, size=draws), 1e-12)
    found.flags.writeable = False
    return found
