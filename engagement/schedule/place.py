"""Where something is due: one assessment with its client, its rhythms and how its units went."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content.schedules import NEVER
from engagement.model import Workspace
from engagement.schedule.cadence import Rhythms
from engagement.schedule.model import Unit


@dataclass(frozen=True)
class Place:
    """What every kind of thing that comes round has to know."""

    space: Workspace
    rhythms: Rhythms
    units: dict[str, Unit]
    now: datetime

    @property
    def id(self) -> str:
        """The assessment's id."""
        return self.space.assessment.id

    @property
    def runs(self) -> bool:
        """Whether the server carries out what it can for this client."""
        return self.rhythms.schedule.runs

    def next_at(self, key: str, last: datetime, days: int) -> datetime | None:
        """When it is due that was last done at ``last`` (UTC-aware); ``None`` for never.

        A unit that was carried out after that counts as done, also where it left no trace.
        """
        if days == NEVER:
            return None
        unit, every = self.units.get(key), timedelta(days=days)
        done = unit.done_at if unit else None
        return done + every if done is not None and done >= last + every else last + every
