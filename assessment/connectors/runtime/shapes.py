"""Percentiles of a histogram as signals, the same for every way of reading it."""

from collections.abc import Callable, Mapping

from assessment.connectors.runtime.arithmetic import percentile, percentile_interval
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.evidence import Signal, Status

SHARES = {"latency_p50_ms": 0.5, "latency_p95_ms": 0.95, "latency_p99_ms": 0.99}


def latency_signals(
    buckets: Mapping[float, float], factor: float, query: Callable[[float], str]
) -> dict[str, Signal]:
    """The three percentiles in milliseconds; ``factor`` converts the bucket bounds.

    One in the last bucket is *at least* the highest finite bound. Without any count there is none.
    """
    return {name: _signal(share, buckets, factor, query(share)) for name, share in SHARES.items()}


def without_errors(system: System) -> Signal:
    """Why failed requests are not known: they are not told apart, or counted elsewhere."""
    status = Status.NOT_EXPOSED if system.generic else Status.ELSEWHERE
    return Signal(status=status, reason=system.no_errors_reason)


def _signal(share: float, buckets: Mapping[float, float], factor: float, query: str) -> Signal:
    found = percentile(share, buckets)
    if found is None:
        reason = "the histogram counted no request in the time that was looked at"
        return Signal(status=Status.NO_SAMPLES, reason=reason, query=query)
    low, high = percentile_interval(share, buckets)
    return Signal(
        status=Status.VALUE,
        value=found.value * factor,
        unit="ms",
        low=None if low is None else low * factor,
        high=None if high is None or found.at_least else high * factor,
        n=max(buckets.values()),
        at_least=found.at_least,
        query=query,
    )
