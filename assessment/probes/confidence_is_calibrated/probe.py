"""Whether a model's confidence is true."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.measures import Calibration, CalibrationBin
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """The calibration error, less what chance gives, decides where there are labels enough."""
    log, goals = evidence.predictions, evidence.objectives
    seen = log.calibration if log else None
    if log is None or seen is None:
        told = (log.reason if log else "") or "no log of predictions with score and label is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    if seen.reason or seen.error is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=seen.reason or "nothing to compare"
        )
    if seen.rows < goals.minimum_labels:
        few = f"{seen.rows:,} labelled predictions, and {goals.minimum_labels:g} are needed"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=few)
    excess = seen.error - (seen.by_chance or 0.0)
    query = f"{log.score} against {log.label} in ten parts"
    reading = evidence.reading("calibration_error", seen.error, "ratio", query)
    return Observation(
        outcome=Outcome.ABSENT if excess > goals.calibration_limit else Outcome.PRESENT,
        observed=_seen(seen, seen.error),
        places=(evidence.place(log.score, query),),
        readings=(reading.model_copy(update={"n": float(seen.rows)}),),
    )


def _seen(seen: Calibration, error: float) -> str:
    worst = max(seen.bins, key=_weight, default=None)
    told = f"calibration error {error:.3f} over {seen.rows:,} predictions"
    if seen.by_chance is not None:
        told += f", of which chance gives {seen.by_chance:.3f}"
    if worst is not None:
        told += f"; where it says {worst.confidence:.0%} it is right in {worst.right:.0%}"
    return told


def _weight(item: CalibrationBin) -> float:
    return item.rows * abs(item.confidence - item.right)
