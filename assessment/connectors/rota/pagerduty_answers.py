"""The parts of PagerDuty's REST version 2 answers that are used."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Reference(_Answer):
    """Something by its id; ``type`` such as service_reference."""

    id: str
    type: str = ""


class Service(_Answer):
    """A service with who is told of its incidents."""

    id: str
    name: str
    escalation_policy: Reference


class Services(_Answer):
    """A page of services."""

    services: tuple[Service, ...]
    more: bool = False


class Step(_Answer):
    """One step of escalation."""

    targets: tuple[Reference, ...] = ()


class Policy(_Answer):
    """Who is told, and who is told next."""

    escalation_rules: tuple[Step, ...] = ()


class PolicyAnswer(_Answer):
    """One escalation policy."""

    escalation_policy: Policy


class OnCall(_Answer):
    """Somebody on call; without start and end always."""

    user: Reference
    escalation_level: int
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None


class OnCalls(_Answer):
    """A page of who is on call."""

    oncalls: tuple[OnCall, ...]
    more: bool = False


class Incident(_Answer):
    """One incident; ``status`` is triggered, acknowledged or resolved."""

    id: str
    created_at: AwareDatetime
    status: str = ""
    resolved_at: AwareDatetime | None = None


class Incidents(_Answer):
    """A page of incidents."""

    incidents: tuple[Incident, ...]
    more: bool = False


class Agent(_Answer):
    """Through whom something happened: of ``type`` user_reference, service_reference and others."""

    type: str = ""


class LogEntry(_Answer):
    """What happened to an incident, and through whom: a user, or a service by itself."""

    type: str
    created_at: AwareDatetime
    agent: Agent | None = None


class LogEntries(_Answer):
    """What happened to one incident."""

    log_entries: tuple[LogEntry, ...]
