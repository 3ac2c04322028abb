"""Whether live numbers lie where the training data has any."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import KnownValues, OutsideRange
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The column with the most rows outside decides; what chance puts outside is taken off."""
    known = evidence.shift.known_values if evidence.shift else None
    if known is None:
        reason = (evidence.shift.reason if evidence.shift else "") or "no training table is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    if known.reason or not known.number_columns or not known.rows:
        reason = known.reason or "the two tables share no column of numbers"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    limit = (evidence.objectives.unknown_share_limit + _by_chance(known)) * known.rows
    bad = [item for item in known.ranges if item.rows > limit]
    worst = known.ranges[0].rows / known.rows if known.ranges else 0.0
    query = f"smallest and largest of {known.reference}"
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=_seen(known, bad),
        places=tuple(evidence.place(item.column, query) for item in known.ranges[:5])
        or (evidence.place("", query),),
        readings=(evidence.reading("out_of_range_rows", worst, "ratio", query),),
    )


def _by_chance(known: KnownValues) -> float:
    """Share of rows of the same kind beyond the extremes of a sample of n: 2 / (n + 1)."""
    return 2 / (known.reference_rows + 1)


def _seen(known: KnownValues, bad: list[OutsideRange]) -> str:
    if not known.ranges:
        return f"{known.number_columns} columns of {known.rows:,} rows lie in the known range"
    told = ", ".join(f"{item.column} {item.rows:,}" for item in (bad or known.ranges)[:3])
    return (
        f"{len(bad)} of {known.number_columns} columns leave the known range; "
        f"rows outside: {told} of {known.rows:,}"
    )
