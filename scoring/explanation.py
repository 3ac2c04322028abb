"""Where each figure of a scorecard comes from: its terms, so that a reader can add them up again."""

import math
from collections.abc import Callable

import numpy as np

from content.judgement import Judgements
from content.values import Value
from scoring.areas import is_scored
from scoring.belief import log_mean
from scoring.model import Band, CapabilityScore, Scorecard


class Term(Value):
    """One part of a sum: a capability's or an area's id, its weight and its value."""

    id: str
    weight: float
    value: float
    counts: bool = True
    """Whether it counts towards the numerator (coverage: whether it is covered)."""


class Explanation(Value):
    """The terms of a figure, the weight they are divided by, and what they come to.

    ``drawn`` is the band of the draws where the figure shown is their median: the same arithmetic,
    made 2,000 times with levels drawn from the beliefs.
    """

    terms: tuple[Term, ...]
    total: float
    result: float
    drawn: Band | None = None


def of_area(card: Scorecard, judgements: Judgements, area: str) -> Explanation | None:
    """exp(Σ w·E[ln θ] / Σ w) over what is scored in an area; ``None`` where nothing is."""
    members = [item for item in card.capabilities if item.area == area]
    scored = [item for item in members if is_scored(item, judgements)]
    if not scored:
        return None
    terms = tuple(
        Term(id=item.id, weight=item.weight, value=float(log_mean(np.array(item.belief))))
        for item in scored
    )
    return _mean_of_logs(terms, card.area(area).band)


def of_index(card: Scorecard, judgements: Judgements) -> Explanation | None:
    """exp(Σ w·ln G / Σ w) over the medians of the areas; ``None`` where nothing is scored."""
    terms = tuple(
        Term(
            id=area.id,
            weight=judgements.weights.areas.get(area.id, 1.0),
            value=math.log(area.band.level),
        )
        for area in card.areas
        if area.band is not None
    )
    return _mean_of_logs(terms, card.index) if terms else None


def _mean_of_logs(terms: tuple[Term, ...], drawn: Band | None) -> Explanation:
    total = sum(term.weight for term in terms)
    result = math.exp(sum(term.weight * term.value for term in terms) / total)
    return Explanation(terms=terms, total=total, result=result, drawn=drawn)


def of_coverage(card: Scorecard) -> Explanation:
    """Weight with a level or a conclusive finding over the weight that applies."""
    return _share(card, lambda item: item.covered)


def of_strength(card: Scorecard) -> Explanation:
    """Weight at grade E2 or better, or with a conclusive finding, over the weight that applies."""
    return _share(card, lambda item: item.supported)


def _share(card: Scorecard, holds: Callable[[CapabilityScore], bool]) -> Explanation:
    terms = tuple(
        Term(id=item.id, weight=item.weight, value=item.weight, counts=holds(item))
        for item in card.capabilities
        if item.applicable
    )
    total = sum(term.weight for term in terms)
    counted = sum(term.weight for term in terms if term.counts)
    return Explanation(terms=terms, total=total, result=counted / total if total else 0.0)


def of_in_place(card: Scorecard) -> Explanation:
    """Σ P(t ≥ 3) over the critical capabilities that were answered or seen."""
    terms = tuple(
        Term(id=item.id, weight=1.0, value=item.p3, counts=item.answered)
        for item in card.capabilities
        if item.critical and item.applicable
    )
    return Explanation(
        terms=terms,
        total=float(len(terms)),
        result=sum(term.value for term in terms if term.counts),
    )


def of_claim_gap(card: Scorecard) -> Explanation | None:
    """mean(claim − used) over claims, widest first; ``None`` without a claim."""
    terms = [
        Term(id=item.id, weight=1.0, value=item.claim - item.mean)
        for item in card.capabilities
        if item.applicable and item.claim is not None
    ]
    if not terms:
        return None
    ranked = tuple(sorted(terms, key=lambda term: (-term.value, term.id)))
    return Explanation(
        terms=ranked,
        total=float(len(ranked)),
        result=sum(term.value for term in ranked) / len(ranked),
    )
