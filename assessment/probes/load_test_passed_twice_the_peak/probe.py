"""Whether twice the present peak was served in a load test."""

from assessment.connectors.arrivals.evidence import BY_THE_SERVICE, LoadEvidence
from assessment.model import Outcome, Reading
from assessment.observation import Observation

METRIC = "load_test_multiple"
TWICE = 2.0
"""The anchor's own words: a load test at twice the peak."""


def observe(evidence: LoadEvidence) -> Observation:
    """By the fastest step that was passed; the service's own end below it is absent."""
    peak, best = evidence.peak_rps, evidence.highest
    if peak is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="the present peak is not stated",
            places=evidence.place(), remedy="State peak_rps, the present peak.",
        )  # fmt: skip
    times = best.offered / peak if best else 0.0
    seen = (
        f"passed up to {times:.1f} times the peak of {peak:g} requests a second; {evidence.ended}"
    )
    outcome = Outcome.UNAVAILABLE
    if times >= TWICE * evidence.objectives.offered_share:
        outcome = Outcome.PRESENT
    elif evidence.ending in BY_THE_SERVICE or _failed(evidence):
        outcome = Outcome.ABSENT
    reading = Reading(
        metric=METRIC, value=times, unit="times", n=float(evidence.sent),
        query=f"X-Prodworthy-Load: {evidence.tag}", read_at=evidence.read_at,
    )  # fmt: skip
    return Observation(
        outcome=outcome, observed=seen, places=evidence.place(), readings=(reading,) if best else ()
    )


def _failed(evidence: LoadEvidence) -> bool:
    """Whether some step was really offered and not passed, though the test went on."""
    return any(evidence.really(step) and not evidence.passed(step) for step in evidence.steps)
