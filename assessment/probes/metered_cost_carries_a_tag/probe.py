"""Whether the cost of the service is metered and can be told apart by its tag."""

from assessment.connectors.metering.evidence import CostEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC, UNIT_COST = "cost_tag_coverage", "cost_per_thousand"


def observe(evidence: CostEvidence) -> Observation:
    """The share of the cost that carries the tag; without a tag that was named there is none."""
    share, wanted = evidence.tagged_share, evidence.objectives.cost_tag_share
    if evidence.cost <= 0:
        return _seen(evidence, Outcome.UNAVAILABLE, "the meter shows no cost at all")
    told = f"{evidence.cost:.2f} in {len(evidence.days)} days{_unit(evidence)}"
    if share is None:
        return _seen(
            evidence, Outcome.UNAVAILABLE, f"{told}; no label was named",
            "Name the label by which the cost of use cases is told apart.",
        )  # fmt: skip
    outcome = Outcome.PRESENT if share >= wanted else Outcome.ABSENT
    return _seen(evidence, outcome, f"{share:.0%} of {told} carry {evidence.tag}")


def _unit(evidence: CostEvidence) -> str:
    cost = _per_thousand(evidence)
    return f", {cost:.4g} for 1,000 requests" if cost is not None else ""


def _per_thousand(evidence: CostEvidence) -> float | None:
    if not evidence.requests_a_day or not evidence.days:
        return None
    return 1000 * evidence.cost / len(evidence.days) / evidence.requests_a_day


def _seen(evidence: CostEvidence, outcome: Outcome, seen: str, remedy: str = "") -> Observation:
    return Observation(
        outcome=outcome, observed=seen, places=evidence.place(), remedy=remedy,
        readings=_readings(evidence),
    )  # fmt: skip


def _readings(evidence: CostEvidence) -> tuple[Reading, ...]:
    numbers = [
        (METRIC, evidence.tagged_share, "ratio"),
        (UNIT_COST, _per_thousand(evidence), "currency"),
    ]
    return tuple(
        Reading(
            metric=metric, value=value, unit=unit, n=float(len(evidence.days)),
            window_seconds=evidence.window_days * 86400.0, query=evidence.query,
            url=evidence.reader, read_at=evidence.read_at,
        )
        for metric, value, unit in numbers
        if value is not None
    )  # fmt: skip
