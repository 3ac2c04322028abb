"""Whether deployments are marked where the curves are."""

from assessment.connectors.dashboards.evidence import DashboardEvidence, Markers
from assessment.model import Outcome, Reading
from assessment.observation import Observation

DAY = 86_400.0
OURS = "Tag the marks with the name of the service, or put them on its dashboard."


def observe(evidence: DashboardEvidence) -> Observation:
    """Marks that do not say whose they are decide nothing."""
    marks = evidence.markers
    if marks is None or not evidence.marked.read:
        return evidence.marked.unavailable()
    days = (evidence.read_at - marks.since).total_seconds() / DAY
    if marks.times:
        return _marked(evidence, marks, days)
    if marks.others:
        return Observation(
            outcome=Outcome.UNAVAILABLE, remedy=OURS,
            observed=f"{marks.others} deployments are marked, none of them as one of this service",
        )  # fmt: skip
    if not evidence.searched.read:
        return evidence.searched.unavailable()
    if not evidence.listed:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="the account sees no dashboard and no mark"
        )
    return Observation(
        outcome=Outcome.ABSENT, observed=f"no deployment is marked in {days:.0f} days",
        places=(evidence.page("dashboards", "dashboards"),),
    )  # fmt: skip


def _marked(evidence: DashboardEvidence, marks: Markers, days: float) -> Observation:
    count = len(marks.times)
    reading = Reading(
        metric="deployments", value=float(count), unit="count", n=count, window_seconds=days * DAY,
        query="annotations tagged as deployments", url=evidence.reader, read_at=evidence.read_at,
    )  # fmt: skip
    return Observation(
        outcome=Outcome.PRESENT, readings=(reading,),
        observed=f"{count} marked in {days:.0f} days, {count / max(days, 1) * 7:.1f} a week",
        places=(evidence.page("dashboards", "dashboards"),),
    )  # fmt: skip
