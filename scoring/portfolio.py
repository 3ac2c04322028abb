"""Use cases of one client, ranked by impact × feasibility: with intervals, and how firmly."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from content.portfolio import FeasibilityPart, PortfolioJudgement
from scoring.areas import stream
from scoring.belief import Array
from scoring.portfolio_model import (
    Candidate,
    Origin,
    Overtake,
    PartStanding,
    Ranking,
    Span,
    Standing,
)

LEVELS = np.arange(1.0, 6.0)
LOWEST, HIGHEST = 1.0, 5.0


class _Weighed(NamedTuple):
    """A candidate with its spans, before it has a place."""

    candidate: Candidate
    parts: tuple[PartStanding, ...]
    value: Span | None
    feasibility: Span
    worth: Span


def ranked(candidates: Sequence[Candidate], judgement: PortfolioJudgement) -> Ranking:
    """The candidates by worth = value × chance(feasibility), each at the middle of its interval.

    Feasibility is the geometric mean of its parts, so that a weak part is not bought off. Equal
    ones stand by name. The order in which they are given is irrelevant; the same input gives the
    same ranking.
    """
    scale = _value_scale(candidates, judgement)
    held = [_weighed(item, scale, judgement) for item in candidates]
    held.sort(key=lambda item: (-item.worth.middle, item.candidate.name, item.candidate.id))
    places = _places(held, judgement)
    standings = tuple(
        _standing(item, place, shares, judgement)
        for place, (item, shares) in enumerate(zip(held, places, strict=True), start=1)
    )
    return Ranking(
        standings=standings,
        overtakes=_overtakes(standings[0], standings[1], judgement) if len(standings) > 1 else (),
        close=len(standings) > 1 and standings[0].first < judgement.close,
        draws=judgement.draws,
    )


def chance(level: float, judgement: PortfolioJudgement) -> float:
    """The chance that belongs to a feasibility (levels 1–5); linear between whole levels."""
    return float(np.interp(level, LEVELS, judgement.chances))


def feasibility(levels: Mapping[str, float], judgement: PortfolioJudgement) -> float:
    """Weighted geometric mean of the parts' levels (1–5), as for an area's index."""
    total = sum(judgement.weights.values())
    logs = (weight * math.log(levels[part]) for part, weight in judgement.weights.items())
    return math.exp(math.fsum(logs) / total)


def is_stated(item: Candidate) -> bool:
    """Whether anybody stated what it is worth, be it one end."""
    return item.value_low is not None or item.value_high is not None


def _weighed(item: Candidate, scale: Span | None, judgement: PortfolioJudgement) -> _Weighed:
    parts = tuple(_part(item, part, judgement) for part in judgement.parts)
    value, able = _value(item, scale, judgement), _feasibility(parts, judgement)
    return _Weighed(item, parts, value, able, _worth(value, able, judgement))


def _worth(value: Span | None, able: Span, judgement: PortfolioJudgement) -> Span:
    """Value times chance; the chance alone where no value was stated anywhere."""
    of = value or Span(low=1.0, middle=1.0, high=1.0)
    return Span(
        low=of.low * chance(able.low, judgement),
        middle=of.middle * chance(able.middle, judgement),
        high=of.high * chance(able.high, judgement),
    )


def _part(item: Candidate, part: FeasibilityPart, judgement: PortfolioJudgement) -> PartStanding:
    """What is measured, else what was estimated ± the spread, else anything that it may be."""
    estimate, measured = item.feasibility.get(part.id), item.measured.get(part.id)
    origin: Origin
    if measured is not None:
        origin, level = "assessment", _span(measured.low, measured.level, measured.high)
    elif estimate is not None:
        spread = judgement.spread
        origin, level = "estimate", _span(estimate - spread, estimate, estimate + spread)
    else:
        low, high = part.when_unknown.get(item.risk_class, (LOWEST, HIGHEST))
        origin, level = "nobody", _span(low, math.sqrt(low * high), high)
    return PartStanding(
        part=part.id, level=level, origin=origin, estimate=estimate,
        day=measured.day if measured else None,
    )  # fmt: skip


def _span(low: float, middle: float, high: float) -> Span:
    """Held to levels 1–5."""
    low, middle, high = (min(max(at, LOWEST), HIGHEST) for at in (low, middle, high))
    return Span(low=min(low, middle), middle=middle, high=max(middle, high))


def _feasibility(parts: Sequence[PartStanding], judgement: PortfolioJudgement) -> Span:
    return Span(
        low=feasibility({item.part: item.level.low for item in parts}, judgement),
        middle=feasibility({item.part: item.level.middle for item in parts}, judgement),
        high=feasibility({item.part: item.level.high for item in parts}, judgement),
    )


def _value_scale(candidates: Sequence[Candidate], judgement: PortfolioJudgement) -> Span | None:
    """What a value may be that nobody stated; ``None`` where none was stated at all."""
    stated = [end for item in candidates for end in (item.value_low, item.value_high) if end]
    if not stated:
        return None
    down, up = judgement.unknown_value
    low, high = min(stated) * down, max(stated) * up
    return Span(low=low, middle=math.sqrt(low * high), high=high)


def _value(item: Candidate, scale: Span | None, judgement: PortfolioJudgement) -> Span | None:
    if scale is None or not is_stated(item):
        return scale
    low, high = item.value_low, item.value_high
    if low is None:
        low = (high or 0.0) / judgement.one_sided
    if high is None:
        # Nothing at the least says nothing of the most.
        high = low * judgement.one_sided or scale.high
    return Span(low=low, middle=(low + high) / 2, high=high)


def _places(held: Sequence[_Weighed], judgement: PortfolioJudgement) -> list[tuple[float, ...]]:
    """For each candidate the shares of the draws in which it takes each place; each sums to 1."""
    if not held:
        return []
    weights = _weights(judgement)
    # Where two are equal in a draw, the one that stands higher keeps its place.
    worths = np.array([_drawn(item, weights, judgement) for item in held])
    order = np.argsort(-worths, axis=0, kind="stable")
    return [
        tuple(float(share) for share in np.mean(order == row, axis=1)) for row in range(len(held))
    ]


def _drawn(item: _Weighed, weights: Array, judgement: PortfolioJudgement) -> Array:
    """Its worth in each perturbed judgement; others in the portfolio do not move its draws."""
    name = item.candidate.id
    logs = np.array(
        [
            np.log(_anywhere(part.level, part.origin != "nobody", f"{name} {part.part}", judgement))
            for part in item.parts
        ]
    )
    able = np.exp((weights * logs).sum(axis=0))
    chances = np.interp(able, LEVELS, judgement.chances)
    if item.value is None:
        return np.asarray(chances)
    value = _anywhere(item.value, is_stated(item.candidate), f"{name} value", judgement)
    return np.asarray(value * chances)


def _anywhere(span: Span, stated: bool, name: str, judgement: PortfolioJudgement) -> Array:
    """Draws from a span: even over what was stated; over its ratios where nobody has said.

    The median of either is the span's middle, so that not saying never pulls a candidate up.
    """
    even = stream(judgement.seed, name).uniform(0.0, 1.0, judgement.draws)
    if stated or span.low <= 0:
        return np.asarray(span.low + even * (span.high - span.low))
    return np.asarray(span.low * (span.high / span.low) ** even)


def _weights(judgement: PortfolioJudgement) -> Array:
    """Weights of the parts in each perturbed judgement, one column a judgement."""
    given = np.array([judgement.weights[part.id] for part in judgement.parts])
    shapes = judgement.concentration * given / given.sum()
    return stream(judgement.seed, "weights").dirichlet(shapes, judgement.draws).T


def _standing(
    item: _Weighed, place: int, shares: tuple[float, ...], judgement: PortfolioJudgement
) -> Standing:
    held = item.candidate
    return Standing(
        id=held.id, name=held.name, sponsor=held.sponsor, risk_class=held.risk_class, place=place,
        value=item.value, value_stated=is_stated(held),
        parts=item.parts, feasibility=item.feasibility,
        chance=chance(item.feasibility.middle, judgement), worth=item.worth, places=shares,
    )  # fmt: skip


def _overtakes(
    first: Standing, second: Standing, judgement: PortfolioJudgement
) -> tuple[Overtake, ...]:
    """Single changes that bring the second level with the first, all else as it is."""
    found: list[Overtake] = []
    if first.value and second.value:
        needed = first.worth.middle / second.chance
        found.append(Overtake(kind="own_value", now=second.value.middle, figure=needed))
        left = second.worth.middle / first.chance
        found.append(Overtake(kind="first_value", now=first.value.middle, figure=left))
    levels = {item.part: item.level.middle for item in second.parts}
    value = second.value.middle if second.value else 1.0
    for part, now in levels.items():
        for level in range(math.floor(now) + 1, 6):
            raised = chance(feasibility(levels | {part: level}, judgement), judgement)
            if value * raised >= first.worth.middle:
                found.append(Overtake(kind="part", part=part, now=now, figure=level))
                break
    return tuple(found)
