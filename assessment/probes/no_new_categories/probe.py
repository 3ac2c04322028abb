"""Whether live rows hold categories that the training data does not know."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import KnownValues, NewCategories
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The column with the largest share of rows in unknown categories decides."""
    known = evidence.shift.known_values if evidence.shift else None
    if known is None:
        reason = (evidence.shift.reason if evidence.shift else "") or "no training table is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    if known.reason or not known.category_columns or not known.rows:
        reason = known.reason or "the two tables share no column of few categories"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    limit = evidence.objectives.unknown_share_limit * known.rows
    bad = [item for item in known.categories if item.rows > limit]
    worst = known.categories[0].rows / known.rows if known.categories else 0.0
    query = f"categories that {known.reference} has no row of"
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=_seen(known, bad),
        places=tuple(evidence.place(item.column, query) for item in known.categories[:5])
        or (evidence.place("", query),),
        readings=(evidence.reading("unknown_category_rows", worst, "ratio", query),),
    )


def _seen(known: KnownValues, bad: list[NewCategories]) -> str:
    if not known.categories:
        return f"no new category in {known.category_columns} columns of {known.rows:,} rows"
    told = "; ".join(_told(item, known.rows) for item in (bad or known.categories)[:3])
    return (
        f"{len(known.categories)} of {known.category_columns} columns hold new categories: {told}"
    )


def _told(item: NewCategories, rows: int) -> str:
    many = "one new" if item.categories == 1 else f"{item.categories:,} new"
    return f"{item.column} {many} in {item.rows:,} of {rows:,} rows"
