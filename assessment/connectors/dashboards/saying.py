"""How a probe of dashboards says what it saw, and what it may conclude from seeing nothing."""

import re
from collections.abc import Sequence

from assessment.connectors.dashboards.evidence import DashboardEvidence, Panel, place
from assessment.model import Outcome, Place
from assessment.observation import Observation

SHOWN = 4


def matching(evidence: DashboardEvidence, pattern: re.Pattern[str]) -> tuple[Panel, ...]:
    """The panels of the service whose title or expression has the pattern."""
    return tuple(
        item
        for item in evidence.panels
        if any(pattern.search(text[:2000]) for text in (item.title, *item.expressions))
    )


def no_panel(evidence: DashboardEvidence) -> Observation:
    """What is to be said where no panel reads the service: absent only where all were looked at."""
    if not evidence.searched.read:
        return evidence.searched.unavailable()
    if not evidence.listed:
        return _unavailable(
            "the account sees no dashboard", "Let the account of this secret view the dashboards."
        )
    if evidence.by_choice:
        return _unavailable(
            f"a variable decides which service is shown on {_few(evidence.by_choice)}",
            "Give the names of the service's metrics, or choose its dashboards.",
        )
    if not evidence.complete:
        return _unavailable(
            f"{evidence.looked} of {evidence.listed} dashboards were read, none reads the service",
            "Choose the dashboards of the service.",
        )
    if broken := [item.title for one in evidence.dashboards for item in one.panels if item.broken]:
        seen = f"the data source of {_few(broken)} is gone"
        return Observation(outcome=Outcome.ABSENT, observed=seen, remedy="Mend the data source.")
    return Observation(
        outcome=Outcome.ABSENT,
        observed=f"no panel of {evidence.listed} dashboards reads {evidence.service}",
        places=(evidence.page("dashboards", "dashboards"),),
    )


def shown(panels: Sequence[Panel]) -> tuple[Place, ...]:
    """The first panels as places."""
    return tuple(place(item) for item in panels[:SHOWN])


def counted(count: int, what: str) -> str:
    """A number of things, such as ``1 panel`` or ``3 panels``."""
    return f"{count} {what}" + ("" if count == 1 else "s")


def _few(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return ", ".join(titles[:3]) + more


def _unavailable(observed: str, remedy: str) -> Observation:
    return Observation(outcome=Outcome.UNAVAILABLE, observed=observed, remedy=remedy)
