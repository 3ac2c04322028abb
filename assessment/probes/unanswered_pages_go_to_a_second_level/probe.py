"""Whether a page goes on where nobody answers."""

from assessment.connectors.rota.evidence import OnCallEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: OnCallEvidence) -> Observation:
    """Steps without anybody to tell are none."""
    if not evidence.escalating.read:
        return evidence.escalating.unavailable()
    enough = evidence.levels >= evidence.objectives.escalation_levels
    word = "level tells" if evidence.levels == 1 else "levels tell"
    return Observation(
        outcome=Outcome.PRESENT if enough else Outcome.ABSENT,
        observed=f"{evidence.levels} {word} somebody where nobody answers",
        places=(evidence.place(f"escalation of {evidence.service}"),),
    )
