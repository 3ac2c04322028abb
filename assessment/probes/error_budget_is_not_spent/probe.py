"""Whether failures have used up what the objective allows in thirty days."""

from assessment.connectors.runtime.error_budget import enough, exhausted_in, left
from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.connectors.runtime.saying import long_enough, not_yet, undecided
from assessment.connectors.runtime.target import Target, target
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "error_budget_left"
DAYS = 30.0


def observe(evidence: RuntimeEvidence) -> Observation:
    """A month says both; less than a month can only show that the whole month's budget is gone."""
    signal, aim = evidence.signal("error_ratio"), target(evidence)
    if signal.value is None or not signal.n:
        return undecided(evidence, "error_ratio")
    if aim.value >= 1:
        return undecided(evidence, "error_ratio", "an objective of 100 % has no budget")
    if not enough(signal.n, aim.value, evidence.objectives.budget_minimum_failures):
        seen = f"{signal.n:,.0f} requests are too few to tell, {aim.told}"
        return undecided(evidence, "error_ratio", seen, "Look again when there was more traffic.")
    remaining = left(signal.value * signal.n, signal.n, aim.value)
    if long_enough(evidence, DAYS):
        return _decided(evidence, remaining, aim, present=remaining > 0)
    # At the present traffic a month would hold more requests: this much of its budget is gone.
    gone = (1 - remaining) * evidence.history_days / DAYS
    if gone >= 1:
        return _decided(evidence, 1 - gone, aim, present=False)
    seen = f"{gone:.0%} of a month's budget spent in {span(evidence.history_seconds)}, {aim.told}"
    return not_yet(evidence, "error_ratio", seen, DAYS)


def _decided(
    evidence: RuntimeEvidence, remaining: float, aim: Target, *, present: bool
) -> Observation:
    signal = evidence.signal("error_ratio")
    seen = f"{_told(remaining)} of {signal.n or 0:,.0f} requests, {aim.told}"
    return Observation(
        outcome=Outcome.PRESENT if present else Outcome.ABSENT,
        observed=seen + _pace(evidence, remaining),
        places=evidence.place(signal),
        readings=(
            Reading(
                metric=METRIC, value=remaining, unit="ratio", n=signal.n,
                window_seconds=evidence.window_seconds, history_seconds=evidence.history_seconds,
                query=f"1 - ({signal.query}) / {1 - aim.value:.6g}", url=signal.url,
                read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip


def _told(remaining: float) -> str:
    if remaining < 0:
        return f"budget overspent by {-remaining:.0%}"
    return f"{remaining:.0%} of the budget left"


def _pace(evidence: RuntimeEvidence, remaining: float) -> str:
    """How long what is left would last at the pace of the last three days."""
    aim = target(evidence).value
    longest = max(evidence.capacity.windows, key=lambda item: item.seconds, default=None)
    if longest is None or longest.errors is None or not longest.requests or remaining <= 0:
        return ""
    rate = longest.errors / longest.requests / (1 - aim)
    seconds = exhausted_in(rate, remaining)
    if seconds is None or seconds > 90 * 86400:
        return ""
    return f"; gone in {span(seconds)} at the pace of the last {span(longest.seconds)}"
