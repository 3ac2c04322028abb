"""Whether the registered model says what it is and whose."""

from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: RegistryEvidence) -> Observation:
    """Both are there."""
    missing = [
        name
        for name, there in (("description", evidence.described), ("owner", evidence.owned))
        if not there
    ]
    return Observation(
        outcome=Outcome.ABSENT if missing else Outcome.PRESENT,
        observed=f"no {' and no '.join(missing)}" if missing else "description and owner are there",
        places=(evidence.place(),),
    )
