"""Whether what is paid for is used."""

from assessment.connectors.metering.evidence import CostEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "cost_efficiency"
LEAST_DAYS = 3


def observe(evidence: CostEvidence) -> Observation:
    """By cost-weighted use of processors and memory; a day or two decide nothing."""
    used, limit = evidence.efficiency, evidence.objectives.cost_efficiency_limit
    if used is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="the meter does not say how much was used",
            places=evidence.place(),
        )  # fmt: skip
    seen = f"{used:.0%} of what was asked for was used over {len(evidence.days)} days, limit {limit:.0%}"
    if evidence.cluster_cost > 0 and evidence.idle_cost > 0:
        seen += f"; {evidence.idle_cost / evidence.cluster_cost:.0%} of the cluster's cost idles"
    outcome = Outcome.PRESENT if used >= limit else Outcome.ABSENT
    if len(evidence.days) < LEAST_DAYS:
        outcome = Outcome.UNAVAILABLE
    reading = Reading(
        metric=METRIC, value=used, unit="ratio", n=float(len(evidence.days)),
        window_seconds=evidence.window_days * 86400.0, query=evidence.query, url=evidence.reader,
        read_at=evidence.read_at,
    )  # fmt: skip
    return Observation(
        outcome=outcome, observed=seen, places=evidence.place(), readings=(reading,),
        remedy="Look again in a week." if outcome is Outcome.UNAVAILABLE else "",
    )  # fmt: skip
