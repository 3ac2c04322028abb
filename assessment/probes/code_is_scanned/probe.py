"""Whether a scanner reads the code."""

from assessment.connectors.scans.evidence import SarifEvidence, ScorecardEvidence
from assessment.connectors.scans.judging import looking_for, none_known, outdated, scored
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: SarifEvidence | ScorecardEvidence) -> Observation:
    """A run that ended is a scan; a file without one says nothing."""
    if isinstance(evidence, ScorecardEvidence):
        return scored(evidence, "SAST")
    if (stop := outdated(evidence)) is not None:
        return stop
    mine = looking_for(evidence, "weaknesses")
    if not mine:
        return none_known(evidence, "weaknesses")
    good = [item for item in mine if item.ended is not False]
    if not good:
        seen = f"the run of {mine[0].tool} did not end well"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    told = ", ".join(f"{item.tool} with {item.rules} rules" for item in good[:3])
    when = f"on {evidence.made_at:%d %b %Y}" if evidence.made_at else "on a day that is not told"
    return Observation(outcome=Outcome.PRESENT, observed=f"{told} ran {when}")
