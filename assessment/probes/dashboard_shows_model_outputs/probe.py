"""Whether the model's outputs are charted."""

import re

from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.saying import counted, matching, no_panel, shown
from assessment.model import Outcome
from assessment.observation import Observation

OUTPUTS = re.compile(
    r"(?i)(?:^|[\W_])(?:scores?|confidence|predictions?|predicted|model_outputs?|outputs?|drift|psi|"
    r"probabilit(?:y|ies)|classes|classification|calibration|uncertainty)(?:[\W_]|$)"
)


def observe(evidence: DashboardEvidence) -> Observation:
    """Only panels of the service are looked at; without any there is no page to judge."""
    if not evidence.panels:
        seen = no_panel(evidence)
        return seen.model_copy(update={"outcome": Outcome.UNAVAILABLE})
    found = matching(evidence, OUTPUTS)
    if found:
        return Observation(
            outcome=Outcome.PRESENT, places=shown(found),
            observed=f"{counted(len(found), 'panel')}: {', '.join(item.title for item in found[:3])}",
        )  # fmt: skip
    if not evidence.complete:
        return Observation(
            outcome=Outcome.UNAVAILABLE, places=shown(evidence.panels),
            observed=f"none of {len(evidence.panels)} panels; not every dashboard was read",
            remedy="Choose the dashboards of the service.",
        )  # fmt: skip
    return Observation(
        outcome=Outcome.ABSENT, places=shown(evidence.panels),
        observed=f"none of {counted(len(evidence.panels), 'panel')} of the service",
    )  # fmt: skip
