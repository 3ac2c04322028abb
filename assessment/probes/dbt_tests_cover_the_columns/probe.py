"""Which share of the columns that the use case reads has a test."""

from assessment.connectors.runtime.saying import percent
from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import reading
from assessment.model import Outcome
from assessment.observation import Observation

METRIC = "critical_columns_with_rules"


def observe(evidence: WarehouseEvidence) -> Observation:
    """Only the tables that were chosen: columns of others need not matter."""
    tables = [item for item in evidence.tables if item.chosen]
    columns, tested = sum(item.columns for item in tables), sum(item.tested for item in tables)
    if not evidence.narrowed or not columns:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed="no column of these tables is declared or catalogued" if evidence.narrowed
            else "which tables the use case reads was not said",
        )  # fmt: skip
    share, wanted = tested / columns, evidence.objectives.column_rule_share
    known = "in the catalogue or declared" if evidence.catalogued else "declared"
    return Observation(
        outcome=Outcome.PRESENT if share >= wanted else Outcome.ABSENT,
        observed=f"{tested} of {columns} columns that are {known} have a test ({percent(share)})",
        places=tuple(evidence.place("manifest.json", item.name) for item in tables[:4]),
        readings=(reading(evidence, METRIC, share, "ratio", columns, "manifest.json"),),
    )
