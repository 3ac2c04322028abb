"""Whether the columns of a table are still what a reader expects."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import SchemaChange
from assessment.model import Outcome
from assessment.observation import Observation

SHOWN = 4


def observe(evidence: DatasetEvidence) -> Observation:
    """One missing or retyped column is absent; what is new is told."""
    changes = list(evidence.schema_changes)
    if evidence.shift and evidence.shift.columns:
        changes.append(evidence.shift.columns)
    if not changes:
        seen = "this is the first look, and no training table is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    broken = [change for change in changes if change.broken]
    lost = {name for change in broken for name in _names(change)}
    query = "columns against " + " and ".join(change.against for change in changes)
    return Observation(
        outcome=Outcome.ABSENT if broken else Outcome.PRESENT,
        observed="; ".join(_seen(change) for change in (broken or changes)),
        places=tuple(evidence.place(name, query) for name in sorted(lost)[:5])
        or (evidence.place("", query),),
        readings=(
            evidence.reading("unannounced_breaking_changes", float(len(lost)), "count", query),
        ),
    )


def _names(change: SchemaChange) -> list[str]:
    return [*change.missing, *(item.column for item in change.retyped)]


def _seen(change: SchemaChange) -> str:
    parts = []
    if change.missing:
        parts.append(f"{_listed(change.missing)} missing")
    if change.retyped:
        kinds = tuple(f"{item.column} ({item.before} to {item.now})" for item in change.retyped)
        parts.append(f"{_listed(kinds)} changed")
    if change.added:
        parts.append(f"{_listed(change.added)} new")
    told = ", ".join(parts) or f"the same {change.columns} columns"
    return f"against {change.against}: {told}"


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
