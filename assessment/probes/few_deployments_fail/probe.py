"""Whether deployments go well."""

from datetime import timedelta

from assessment.connectors.forge.dora import change_fail_ratio, failures
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.saying import followed, percents, reading, route_told, window
from assessment.model import Outcome, Place
from assessment.observation import Observation


def observe(evidence: ForgeEvidence) -> Observation:
    """The interval decides; releases and histories that could not be followed do not."""
    if (stop := followed(evidence)) is not None:
        return stop
    asked = evidence.objectives
    within, limit = timedelta(hours=asked.change_fail_hours), asked.change_fail_limit
    found = change_fail_ratio(evidence.delivery, within, evidence.read_at)
    if found is None or found.low is None or found.high is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="no deployment is old enough to be judged"
        )
    outcome = Outcome.PRESENT if found.high <= limit else Outcome.UNAVAILABLE
    if found.low > limit:
        outcome = Outcome.ABSENT
    number = reading(
        evidence, "change_fail_ratio", found.value, "ratio", n=found.n, low=found.low,
        high=found.high, query=f"failed deployments, {route_told(evidence)}", **window(evidence),
    )  # fmt: skip
    bad = [item for item, failed in failures(evidence.delivery, within, evidence.read_at) if failed]
    return Observation(
        outcome=outcome, observed=f"{percents(found)}, {_told(evidence)}, limit {limit:.0%}",
        places=tuple(Place(label=f"deployment of {item.at:%d %b %Y}", url=item.url) for item in bad[-3:]),
        readings=(number,),
    )  # fmt: skip


def _told(evidence: ForgeEvidence) -> str:
    unwritten = "" if evidence.delivery.counted else "; incidents are not written down at the forge"
    return f"{route_told(evidence)}{unwritten}"
