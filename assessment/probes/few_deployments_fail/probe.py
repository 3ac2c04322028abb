"""Whether deployments go well."""

from datetime import timedelta

from assessment.connectors.forge.dora import change_fail_ratio, failures
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import (
    as_measure,
    figure,
    followed,
    percents,
    reading,
    route_told,
    window,
)
from assessment.connectors.medians import Measure
from assessment.model import Outcome, Place
from assessment.observation import Observation

METRIC = "change_fail_ratio"


def observe(evidence: ForgeEvidence) -> Observation:
    """The interval decides. What we followed ourselves comes first: a forge counts incidents alone."""
    stop, own = followed(evidence), as_measure(figure(evidence, METRIC))
    if stop is None:
        return _judged(evidence, _followed(evidence), _told(evidence))
    return stop if own is None else _judged(evidence, own, "as the forge counts incidents")


def _followed(evidence: ForgeEvidence) -> Measure | None:
    within = timedelta(hours=evidence.objectives.change_fail_hours)
    return change_fail_ratio(evidence.delivery, within, evidence.read_at)


def _judged(evidence: ForgeEvidence, found: Measure | None, told: str) -> Observation:
    if found is None or found.low is None or found.high is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no deployment is old enough to be judged"
        )
    limit = evidence.objectives.change_fail_limit
    outcome = Outcome.PRESENT if found.high <= limit else Outcome.UNAVAILABLE
    if found.low > limit:
        outcome = Outcome.ABSENT
    number = reading(
        evidence, METRIC, found.value, "ratio", n=found.n, low=found.low, high=found.high,
        query=f"failed deployments, {told}", **window(evidence),
    )  # fmt: skip
    return Observation(
        outcome=outcome, observed=f"{percents(found)}, {told}, limit {limit:.0%}",
        places=_places(evidence), readings=(number,),
    )  # fmt: skip


def _places(evidence: ForgeEvidence) -> tuple[Place, ...]:
    within = timedelta(hours=evidence.objectives.change_fail_hours)
    bad = [item for item, failed in failures(evidence.delivery, within, evidence.read_at) if failed]
    return tuple(
        Place(label=f"deployment of {item.at:%d %b %Y}", url=item.url) for item in bad[-3:]
    )


def _told(evidence: ForgeEvidence) -> str:
    delivery, theirs = evidence.delivery, figure(evidence, METRIC)
    unwritten = "" if delivery.counted else "; no incident is written down at the forge"
    also = f"; the forge itself counts {theirs.value:.0%}" if theirs else ""
    return f"{route_told(evidence)}{unwritten}{also}"
