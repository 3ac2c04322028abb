"""Whether the newest week looks like the days that were kept as reference."""

from assessment.connectors.tables.evidence import DatasetEvidence, Shift, ShiftReport
from assessment.model import Outcome
from assessment.observation import Observation

SHOWN = 3


def observe(evidence: DatasetEvidence) -> Observation:
    """A column that moved by more than the limit, and by more than chance among so many columns."""
    report, limit = evidence.drift, evidence.objectives.psi_limit
    if report is None:
        seen = "no week of earlier days is kept of this table"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)
    if report.reason or not report.shifts:
        reason = report.reason or "no column can be compared"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    moved = [shift for shift in report.shifts if shift.moved(limit)]
    worst = max(report.shifts, key=lambda shift: shift.excess)
    query = f"PSI of {worst.column}, newest week against {report.reference}"
    return Observation(
        outcome=Outcome.ABSENT if moved else Outcome.PRESENT,
        observed=_seen(report, moved, worst, limit),
        places=tuple(
            evidence.place(shift.column, f"PSI {shift.psi:.2f}, JS {shift.js:.2f}")
            for shift in (moved or [worst])[:5]
        ),
        readings=(evidence.reading("max_drift_psi", worst.psi, "PSI", query),),
    )


def _seen(report: ShiftReport, moved: list[Shift], worst: Shift, limit: float) -> str:
    sizes = (
        f"{report.live_rows:,} rows of the newest week "
        f"against {report.reference_rows:,} of {report.reference}"
    )
    if not moved:
        return f"largest index {worst.psi:.2f} ({worst.column}), limit {limit:g}; {sizes}"
    named = ", ".join(shift.told for shift in moved[:SHOWN])
    return f"{len(moved)} of {len(report.shifts)} columns moved ({named}); {sizes}"
