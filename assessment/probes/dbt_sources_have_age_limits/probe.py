"""Whether it is written down how old a source may be."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: WarehouseEvidence) -> Observation:
    """Every source counts; a project without sources declares none."""
    sources = evidence.sources
    if not sources:
        seen = "the tables of the use case are made from no declared source"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=seen)
    without = [item.name for item in sources if not item.limited]
    more = f"; none on {few(without)}" if without else ""
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{len(sources) - len(without)} of {len(sources)} sources have a limit{more}",
        places=(evidence.place("manifest.json"),),
    )
