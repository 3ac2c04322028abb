"""A part of a table's measures costs itself alone."""

from collections.abc import Callable
from typing import TypeVar

from assessment.sources import SourceUnavailable

T = TypeVar("T")


def measured(measure: Callable[[], T], failed: Callable[[str], T]) -> T:
    """What ``measure`` gives, or what ``failed`` makes of the reason why the engine gave nothing."""
    try:
        return measure()
    except SourceUnavailable as problem:
        return failed(problem.reason)
