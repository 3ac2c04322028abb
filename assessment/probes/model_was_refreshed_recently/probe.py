"""Whether the newest version is young enough."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "model_age_days"


def observe(evidence: RegistryEvidence) -> Observation:
    """The age against the stated limit, or the usual one, which is named as such."""
    newest = evidence.newest_at
    if newest is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=f"{evidence.model} has no version",
            places=(evidence.place(),),
        )  # fmt: skip
    age, limit = (evidence.read_at - newest).total_seconds() / 86400, evidence.objectives
    stated = "model_age_limit_days" in limit.stated
    told = "the limit" if stated else "usual where no limit is stated"
    return Observation(
        outcome=Outcome.PRESENT if age <= limit.model_age_limit_days else Outcome.ABSENT,
        observed=f"newest version {age:.0f} days old, {limit.model_age_limit_days:g} are {told}",
        places=(evidence.place(evidence.versions[0]),),
        readings=(
            Reading(metric=METRIC, value=age, unit="d", url=evidence.url, read_at=evidence.read_at),
        ),
    )
