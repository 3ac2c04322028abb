"""Whether somebody owns what the use case reads."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: WarehouseEvidence) -> Observation:
    """The tables that were chosen; owners of what they are made from are another matter."""
    tables = [item for item in evidence.tables if item.chosen]
    if not evidence.narrowed or not tables:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="which tables the use case reads was not said"
        )
    without = [item.name for item in tables if not item.owned]
    more = f"; none on {few(without)}" if without else ""
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{len(tables) - len(without)} of {len(tables)} tables have an owner{more}",
        places=tuple(evidence.place("manifest.json", item.name) for item in tables[:4]),
    )
