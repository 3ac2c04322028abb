"""Native histograms: buckets of their own bounds, as a server gives them in JSON."""

import math
from collections.abc import Mapping
from typing import Any


def cumulative(whole: Mapping[str, Any]) -> dict[float, float]:
    """Cumulative counts by upper bound, as a classic histogram has them.

    A bucket is ``[rule, lower bound, upper bound, count]`` with numbers as text. Empty buckets are
    not there, so the lower bound of each is a bound too. Malformed buckets are left out.
    """
    found: dict[float, float] = {}
    total = 0.0
    for low, high, count in sorted(filter(None, map(_bucket, _listed(whole.get("buckets"))))):
        found[low] = total
        total += count
        found[high] = total
    return found | {math.inf: total} if found else {}


def _listed(buckets: Any) -> list[Any]:
    return buckets if isinstance(buckets, list) else []


def _bucket(row: Any) -> tuple[float, float, float] | None:
    try:
        low, high, count = float(row[1]), float(row[2]), float(row[3])
    except (TypeError, ValueError, LookupError, OverflowError):
        return None
    return (low, high, count) if math.isfinite(low) and low < high and count >= 0 else None
