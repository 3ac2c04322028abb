"""Ratios with their interval, and percentiles from histogram buckets."""

import math
from collections.abc import Mapping

from content.values import Value

Z80 = 1.2815515655446004
"""Standard normal quantile of .90: a two-sided 80 % interval."""


def wilson(successes: float, n: float) -> tuple[float, float]:
    """80 % interval of a share by Wilson's score method (1927); (0, 1) where ``n`` is 0."""
    if n <= 0:
        return 0.0, 1.0
    share = min(1.0, max(0.0, successes / n))
    centre = share + Z80**2 / (2 * n)
    half = Z80 * math.sqrt(share * (1 - share) / n + Z80**2 / (4 * n**2))
    whole = 1 + Z80**2 / n
    low, high = (centre - half) / whole, (centre + half) / whole
    return (low if share > 0 else 0.0), (high if share < 1 else 1.0)


class Percentile(Value):
    """A percentile in the buckets' own unit; ``at_least`` where it lies in the last bucket."""

    value: float
    at_least: bool = False


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
    """80 % interval of a percentile: the percentiles at the ranks that a binomial count allows.

    An end that lies in the last bucket is ``None``: nothing bounds it.
    """
    total = max(buckets.values(), default=0.0)
    if not total > 0:
        return None, None
    half = Z80 * math.sqrt(share * (1 - share) / total)
    ends = [percentile(min(1.0, max(0.0, share + sign * half)), buckets) for sign in (-1, 1)]
    low, high = (None if end is None or end.at_least else end.value for end in ends)
    return low, high


def rising(counts: list[float]) -> list[float]:
    """Cumulative counts never fall; scraping between two updates can make them seem to."""
    highest, raised = 0.0, []
    for count in counts:
        highest = max(highest, 0.0 if math.isnan(count) else count)
        raised.append(highest)
    return raised
