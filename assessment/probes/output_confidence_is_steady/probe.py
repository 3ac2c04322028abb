"""Whether a model's scores are distributed as in the weeks before."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The index between the two windows, less what chance gives, decides."""
    log, limit = evidence.predictions, evidence.objectives.psi_limit
    seen = log.scores if log else None
    if log is None or seen is None:
        told = (log.reason if log else "") or "no log of predictions with a score is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    if seen.reason or seen.psi is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=seen.reason or "nothing to compare"
        )
    excess = seen.psi - (seen.psi_by_chance or 0.0)
    query = f"PSI of {log.score}, newest 7 days against the 28 before"
    reading = evidence.reading("output_psi", excess, "PSI", query)
    return Observation(
        outcome=Outcome.ABSENT if excess > limit else Outcome.PRESENT,
        observed=(
            f"index {seen.psi:.2f} over {seen.rows:,} and {seen.earlier_rows:,} predictions, "
            f"limit {limit:g}; mean score {seen.mean or 0:.2f}, before {seen.earlier_mean or 0:.2f}"
        ),
        places=(evidence.place(log.score, query),),
        readings=(reading.model_copy(update={"n": float(seen.rows)}),),
    )
