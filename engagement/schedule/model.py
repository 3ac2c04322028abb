"""What is due, how often it comes round for a client, and how far a unit of it has come."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from content.schedules import Days, Rhythm
from content.values import Value

Kind = Literal[
    "reassess", "look", "reread", "people", "tell",
    "conflict", "decision", "dispute", "evidence", "permission",
]  # fmt: skip
"""What comes round, and what people have to do by a day that they set."""

WHO_RUNS = "the schedule"
"""In whose name the audit log has what nobody started by hand."""

Outcome = Literal["done", "failed"]
Way = Literal["mail", "webhook", "calendar"]


class Due(Value):
    """Something that is to be done by a day, or at a moment ``at`` where the server does it itself.

    ``key`` stays the same while the day moves. ``owner`` is for whom it is; empty: nobody's yet.
    ``runs`` says that the server carries it out as soon as it is due.
    """

    day: date
    what: str
    kind: Kind
    key: str
    why: str = ""
    owner: str = ""
    at: AwareDatetime | None = None
    runs: bool = False
    subject: str = ""

    def is_over(self, now: datetime) -> bool:
        """Whether its day is over; what the server does itself is late from its moment on."""
        return self.at <= now if self.runs and self.at else self.day < now.date()


class Schedule(Value):
    """How often what comes round is due for one client; ``days`` only where somebody said so.

    The server carries out what it can only where ``runs`` is true: until then it is only listed.
    """

    client_id: str
    runs: bool = False
    days: dict[Rhythm, Days] = Field(default_factory=dict)
    changed_by: str = ""
    changed_at: AwareDatetime | None = None


class Unit(Value):
    """How far one unit of work has come; it is found by the key of what is due.

    ``done_for`` is the moment for which it was last done: the same moment is never done twice.
    ``failures`` counts those since it was last done, and ``not_before`` is when it is tried again.
    """

    key: str
    client_id: str
    assessment_id: str | None = None
    kind: Kind
    lease_by: str = ""
    lease_until: AwareDatetime | None = None
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    done_for: AwareDatetime | None = None
    done_at: AwareDatetime | None = None
    outcome: Outcome | None = None
    told: str = ""
    times: int = 0
    failures: int = 0
    not_before: AwareDatetime | None = None

    def is_leased(self, now: datetime) -> bool:
        """Whether a worker has it at ``now`` (UTC-aware)."""
        return self.lease_until is not None and now < self.lease_until

    def may_run(self, at: datetime, now: datetime) -> bool:
        """Whether it may be claimed at ``now`` for the moment ``at`` (both UTC-aware)."""
        waits = self.not_before is not None and now < self.not_before
        done = self.done_for is not None and self.done_for >= at
        return not (self.is_leased(now) or waits or done)


class Reminder(Value):
    """Who is told what is due at a client: by mail, by a signed call, or in a calendar.

    ``whose`` narrows it to what is for one person; empty: all of the client. ``secret`` is a name on
    the operator's list. A calendar's link is signed and of one ``issue``; it stands nowhere.
    """

    id: str
    client_id: str
    way: Way
    name: str
    address: str = ""
    secret: str = ""
    whose: str = ""
    issue: int = 1
    added_by: str
    added_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class Worker(Value):
    """A process that carries out what is due, or that one call of the command did."""

    process: str
    way: Literal["server", "command"]
    seen_at: AwareDatetime
    next_at: AwareDatetime | None = None
