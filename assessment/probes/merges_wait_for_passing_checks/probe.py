"""Whether a merge waits for checks."""

from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """What the rules ask for; a hidden rule decides nothing."""
    asked = evidence.protection.checks
    if asked is None:
        return evidence.guarding.unavailable()
    word = "waits for its checks" if asked else "waits for no check"
    return Observation(
        outcome=Outcome.PRESENT if asked else Outcome.ABSENT,
        observed=f"a merge to {evidence.branch} {word}",
        places=(evidence.page("/settings/branches", "/-/settings/merge_requests", "merge rules"),),
    )
