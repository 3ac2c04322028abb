"""The parts of Jira Service Management's operations API, version 1, that are used."""

from datetime import UTC, datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Answer(BaseModel):
    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class Links(_Answer):
    """Where the next page is, if there is one."""

    next: str | None = None


class Schedule(_Answer):
    """A rota of a team."""

    id: str
    name: str
    enabled: bool = True
    team_id: str | None = None


class Schedules(_Answer):
    """A page of schedules."""

    values: tuple[Schedule, ...]
    links: Links = Field(default_factory=Links)


class Responder(_Answer):
    """Who is on call: a user, a team, an escalation, or ``noone``."""

    id: str | None = None
    type: str = ""


class Period(_Answer):
    """A stretch of a rotation."""

    start_date: AwareDatetime
    end_date: AwareDatetime
    responder: Responder | None = None
    flattened_responders: tuple[Responder, ...] = ()


class Rotation(_Answer):
    """One rotation; a deleted one is shown for its past."""

    deleted: bool = False
    periods: tuple[Period, ...] = ()


class Layer(_Answer):
    """The rotations of one layer."""

    rotations: tuple[Rotation, ...] = ()


class Timeline(_Answer):
    """Who is on call when, overrides included."""

    final_timeline: Layer


class Rule(_Answer):
    """A step of escalation: minutes after the alert."""

    delay: Any = 0
    recipient: Responder | None = None


class Escalation(_Answer):
    """Who is told next where nobody answers."""

    enabled: bool = True
    rules: tuple[Rule, ...] = ()


class Escalations(_Answer):
    """A page of escalations."""

    values: tuple[Escalation, ...]
    links: Links = Field(default_factory=Links)


class Report(_Answer):
    """How an alert went, as the service that this one came from told it."""

    ack_time: Any = None
    close_time: Any = None


class Alert(_Answer):
    """An alert; its times only where it was read by itself."""

    id: str
    created_at: AwareDatetime
    status: str = ""
    acknowledged: bool = False
    ack_time: Any = None
    close_time: Any = None
    report: Report = Field(default_factory=Report)

    @property
    def acknowledged_at(self) -> datetime | None:
        """When somebody took it on."""
        return moment(self.ack_time or self.report.ack_time, self.created_at)

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed."""
        return moment(self.close_time or self.report.close_time, self.created_at)


class Alerts(_Answer):
    """A page of alerts."""

    values: tuple[Alert, ...]
    links: Links = Field(default_factory=Links)


def moment(given: Any, created: datetime) -> datetime | None:
    """A time as the API gives it: ISO text, milliseconds since 1970, or milliseconds since the alert."""
    if isinstance(given, str) and not given.lstrip("-").isdigit():
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        milliseconds = float(given)
        base = created.timestamp() if milliseconds < 1e11 else 0.0
        return datetime.fromtimestamp(base + milliseconds / 1000, UTC) if milliseconds > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
