"""How likely a pilot like this reaches production: a scenario band with where it comes from.

Judging rules, §7: Beta(2.4, 5.6) before anything is known, moved on the log odds by the overall
index and by a critical capability that is missing, and updated by the client's own history.
"""

import math
from functools import lru_cache

import numpy as np

from content.judgement import ForecastJudgement
from content.model import Pack
from content.values import Value
from scoring.belief import Array
from scoring.model import Scorecard, Verdict

_GRID = 20_001
_LOW, _HIGH = 0.05, 0.95
SCENARIOS = (1.5, 2.5, 3.5, 4.5)


class History(Value):
    """The client's own pilots: how many there were, and how many of them reached production."""

    pilots: int = 0
    in_production: int = 0


class Scenario(Value):
    """The chance (0–1) at one overall index, with the ends of nine chances in ten."""

    level: float
    chance: float
    low: float
    high: float


class Forecast(Value):
    """The scenario of today's index, others beside it, and every part of the arithmetic.

    ``alpha`` and ``beta`` are the Beta after the history, ``prior_chance`` its mean. ``moved`` is
    the shift on the log odds: ``slope`` × (level − ``pivot``), and ``blocked`` where the critical
    capability named in ``blocked_by`` is likelier missing than not. ``rates`` are ids of base rates.
    """

    today: Scenario
    unblocked: Scenario | None = None
    """Today's index with no critical capability missing; ``None`` where none is."""
    others: tuple[Scenario, ...]
    """At other indexes, with no critical capability missing."""
    curve: tuple[Scenario, ...] = ()
    """Levels 1 to 5 in quarters, with today's critical capabilities: today lies on it."""
    history: History
    alpha: float
    beta: float
    prior_chance: float
    slope: float
    pivot: float
    blocked: float
    blocked_by: str | None
    moved: float
    rates: tuple[str, ...]
    slope_rates: tuple[str, ...]


def forecast(pack: Pack, card: Scorecard, history: History) -> Forecast | None:
    """The forecast for one scorecard; ``None`` where the pack makes none or there is no verdict."""
    held = pack.judgements.forecast
    judged = card.gives_verdict and card.verdict is not Verdict.INSUFFICIENT_EVIDENCE
    if held is None or card.index is None or not judged:
        return None
    alpha, beta = updated(held, history)
    blocker = _blocker(card, held)
    extra = held.blocked if blocker else 0.0
    level = card.index.level
    return Forecast(
        today=scenario(held, history, level, blocked=bool(blocker)),
        unblocked=scenario(held, history, level) if blocker else None,
        others=tuple(scenario(held, history, each) for each in SCENARIOS),
        curve=tuple(
            scenario(held, history, 1 + step / 4, blocked=bool(blocker)) for step in range(17)
        ),
        history=history,
        alpha=alpha,
        beta=beta,
        prior_chance=alpha / (alpha + beta),
        slope=held.slope,
        pivot=held.pivot,
        blocked=extra,
        blocked_by=blocker,
        moved=held.slope * (level - held.pivot) + extra,
        rates=held.rates,
        slope_rates=held.slope_rates,
    )


def updated(held: ForecastJudgement, history: History) -> tuple[float, float]:
    """The Beta's α and β after k of n pilots reached production: α + k, β + n − k."""
    missed = history.pilots - history.in_production
    return held.alpha + history.in_production, held.beta + missed


def scenario(
    held: ForecastJudgement, history: History, level: float, *, blocked: bool = False
) -> Scenario:
    """The chance at an overall index ``level`` (1–5), with the 5–95 % band of the Beta, moved."""
    alpha, beta = updated(held, history)
    shift = held.slope * (level - held.pivot) + (held.blocked if blocked else 0.0)
    low, high = quantiles(alpha, beta)
    return Scenario(
        level=level,
        chance=_moved(alpha / (alpha + beta), shift),
        low=_moved(low, shift),
        high=_moved(high, shift),
    )


@lru_cache(maxsize=256)
def quantiles(alpha: float, beta: float) -> tuple[float, float]:
    """The 5 % and 95 % points of Beta(α, β) for α, β ≥ 1, to three decimals, by integration."""
    edges = np.linspace(0.0, 1.0, _GRID)
    middle = (edges[1:] + edges[:-1]) / 2
    logs: Array = (alpha - 1) * np.log(middle) + (beta - 1) * np.log1p(-middle)
    mass = np.exp(logs - logs.max())
    reached = np.concatenate([[0.0], np.cumsum(mass) / mass.sum()])
    low, high = np.interp([_LOW, _HIGH], reached, edges)
    return float(low), float(high)


def _moved(chance: float, shift: float) -> float:
    odds = chance / (1 - chance) * math.exp(shift)
    return odds / (1 + odds)


def _blocker(card: Scorecard, held: ForecastJudgement) -> str | None:
    """The critical capability least likely in place, where it is under the limit."""
    critical = [item for item in card.capabilities if item.critical and item.applicable]
    lowest = min(critical, key=lambda item: (item.p3, item.id), default=None)
    return lowest.id if lowest and lowest.p3 < held.blocked_below else None
