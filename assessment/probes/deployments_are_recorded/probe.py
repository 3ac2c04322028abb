"""Whether what reaches production is recorded."""

from assessment.connectors.forge.dora import deployed
from assessment.connectors.forge.evidence import Figure, ForgeEvidence
from assessment.connectors.forge.saying import (
    DAY,
    covered,
    figure,
    reaches,
    reading,
    route_told,
    weekly,
    window,
)
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """Releases decide nothing; nothing at all is absent only while there were changes to deploy."""
    if (counted := figure(evidence, "deployments")) is not None:
        return _counted(evidence, counted)
    if not evidence.delivering.read:
        return evidence.delivering.unavailable()
    good = deployed(evidence.delivery)
    if not good:
        return _none(evidence)
    days = covered(evidence) / DAY
    failed = len(evidence.delivery.deployments) - len(good)
    pace = len(good) / max(days, 1) * 7
    seen = f"{len(good)} in {days:.0f} days, {pace:.1f} a week, {route_told(evidence)}"
    count = reading(
        evidence, "deployments", len(good), "count", query=route_told(evidence), n=len(good),
        trend=weekly(evidence), **window(evidence),
    )  # fmt: skip
    return Observation(
        outcome=Outcome.PRESENT if reaches(evidence) else Outcome.UNAVAILABLE,
        observed=f"{seen}; {failed} attempts failed" if failed else seen,
        places=(Place(label="newest deployment", url=good[-1].url),), readings=(count,),
    )  # fmt: skip


def _counted(evidence: ForgeEvidence, found: Figure) -> Observation:
    """What the forge itself counts in production, over the whole window."""
    told, days = "as the forge itself counts", evidence.objectives.delivery_days
    asked = window(evidence) | {"history_seconds": days * DAY}
    count = reading(evidence, "deployments", found.value, "count", query=told, n=found.n, **asked)
    pace = found.value / days * 7
    return Observation(
        outcome=Outcome.PRESENT, readings=(count,),
        observed=f"{found.value:.0f} in {days:.0f} days, {pace:.1f} a week, {told}",
    )  # fmt: skip


def _none(evidence: ForgeEvidence) -> Observation:
    tried = "; ".join(evidence.delivery.told) or "no deployment, release or run"
    if not evidence.changing.read:
        return Observation(outcome=Outcome.UNAVAILABLE, observed=tried)
    if not evidence.changes:
        quiet = f"{tried}, and no change was merged either"
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=quiet, too_few=True)
    return Observation(
        outcome=Outcome.ABSENT,
        observed=f"{tried}, while {len(evidence.changes)} changes were merged",
    )
