"""Whether the emergency path is the exception."""

from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import reading, window
from assessment.connectors.runtime.arithmetic import wilson
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Without a single mark nobody may be marking: that decides nothing."""
    if not evidence.changing.read:
        return evidence.changing.unavailable()
    people = [item for item in evidence.changes if not item.bot]
    marked = [item for item in people if item.emergency]
    days = evidence.objectives.delivery_days
    if not marked:
        seen = f"none of {len(people)} changes in {days:.0f} days is marked as an emergency"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    share, limit = len(marked) / len(people), evidence.objectives.emergency_limit
    low, high = wilson(len(marked), len(people))
    outcome = Outcome.PRESENT if high <= limit else Outcome.UNAVAILABLE
    number = reading(
        evidence, "emergency_changes", share, "ratio", n=len(people), low=low, high=high,
        query="merged changes that say hotfix or emergency", **window(evidence),
    )  # fmt: skip
    return Observation(
        outcome=Outcome.ABSENT if low > limit else outcome, readings=(number,),
        observed=f"{len(marked)} of {len(people)} changes say hotfix or emergency, limit {limit:.0%}",
        places=tuple(evidence.request(item) for item in marked[:4]),
    )  # fmt: skip
