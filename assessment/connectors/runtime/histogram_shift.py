"""How far a histogram moved between two windows, and how far it would have moved by chance."""

import math
from collections.abc import Mapping

from assessment.connectors.runtime.arithmetic import rising
from content.values import Value

HALF = 0.5
"""Added to every bin of both sides, so that one empty bin does not make the index infinite."""


class Distance(Value):
    """Population stability index, its mean without a shift, and the Jensen-Shannon distance (0-1)."""

    psi: float
    by_chance: float
    js: float
    bins: int
    now: float
    before: float


def counts(buckets: Mapping[float, float]) -> dict[float, float]:
    """Values in each bucket by its upper bound, from the cumulative counts that are exposed."""
    bounds = sorted(bound for bound in buckets if not math.isnan(bound))
    raised = rising([buckets[bound] for bound in bounds])
    return {bound: raised[i] - (raised[i - 1] if i else 0.0) for i, bound in enumerate(bounds)}


def distance(now: Mapping[float, float], before: Mapping[float, float]) -> Distance | None:
    """Of two sets of cumulative buckets; ``None`` where the bounds differ or a side is empty.

    Only bins that either side uses count. ``by_chance`` is (bins - 1) * (1/n + 1/m), the mean of the
    index where both windows come from one distribution (Yurdakul 2018).
    """
    from scipy.spatial.distance import jensenshannon  # loaded where two are compared

    one, other = counts(now), counts(before)
    if not one or set(one) != set(other):
        return None
    used = [bound for bound in sorted(one) if one[bound] > 0 or other[bound] > 0]
    n, m = sum(one.values()), sum(other.values())
    if not n > 0 or not m > 0:
        return None
    bins = len(used)
    here = [(one[bound] + HALF) / (n + HALF * bins) for bound in used]
    there = [(other[bound] + HALF) / (m + HALF * bins) for bound in used]
    psi = sum((a - b) * math.log(a / b) for a, b in zip(here, there, strict=True))
    js = float(jensenshannon(here, there, base=2)) if bins > 1 else 0.0
    chance = (bins - 1) * (1 / n + 1 / m)
    return Distance(
        psi=psi, by_chance=chance, js=0.0 if math.isnan(js) else js, bins=bins, now=n, before=m
    )
