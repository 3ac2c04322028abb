"""Whether the checks still run."""

from assessment.connectors.checks.evidence import ChecksEvidence
from assessment.connectors.checks.saying import aged, is_fresh, oldest
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ChecksEvidence) -> Observation:
    """The oldest of the runs decides: the file holds those of one checkpoint or scan."""
    if oldest(evidence) is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=aged(evidence), places=(evidence.place(),)
        )
    checks = sum(item.ran + item.errors for item in evidence.runs)
    return Observation(
        outcome=Outcome.PRESENT if is_fresh(evidence) else Outcome.ABSENT,
        observed=f"{checks} checks of {evidence.tool} ran {aged(evidence)}",
        places=tuple(evidence.place(item.suite) for item in evidence.runs[:4]),
    )
