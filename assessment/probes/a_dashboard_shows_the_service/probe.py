"""Whether a dashboard shows the service."""

from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.saying import counted, no_panel, shown
from assessment.model import Outcome
from assessment.observation import Observation


def observe(evidence: DashboardEvidence) -> Observation:
    """Panels whose data source is gone do not count."""
    if not evidence.panels:
        return no_panel(evidence)
    pages = [item for item in evidence.dashboards if any(not one.broken for one in item.panels)]
    dates = [item.updated_at for item in pages if item.updated_at]
    edited = f", last changed {max(dates):%-d %B %Y}" if dates else ""
    named = ", ".join(item.title for item in pages[:3])
    return Observation(
        outcome=Outcome.PRESENT,
        observed=f"{counted(len(evidence.panels), 'panel')} on {named}{edited}",
        places=shown(evidence.panels),
    )
