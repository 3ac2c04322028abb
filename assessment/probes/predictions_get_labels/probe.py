"""Whether predictions meet their truth."""

from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DatasetEvidence) -> Observation:
    """Labelled predictions a week against the number that is needed."""
    log, needed = evidence.predictions, evidence.objectives.minimum_labels
    if log is None or log.reason or not log.label:
        told = (log.reason if log else "") or "no log of predictions with a label is named"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    if log.calibration and log.calibration.reason.startswith("the table has no column"):
        return Observation(outcome=Outcome.UNAVAILABLE, observed=log.calibration.reason)
    if log.labelled_a_week is None:
        told = log.undated or "the log holds less than a week with a time that can be read"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=told)
    query = f"count({log.label}) a week of the last four"
    week = log.labelled_a_week
    return Observation(
        outcome=Outcome.PRESENT if week >= needed else Outcome.ABSENT,
        observed=(
            f"{week:,.0f} labelled predictions a week, {needed:g} wanted; "
            f"{log.labelled_rows:,} of {log.rows:,} in all"
        ),
        places=(evidence.place(log.label, query),),
        readings=(evidence.reading("weekly_labelled_sample", week, "count", query),),
    )
