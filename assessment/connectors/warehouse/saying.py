"""How a probe of a dbt project says what it saw, and that an old artifact proves nothing today."""

from datetime import datetime

from assessment.connectors.rest import Reach
from assessment.connectors.runtime.evidence import span
from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

SHOWN = 4


def too_old(evidence: WarehouseEvidence, written: datetime | None, name: str) -> Observation | None:
    """Unavailable where the artifact is older than the limit, or does not say how old it is."""
    limit = evidence.objectives.artifact_age_limit_hours
    if written is None:
        return _unavailable(f"{name} does not say when it was written", name)
    age = (evidence.read_at - written).total_seconds()
    if age > limit * 3600:
        return _unavailable(f"{name} is {span(age)} old, limit {span(limit * 3600)}", name)
    return None


def unread(
    evidence: WarehouseEvidence, reach: Reach, written: datetime | None, name: str
) -> Observation | None:
    """Unavailable where the artifact is not there or too old; else ``None``."""
    return reach.unavailable() if not reach.read else too_old(evidence, written, name)


def reading(
    evidence: WarehouseEvidence, metric: str, value: float, unit: str, n: float, artifact: str
) -> Reading:
    """A number out of an artifact."""
    return Reading(
        metric=metric, value=value, unit=unit, n=n, query=artifact, url=evidence.reader,
        read_at=evidence.read_at,
    )  # fmt: skip


def few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _unavailable(observed: str, name: str) -> Observation:
    return Observation(
        outcome=Outcome.UNAVAILABLE, observed=observed,
        remedy=f"Give the {name} of the last run, or let the pipeline put it where it is read.",
    )  # fmt: skip
