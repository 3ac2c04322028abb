"""Whether an alert of the service ends where somebody is told."""

from assessment.connectors.paging.evidence import Destination, PagingEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: PagingEvidence) -> Observation:
    """A silent default is enough only where the service's own labels lead elsewhere."""
    if not evidence.routes.read:
        return evidence.routes.unavailable()
    telling = [item for item in evidence.destinations if item.ways]
    told_in_any_case = any(not item.when for item in telling)
    if telling and not told_in_any_case and not evidence.labels:
        return _which_service(evidence)
    return Observation(
        outcome=Outcome.PRESENT if telling else Outcome.ABSENT,
        observed="; ".join(map(_told, evidence.destinations[:4])),
        places=(evidence.page("status", "routes and receivers"),),
    )


def _which_service(evidence: PagingEvidence) -> Observation:
    return Observation(
        outcome=Outcome.UNAVAILABLE,
        observed="the default receiver tells nobody, and which routes are this service's is not known",
        places=(evidence.page("status", "routes and receivers"),),
        remedy="Give the labels that the service's alerts carry, and look again.",
    )


def _told(item: Destination) -> str:
    ways = f"by {', '.join(item.ways)}" if item.ways else "nobody is told"
    return f"{item.receiver}: {ways}" + (f" where {item.when}" if item.when else "")
