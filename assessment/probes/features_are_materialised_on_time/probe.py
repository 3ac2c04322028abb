"""Whether every feature view was materialised lately."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.connectors.runtime.saying import held_to
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Against the limit where the number is there; not applicable to what shows none."""
    limit = evidence.objectives.feature_age_limit_h * 3600
    return held_to(
        evidence, "feature_age_s", limit, span, after="ago",
        nobody="no feature store is watched under these labels",
    )  # fmt: skip
