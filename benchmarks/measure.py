"""Timing: the median of several runs, and a row that compares a subject with its peer."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure: what the subject took against its peer, and the most that the ratio may be.

    In seconds, where ``unit`` says nothing else.
    """

    name: str
    subject: float
    peer: float
    peer_name: str
    limit: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Subject over peer."""
        return self.subject / self.peer

    @property
    def holds(self) -> bool:
        """Whether the ratio stays within its limit."""
        return self.ratio <= self.limit


def median_seconds(action: Callable[[], object], runs: int = 5) -> float:
    """Median wall time of ``runs`` calls after one that is not counted."""
    action()
    return statistics.median(_seconds(action) for _ in range(runs))


def paired_seconds(
    subject: Callable[[], object], peer: Callable[[], object], runs: int = 5
) -> tuple[float, float]:
    """Medians of both, measured in turn so that a noisy moment meets both alike."""
    subject()
    peer()
    pairs = [(_seconds(subject), _seconds(peer)) for _ in range(runs)]
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
    )


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
