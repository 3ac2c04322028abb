"""How cost follows load: the slope of two logarithms, and cost as a fixed and a variable part."""

import numpy as np
from numpy.typing import NDArray

from assessment.connectors.runtime.capacity_evidence import CostGrowth
from content.values import Value

Numbers = NDArray[np.float64]

IDLE = 0.01
"""An hour below this share of the median load is idle: its cost says nothing about requests."""

LEAST_HOURS = 24
CONFIDENCE = 0.90


class Line(Value):
    """y = start + slope * x by least squares; ``error`` is the slope's standard error."""

    start: float
    slope: float
    error: float
    plain_error: float


def line(x: Numbers, y: Numbers, lags: int = 0) -> Line:
    """Ordinary least squares of at least three pairs, x not all the same.

    ``plain_error`` is the textbook one; ``error`` allows for errors of unequal size that follow one
    another over ``lags`` steps (Newey and West 1987, Bartlett weights, scaled by n / (n - 2)).
    """
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ design)
    start, slope = inverse @ design.T @ y
    residuals = y - design @ np.array([start, slope])
    spare = len(x) - 2
    scores = design * residuals[:, None]
    middle = scores.T @ scores
    for lag in range(1, min(lags, len(x) - 1) + 1):
        step = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (step + step.T)
    sandwich = inverse @ middle @ inverse * len(x) / spare
    plain = inverse * float(residuals @ residuals) / spare
    return Line(
        start=float(start), slope=float(slope), error=float(np.sqrt(max(0.0, sandwich[1, 1]))),
        plain_error=float(np.sqrt(max(0.0, plain[1, 1]))),
    )  # fmt: skip


def growth(rates: Numbers, costs: Numbers, *, estimated: bool = False) -> CostGrowth | None:
    """Hourly requests a second against cost an hour; ``None`` for fewer than a day of busy hours.

    Idle hours are left out of both readings. The interval takes the wider of the two standard
    errors, with a day of lags where there are ten days of hours.
    """
    known = np.isfinite(rates) & np.isfinite(costs) & (costs > 0) & (rates >= 0)
    rates, costs = rates[known], costs[known]
    busy = rates > IDLE * float(np.median(rates)) if len(rates) else known
    idle, rates, costs = int(np.sum(~busy)), rates[busy], costs[busy]
    if len(rates) < LEAST_HOURS or float(np.ptp(rates)) <= 0:
        return None
    return _grown(rates, costs, idle, estimated)


def _grown(rates: Numbers, costs: Numbers, idle: int, estimated: bool) -> CostGrowth:
    from scipy import stats  # takes two seconds to load

    hours = len(rates)
    lags = 24 if hours >= 240 else int(4 * (hours / 100) ** (2 / 9))
    slope = line(np.log(rates), np.log(costs), lags)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, hours - 2)) * max(slope.error, slope.plain_error)
    parts = line(rates, costs)
    low, high = np.percentile(rates, [5, 95])
    return CostGrowth(
        hours=hours, idle_hours=idle, load_range=float(high / low), elasticity=slope.slope,
        low=slope.slope - half, high=slope.slope + half, fixed=parts.start, each=parts.slope,
        fixed_share=parts.start / float(costs.mean()),
        per_thousand=1000 * float(costs.sum()) / (3600 * float(rates.sum())), estimated=estimated,
    )  # fmt: skip
