"""Whether every table of the use case has a test."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: WarehouseEvidence) -> Observation:
    """What a chosen table is made from counts as much as the table."""
    tables = evidence.tables
    if not tables:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="the project tells of no table")
    without = [item.name for item in tables if not item.tests]
    tests = sum(item.tests for item in tables)
    more = f"; none on {few(without)}" if without else ""
    return Observation(
        outcome=Outcome.ABSENT if without else Outcome.PRESENT,
        observed=f"{tests} tests on {len(tables) - len(without)} of {len(tables)} tables{more}",
        places=tuple(evidence.place("manifest.json", name) for name in without[:4])
        or (evidence.place("manifest.json"),),
    )
