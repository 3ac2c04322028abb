"""Whether a secret scanner found anything."""

from assessment.connectors.scans.evidence import SarifEvidence
from assessment.connectors.scans.judging import looking_for, none_known, outdated
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: SarifEvidence) -> Observation:
    """Only a tool that looks for secrets can say that there are none."""
    if (stop := outdated(evidence)) is not None:
        return stop
    mine = looking_for(evidence, "secrets")
    if not mine:
        return none_known(evidence, "secrets")
    count = sum(item.results for item in mine)
    if not count and any(item.ended is False for item in mine):
        seen = f"the run of {mine[0].tool} did not end well"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    spots = [found.spot for item in mine for found in item.found if found.spot]
    return Observation(
        outcome=Outcome.ABSENT if count else Outcome.PRESENT,
        observed=f"{mine[0].tool} found {count} open results",
        places=tuple(evidence.place(spot) for spot in spots[:6]),
    )
