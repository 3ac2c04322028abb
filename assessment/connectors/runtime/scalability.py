"""The Universal Scalability Law (Gunther 2007) fitted to what was measured, with its interval.

Throughput X(N) = rate * N / (1 + contention * (N - 1) + coherency * N * (N - 1)) for N requests at
work at once (or N clients, or N replicas); it is highest at sqrt((1 - contention) / coherency).
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessment.connectors.runtime.capacity_evidence import ScalingLaw

Numbers = NDArray[np.float64]

DRAWS = 200
SEED = 20260301
LEAST_POINTS = 12
TIMES = 10.0


def throughput(load: Numbers | float, rate: float, contention: float, coherency: float) -> Any:
    """X(N) in the unit of ``rate``, which is the throughput at N = 1."""
    return rate * load / (1 + contention * (load - 1) + coherency * load * (load - 1))


def best_load(contention: float, coherency: float) -> float:
    """The N of highest throughput; infinite without coherency cost, 1 where all is contention."""
    if coherency <= 0:
        return math.inf
    return max(1.0, math.sqrt(max(0.0, 1 - contention) / coherency))


def fit(loads: Numbers, rates: Numbers) -> ScalingLaw | None:
    """The law of these pairs; ``None`` for fewer than twelve with both above zero.

    Bounded least squares on relative errors: a moment of heavy load weighs as much as a quiet one.
    The interval is the 10th to the 90th percentile of :data:`DRAWS` resamplings of the pairs.
    """
    kept = (loads > 0) & (rates > 0) & np.isfinite(loads) & np.isfinite(rates)
    loads, rates = loads[kept], rates[kept]
    if len(loads) < LEAST_POINTS:
        return None
    found = _fitted(loads, rates)
    random = np.random.default_rng(SEED)
    picks = random.integers(0, len(loads), (DRAWS, len(loads)))
    draws = [_fitted(loads[pick], rates[pick], found) for pick in picks]
    return _law(loads, found, draws)


def _law(loads: Numbers, found: Numbers, draws: list[Numbers]) -> ScalingLaw:
    seen = float(loads.max())
    peak = best_load(found[1], found[2])
    peaks = [best_load(draw[1], draw[2]) for draw in draws]
    ten = [float(throughput(TIMES * seen, *draw)) for draw in draws]
    low, high = _interval(peaks)
    ten_low, ten_high = _interval(ten)
    return ScalingLaw(
        points=len(loads), measured_to=seen, rate=float(found[0]), contention=float(found[1]),
        coherency=float(found[2]), peak_load=_finite(peak), peak_low=_finite(low),
        peak_high=_finite(high), ratio=seen / peak,
        peak_rate=float(throughput(peak, *found)) if math.isfinite(peak) else None,
        ten_low=ten_low, ten_high=ten_high,
    )  # fmt: skip


def _fitted(loads: Numbers, rates: Numbers, start: Numbers | None = None) -> Numbers:
    """Rate, contention and coherency of least relative error, contention and coherency in 0-1."""
    slope = float(np.median(rates / loads))
    begin = np.array([slope, 0.05, 0.001]) if start is None else start
    scale = np.array([max(slope, 1e-9), 0.1, 0.01])
    limits = (np.array([1e-12, 0.0, 0.0]), np.array([np.inf, 1.0, 1.0]))

    def errors(guess: Numbers) -> Numbers:
        relative: Numbers = throughput(loads, *guess) / rates - 1
        return relative

    from scipy.optimize import least_squares  # half a second that only a fit needs

    inside = np.clip(begin, limits[0] + 1e-12, [np.inf, 1 - 1e-9, 1 - 1e-9])
    found: Numbers = least_squares(errors, inside, bounds=limits, x_scale=scale).x
    return np.where(found < 1e-9, [found[0], 0.0, 0.0], found)


def _interval(values: list[float]) -> tuple[float, float]:
    """10th and 90th percentile, with infinite values in their place."""
    ordered = sorted(values)
    return ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
