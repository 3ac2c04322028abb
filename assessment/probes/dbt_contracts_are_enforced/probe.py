"""Whether what the use case reads is built under a contract."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few, reading
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "sources_under_contract"


def observe(evidence: WarehouseEvidence) -> Observation:
    """Only models can have one; what they are made from is their producer's own matter."""
    if not evidence.narrowed:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="which tables the use case reads was not said"
        )
    models = [item for item in evidence.models if item.chosen]
    if not models:
        seen = "the use case reads sources only, which dbt cannot put under a contract"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    without = [item.name for item in models if not item.contract]
    have = len(models) - len(without)
    more = f"; none on {few(without)}" if without else ""
    share = have / len(models)
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{have} of {len(models)} models under an enforced contract{more}",
        places=tuple(evidence.place("manifest.json", item.name) for item in models[:4]),
        readings=(reading(evidence, METRIC, share, "ratio", len(models), "manifest.json"),),
    )
