"""Whether the error budget goes slowly enough."""

from assessment.connectors.runtime.capacity_evidence import Window
from assessment.connectors.runtime.error_budget import (
    Burning,
    burn,
    burning,
    enough,
    exhausted_in,
    pairs,
)
from assessment.connectors.runtime.evidence import RuntimeEvidence, span
from assessment.connectors.runtime.target import target
from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation

METRIC = "burn_rate"


def observe(evidence: RuntimeEvidence) -> Observation:
    """Absent where one pair of windows burns; present where the longest window had traffic enough."""
    capacity, aim = evidence.capacity, target(evidence)
    if not capacity.counted.read:
        return capacity.counted.unavailable()
    if aim.value >= 1:
        return _unavailable("an objective of 100 % has no budget to burn", "")
    least = evidence.objectives.budget_minimum_failures
    if found := burning(capacity.windows, aim.value, least):
        return _burns(evidence, found[0])
    longest = max(pair.long for pair in pairs())
    window = next((item for item in capacity.windows if item.seconds == longest), None)
    if window is None or window.errors is None:
        return _unavailable(
            f"less than {span(longest)} of requests and errors are held",
            f"Look again when {span(longest)} of samples are kept.",
        )
    if not enough(window.requests, aim.value, least):
        seen = f"{window.requests:,.0f} requests in {span(longest)} are too few to tell, {aim.told}"
        return _unavailable(seen, "Look again when there was more traffic.")
    return _steady(evidence, window)


def _burns(evidence: RuntimeEvidence, found: Burning) -> Observation:
    pair, aim = found.pair, target(evidence)
    lasts = span(exhausted_in(found.rate) or 0.0)
    return _judged(
        evidence, pair.long, found.rate, Outcome.ABSENT,
        f"{found.rate:.1f} times too fast over {span(pair.long)} and still over {span(pair.short)} "
        f"(limit {pair.factor:g}); a month's budget would last {lasts}, {aim.told}",
    )  # fmt: skip


def _steady(evidence: RuntimeEvidence, window: Window) -> Observation:
    aim = target(evidence)
    rate = burn(window.errors or 0.0, window.requests, aim.value)
    shown = ", ".join(
        f"{burn(item.errors, item.requests, aim.value):.1f} over {span(item.seconds)}"
        for item in evidence.capacity.windows
        if item.errors is not None and item.requests > 0 and item.seconds in _long()
    )
    told = f"burn rates {shown}, {aim.told}"
    return _judged(evidence, window.seconds, rate, Outcome.PRESENT, told)


def _long() -> set[int]:
    return {pair.long for pair in pairs()}


def _judged(
    evidence: RuntimeEvidence, seconds: int, rate: float, outcome: Outcome, seen: str
) -> Observation:
    window = next(item for item in evidence.capacity.windows if item.seconds == seconds)
    signal = evidence.signal("error_ratio")
    query = f"errors / requests over {span(seconds)} / (1 - objective)"
    return Observation(
        outcome=outcome,
        observed=seen,
        places=(Place(label=evidence.service or "metrics", query=query, url=signal.url),),
        readings=(
            Reading(
                metric=METRIC, value=rate, unit="times", n=window.requests,
                window_seconds=float(seconds), query=query, url=signal.url,
                read_at=evidence.read_at,
            ),
        ),
    )  # fmt: skip


def _unavailable(seen: str, remedy: str) -> Observation:
    return Observation(outcome=Outcome.UNAVAILABLE, observed=seen, remedy=remedy)
