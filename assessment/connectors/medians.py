"""A median of few values, with the interval that the values themselves allow."""

import math
from collections.abc import Sequence
from statistics import median

from assessment.connectors.runtime.arithmetic import Z80
from content.values import Value


class Measure(Value):
    """A number with its 80 % interval where there is one, and how many cases are behind it."""

    value: float
    low: float | None = None
    high: float | None = None
    n: int


def middle(values: Sequence[float]) -> Measure | None:
    """The median with its distribution-free 80 % interval (order statistics); ``None`` of none.

    Under four values no interval is given: two of them would be its ends by accident.
    """
    if not values:
        return None
    ranked, n = sorted(values), len(values)
    if n < 4:
        return Measure(value=median(ranked), n=n)
    half = Z80 * math.sqrt(n) / 2
    low = max(0, math.floor(n / 2 - half))
    high = min(n - 1, math.ceil(n / 2 + half))
    return Measure(value=median(ranked), low=ranked[low], high=ranked[high], n=n)
