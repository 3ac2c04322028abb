"""How far two rows of bin counts lie apart."""

import math
from collections.abc import Sequence

ONE_IN = 0.05
"""Looks in which chance alone may pass the limit."""

HALF = 0.5
"""Added to every count, so that an empty bin has a share and the index stays finite."""


def psi(live: Sequence[float], reference: Sequence[float]) -> float:
    """Population stability index of two rows of bin counts: sum of (p - q) ln(p / q).

    The sum of the two Kullback-Leibler divergences, on shares with half a count in each bin.
    """
    p, q = shares(live), shares(reference)
    return math.fsum((a - b) * math.log(a / b) for a, b in zip(p, q, strict=True))


def psi_by_chance(bins: int, live: float, reference: float) -> float:
    """Mean of the index without any shift: (bins - 1)(1 / n + 1 / m), Yurdakul (2018)."""
    return (bins - 1) * (1 / live + 1 / reference)


def psi_chance_limit(bins: int, live: float, reference: float, comparisons: int) -> float:
    """What the index exceeds without any shift in one of twenty looks at so many columns together.

    Without a shift the index is (1 / n + 1 / m) times chi-square of bins - 1 degrees of freedom
    (Yurdakul, 2018); Bonferroni shares the twentieth among the columns.
    """
    if bins < 2:
        return 0.0
    from scipy import special  # half a second that only a comparison needs

    tail = ONE_IN / max(comparisons, 1)
    return float(special.chdtri(bins - 1, tail)) * (1 / live + 1 / reference)


def jensen_shannon(live: Sequence[float], reference: Sequence[float]) -> float:
    """Jensen-Shannon distance (base 2) of two rows of bin counts, in 0-1."""
    p, q = shares(live), shares(reference)
    total = 0.0
    for a, b in zip(p, q, strict=True):
        middle = (a + b) / 2
        total += (a * math.log2(a / middle) + b * math.log2(b / middle)) / 2
    return math.sqrt(max(0.0, total))


def shares(counts: Sequence[float]) -> list[float]:
    """Shares of bin counts, each with half a count more."""
    total = math.fsum(counts) + HALF * len(counts)
    return [(count + HALF) / total for count in counts]
