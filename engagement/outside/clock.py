"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_TOLD: ContextVar[datetime | None] = ContextVar("told", default=None)
"""The moment at which a story is just now, for the thread that tells it and no other."""


def now() -> datetime:
    """The present moment, UTC-aware."""
    return _TOLD.get() or datetime.now(UTC)


def told() -> datetime | None:
    """The moment that a story stands at; ``None`` outside of one, where time passes by itself."""
    return _TOLD.get()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let this thread do what it does as if it were ``moment`` (UTC-aware): for a told history only."""
    before = _TOLD.set(moment)
    try:
        yield
    finally:
        _TOLD.reset(before)
