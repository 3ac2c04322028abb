"""Which availability objective a service is held against: its own where one is known."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.saying import percent
from content.values import Value


class Target(Value):
    """A wanted share of answered requests in 0-1, and in words where it comes from."""

    value: float
    told: str


def target(evidence: RuntimeEvidence) -> Target:
    """The source's stated objective, else that of the client's own rules, else the usual one."""
    held = evidence.objectives
    if "availability_target" in held.stated:
        return _told(held.availability_target, "objective")
    for own in evidence.capacity.own:
        if own.about == "answered" and own.objective and 0 < own.objective < 1:
            return _told(own.objective, f"own objective by {own.tool}")
    return _told(held.availability_target, "no objective is stated and usual is")


def _told(value: float, origin: str) -> Target:
    return Target(value=value, told=f"{origin} {percent(value)}")
