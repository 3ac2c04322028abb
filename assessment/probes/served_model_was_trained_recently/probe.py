"""Whether the model that serves is young enough, by its own gauge."""

from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC = "model_age_days"


def observe(evidence: RuntimeEvidence) -> Observation:
    """The age against the stated limit, or the usual one, which is named as such."""
    model, held = evidence.capacity.trained, evidence.objectives
    if model is None:
        return evidence.capacity.training.unavailable()
    limit, stated = held.model_age_limit_days, "model_age_limit_days" in held.stated
    told = "the limit" if stated else "usual where no limit is stated"
    return Observation(
        outcome=Outcome.PRESENT if model.age_days <= limit else Outcome.ABSENT,
        observed=f"trained {max(0.0, model.age_days):.0f} days ago by {model.metric}, {limit:g} are {told}",
        places=(Place(label=model.metric, query=model.query, url=model.url),),
        readings=(
            Reading(
                metric=METRIC, value=max(0.0, model.age_days), unit="d", query=model.query,
                url=model.url, read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip
