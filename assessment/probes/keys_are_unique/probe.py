"""Whether a table's key is one."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Keys
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """One repeated or missing key is absent."""
    keys = evidence.keys
    if keys is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no key is named")
    if keys.reason or not keys.rows:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=keys.reason or "the table has no row"
        )
    bad, name = keys.null_rows + keys.repeated_rows, ", ".join(keys.columns)
    query = f"count(*) by {name}"
    return Observation(
        outcome=Outcome.ABSENT if bad else Outcome.PRESENT,
        observed=_seen(keys, name),
        places=(evidence.place(name, query),),
        readings=(evidence.reading("rows_with_a_bad_key", bad / keys.rows, "ratio", query),),
    )


def _seen(keys: Keys, name: str) -> str:
    parts = []
    if keys.repeated_keys:
        parts.append(f"{keys.repeated_keys:,} keys on {keys.repeated_rows:,} rows too many")
    if keys.null_rows:
        parts.append(f"{keys.null_rows:,} rows without {name}")
    told = ", ".join(parts) or f"{name} is there once"
    return f"{told}, of {keys.rows:,} rows"
