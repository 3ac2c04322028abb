"""Whether live data looks like training data."""

from assessment.connectors.tables.evidence import DatasetEvidence, Shift, ShiftReport
from assessment.model import Outcome
from assessment.observation import Observation

SHOWN = 3


def observe(evidence: DatasetEvidence) -> Observation:
    """The largest index, less what chance gives for these sizes, decides."""
    report, limit = evidence.shift, evidence.objectives.psi_limit
    if report is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no training table is named")
    if report.reason or not report.shifts:
        reason = report.reason or "no column could be compared"
        return Observation(outcome=Outcome.UNAVAILABLE, observed=reason)
    moved = [shift for shift in report.shifts if shift.moved(limit)]
    worst = max(report.shifts, key=lambda shift: shift.excess)
    query = f"PSI of {worst.column} against {report.reference}"
    return Observation(
        outcome=Outcome.ABSENT if moved else Outcome.PRESENT,
        observed=_seen(report, moved, worst, limit),
        places=tuple(
            evidence.place(shift.column, f"PSI {shift.psi:.2f}, JS {shift.js:.2f}")
            for shift in (moved or [worst])[:5]
        ),
        readings=(evidence.reading("max_feature_psi", worst.psi, "PSI", query),),
    )


def _seen(report: ShiftReport, moved: list[Shift], worst: Shift, limit: float) -> str:
    sizes = f"{report.live_rows:,} live and {report.reference_rows:,} training rows"
    note = _left_out(report)
    if not moved:
        return f"largest index {worst.psi:.2f} ({worst.column}) of {sizes}, limit {limit:g}{note}"
    named = ", ".join(shift.told for shift in moved[:SHOWN])
    return f"{len(moved)} of {len(report.shifts)} features moved ({named}) in {sizes}{note}"


def _left_out(report: ShiftReport) -> str:
    if not report.running:
        return ""
    named = ", ".join(report.running[:SHOWN])
    more = f" and {len(report.running) - SHOWN} more" if len(report.running) > SHOWN else ""
    return f"; left out, as no value comes twice in either table: {named}{more}"
