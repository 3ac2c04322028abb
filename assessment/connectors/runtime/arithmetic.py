"""Ratios with their interval, and percentiles from histogram buckets."""

import math
from collections.abc import Mapping

from content.values import Value

Z80 = 1.2815515655446004
"""Standard normal quantile of .90: a two-sided 80 % interval."""


NOBODY = 1e-100
"""Fewer than so many are none: a service may answer any number, and its square has to be one."""


def wilson(successes: float, n: float) -> tuple[float, float]:
    """80 % interval of a share by Wilson's score method (1927); (0, 1) where ``n`` is 0."""
    if n < NOBODY:
        return 0.0, 1.0
    share = min(1.0, max(0.0, successes / n))
    centre = share + Z80**2 / (2 * n)
    half = Z80 * math.sqrt(
        share * (1 - share) / n + (Z80 / (2 * n)) ** 2
    )  # no square of n: it may be huge
    whole = 1 + Z80**2 / n
    low, high = (centre - half) / whole, (centre + half) / whole
    return (low if share > 0 else 0.0), (high if share < 1 else 1.0)


class Percentile(Value):
    """A percentile in the buckets' own unit; ``at_least`` where it lies in the last bucket."""

    value: float
    at_least: bool = False


def bound_of(labels: Mapping[str, str]) -> float:
    """The upper bound of a bucket by its label ``le``; NaN where that is no number."""
    try:
        return float(labels.get("le", "nan"))
    except ValueError:
        return math.nan


def percentile(share: float, buckets: Mapping[float, float]) -> Percentile | None:
    """The ``share`` quantile of cumulative counts by upper bound, as PromQL interpolates it.

    Linear within a bucket, the lowest bucket starting at 0 where its bound is positive. In the
    last bucket (+Inf) no percentile exists: the highest finite bound is given, marked *at least*.
    ``None`` without a +Inf bucket, without a finite one, or without any count.
    """
    bounds = sorted(buckets)
    if len(bounds) < 2 or not math.isinf(bounds[-1]):
        return None
    counts = rising([buckets[bound] for bound in bounds])
    total = counts[-1]
    if not total > 0:
        return None
    rank = share * total
    index = next(i for i, count in enumerate(counts) if count >= rank)
    if index == len(bounds) - 1:
        return Percentile(value=bounds[-2], at_least=True)
    if index == 0 and bounds[0] <= 0:
        return Percentile(value=bounds[0])
    start = bounds[index - 1] if index else 0.0
    below = counts[index - 1] if index else 0.0
    inside = counts[index] - below
    fraction = (rank - below) / inside if inside > 0 else 0.0
    return Percentile(value=start + (bounds[index] - start) * fraction)


def percentile_interval(
    share: float, buckets: Mapping[float, float]
) -> tuple[float | None, float | None]:
    """What is known of a percentile with 80 % confidence: from the lower bound of the bucket of the
    lowest rank that a binomial count allows to the upper bound of the bucket of the highest.

    Within a bucket nothing tells where the durations lie, however many there are. An end is
    ``None`` where nothing bounds it: the upper one in the last bucket, both without any count.
    """
    total = max(buckets.values(), default=0.0)
    bounds = sorted(buckets)
    if not total > 0 or len(bounds) < 2 or not math.isinf(bounds[-1]):
        return None, None
    counts = rising([buckets[bound] for bound in bounds])
    half = Z80 * math.sqrt(share * (1 - share) / total)
    first = _place(max(0.0, share - half), counts)
    last = bounds[_place(min(1.0, share + half), counts)]
    return (
        bounds[first - 1] if first else min(0.0, bounds[0]),
        None if math.isinf(last) else last,
    )


def _place(share: float, counts: list[float]) -> int:
    """Which bucket holds a rank."""
    return next(i for i, count in enumerate(counts) if count >= share * counts[-1])


def rising(counts: list[float]) -> list[float]:
    """Cumulative counts never fall; scraping between two updates can make them seem to."""
    highest, raised = 0.0, []
    for count in counts:
        highest = max(highest, 0.0 if math.isnan(count) else count)
        raised.append(highest)
    return raised
