"""Whether the stated business metric is charted."""

from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.saying import shown
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DashboardEvidence) -> Observation:
    """Decides only where somebody said how the business metric is called."""
    if not evidence.business:
        return _unavailable("nobody stated how the business metric is called")
    if not evidence.searched.read:
        return evidence.searched.unavailable()
    if evidence.business_panels:
        named = ", ".join(item.title for item in evidence.business_panels[:3])
        return Observation(
            outcome=Outcome.PRESENT, observed=named, places=shown(evidence.business_panels)
        )
    words = ", ".join(evidence.business[:3])
    if not evidence.complete or not evidence.listed:
        return _unavailable(f"{evidence.looked} of {evidence.listed} dashboards, none with {words}")
    return Observation(
        outcome=Outcome.ABSENT, observed=f"no panel of {evidence.listed} dashboards has {words}",
        places=(evidence.page("dashboards", "dashboards"),),
    )  # fmt: skip


def _unavailable(observed: str) -> Observation:
    return Observation(outcome=Outcome.UNAVAILABLE, observed=observed)
