"""Whether cost follows load in a straight line or below it."""

from assessment.connectors.runtime.capacity_evidence import CostGrowth
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC, UNIT_COST = "cost_elasticity", "cost_per_thousand"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Three bands: linear or better, steep, and between them no verdict; with the interval."""
    cost, held = evidence.capacity.cost, evidence.objectives
    if not evidence.capacity.costed.read:
        return evidence.capacity.costed.unavailable()
    if cost is None:
        return Observation(outcome=Outcome.UNAVAILABLE, observed="no cost could be read")
    if cost.load_range < held.load_range:
        seen = f"the load varied {cost.load_range:.1f} times, {held.load_range:g} are needed"
        return _seen(evidence, Outcome.UNAVAILABLE, seen, _more_range())
    if cost.fixed_share >= held.fixed_cost_limit:
        seen = f"{cost.fixed_share:.0%} of the cost came whatever the load: nothing was added yet"
        return _seen(evidence, Outcome.UNAVAILABLE, f"{seen}; {_told(cost)}", _more_range())
    return _banded(evidence, cost)


def _banded(evidence: RuntimeEvidence, cost: CostGrowth) -> Observation:
    held = evidence.objectives
    linear, steep = held.cost_elasticity_limit, held.cost_elasticity_steep
    if cost.elasticity <= linear and cost.high <= steep:
        return _seen(evidence, Outcome.PRESENT, _told(cost))
    if cost.elasticity > steep and cost.low > linear:
        return _seen(evidence, Outcome.ABSENT, f"{_told(cost)}: steeper than {steep:g}")
    between = f"{_told(cost)}: not within {linear:g}, and not beyond {steep:g} for certain"
    return _seen(evidence, Outcome.UNAVAILABLE, between, "Look again with more weeks of hours.")


def _told(cost: CostGrowth) -> str:
    estimated = " (estimated from instances)" if cost.estimated else ""
    idle = f", {cost.idle_hours} idle ones left out" if cost.idle_hours else ""
    return (
        f"one percent of load brings {cost.elasticity:.2f} percent of cost "
        f"[{cost.low:.2f} to {cost.high:.2f}]{estimated} over {cost.hours} hours{idle}; "
        f"{cost.per_thousand:.4g} for 1,000 requests, {max(0.0, cost.fixed_share):.0%} of it fixed"
    )


def _more_range() -> str:
    return "Look again over weeks that hold quiet and busy hours, or measure cost in a load test."


def _seen(evidence: RuntimeEvidence, outcome: Outcome, seen: str, remedy: str = "") -> Observation:
    cost = evidence.capacity.cost
    if cost is None:
        return Observation(outcome=outcome, observed=seen, remedy=remedy)
    place = Place(label=evidence.service or "cost", query=cost.query, url=cost.url)
    return Observation(
        outcome=outcome, observed=seen, places=(place,), remedy=remedy,
        readings=(
            _reading(evidence, cost, METRIC, cost.elasticity),
            _reading(evidence, cost, "cost_elasticity_low", cost.low),
            _reading(evidence, cost, UNIT_COST, cost.per_thousand),
        ),
    )  # fmt: skip


def _reading(evidence: RuntimeEvidence, cost: CostGrowth, metric: str, value: float) -> Reading:
    interval = {"low": cost.low, "high": cost.high} if metric == METRIC else {}
    return Reading(
        metric=metric, value=value, unit="currency" if metric == UNIT_COST else "elasticity",
        n=float(cost.hours), window_seconds=evidence.window_seconds,
        history_seconds=evidence.history_seconds, query=cost.query, url=cost.url,
        read_at=evidence.read_at, **interval,
    )  # fmt: skip
