"""Whether the consumers of a queue keep up with what arrives."""

from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.connectors.runtime.saying import held_to
from assessment.observation import Observation


def observe(evidence: RuntimeEvidence) -> Observation:
    """Against the limit where the number is there; not applicable to what shows none."""
    limit = evidence.objectives.consumer_lag_limit_s
    return held_to(
        evidence, "consumer_lag_s", limit, span, after="behind",
        nobody="no consumer group is watched under these labels",
    )  # fmt: skip
