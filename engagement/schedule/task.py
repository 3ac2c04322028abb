"""A unit that could be carried out: whose it is, when it is due, and what carries it out."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from engagement.schedule.model import Due, Unit
from engagement.store import Store

Stopped = Callable[[], bool]
Work = Callable[[Store, Stopped], str]
"""Carries a unit out; what came of it in a sentence. :class:`engagement.faults.Refused` else."""


class Unfinished(Exception):
    """The unit was stopped before its end, as the worker was told to; it is due as before."""


class Task(NamedTuple):
    """One unit with where it stands; ``assessment_id`` is ``None`` for what is of the whole client."""

    client_id: str
    client: str
    use_case: str
    assessment_id: str | None
    due: Due
    at: datetime
    unit: Unit | None
    work: Work

    @property
    def tried_at(self) -> datetime:
        """When it is due, is tried again after it failed, or may be taken over."""
        waits = (self.unit.not_before, self.unit.lease_until) if self.unit else ()
        return max(self.at, *filter(None, waits)) if any(waits) else self.at

    def is_free(self, now: datetime) -> bool:
        """Whether a worker could claim it at ``now`` (UTC-aware), as far as is known."""
        return self.tried_at <= now and (self.unit is None or self.unit.may_run(self.at, now))
