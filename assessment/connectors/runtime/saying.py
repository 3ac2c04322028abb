"""How a probe of a running service says what it saw."""

import math
import re
from collections.abc import Callable
from datetime import timedelta

from assessment.connectors.runtime.evidence import Rule, RuntimeEvidence, Signal, Status, span
from assessment.model import Outcome
from assessment.observation import Observation

SHARED = 0.99
"""A history this close to the length asked for is that length."""

UNKNOWN_FORM = (
    "Name the counter of requests under requests_metric (for Datadog the operation), or add the "
    "serving system to the catalogue."
)

SERVICE_LABELS = r"\b(job|service|app|namespace|deployment|destination_workload|model_name)\s*[=!]"


def percent(share: float) -> str:
    """A share as a percentage with as many digits as its distance from 1 or 0 needs."""
    distance = 100 * min(share, 1 - share)
    digits = min(4, max(1, 1 + math.ceil(-math.log10(distance)))) if distance > 1e-9 else 1
    whole, _, decimals = f"{share * 100:.{digits}f}".partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'} %"


def with_interval(signal: Signal) -> str:
    """A share with its interval and the requests behind it."""
    interval = ""
    if signal.low is not None and signal.high is not None:
        interval = f" [{percent(signal.low)} to {percent(signal.high)}]"
    return f"{percent(signal.value or 0.0)}{interval} of {signal.n or 0:,.0f} requests"


def held_to(
    evidence: RuntimeEvidence, metric: str, limit: float, worded: Callable[[float], str],
    *, after: str, nobody: str,
) -> Observation:  # fmt: skip
    """A meter of the service's surroundings against ``limit``, both in the metric's own unit.

    ``worded`` gives a value with its unit and ``after`` what follows it, such as *behind*.
    ``nobody`` says what is not watched: where the meter is not exposed, the question does not arise.
    """
    signal = evidence.signal(metric)
    if metric not in evidence.signals or signal.status is Status.NOT_EXPOSED:
        return Observation(outcome=Outcome.NOT_APPLICABLE, observed=nobody)
    if signal.value is None:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed=signal.reason or "there is no number",
            places=evidence.place(signal),
        )  # fmt: skip
    told = f"{worded(signal.value)} {after} ({signal.meaning}), limit {worded(limit)}"
    return Observation(
        outcome=Outcome.PRESENT if signal.value <= limit else Outcome.ABSENT,
        observed=told,
        places=evidence.place(signal),
        readings=evidence.reading(metric),
    )


def over(evidence: RuntimeEvidence) -> str:
    """Over which time something was seen."""
    if evidence.history_reason:
        return "over a time that could not be read"
    return f"over {span(evidence.history_seconds)}"


def long_enough(evidence: RuntimeEvidence, days: float) -> bool:
    """Whether the source held this many days of the service's own samples."""
    return evidence.history_days >= days * SHARED


def not_yet(
    evidence: RuntimeEvidence, metric: str, seen: str, days: float, signal: Signal | None = None
) -> Observation:
    """Unavailable because the history is too short, with the day from which it is not.

    Or because nobody knows how long it is.
    """
    shown = evidence.signal(metric) if signal is None else signal
    if evidence.history_reason:
        return Observation(
            outcome=Outcome.UNAVAILABLE,
            observed=f"how long the service was watched could not be read: {evidence.history_reason}",
            places=evidence.place(shown),
            readings=evidence.reading(metric, shown),
            remedy=_remedies()[Status.FAILED],
        )
    left = timedelta(days=days) - timedelta(seconds=evidence.history_seconds)
    day = (evidence.read_at + max(left, timedelta())).strftime("%-d %B %Y")
    return Observation(
        outcome=Outcome.UNAVAILABLE,
        observed=f"{seen}; {days:g} days are needed",
        places=evidence.place(shown),
        readings=evidence.reading(metric, shown),
        remedy=f"Keep {days:g} days of samples, ask for that window, and look again on {day}.",
    )


def decided(
    evidence: RuntimeEvidence, metric: str, *, present: bool, seen: str, remedy: str = ""
) -> Observation:
    """Present or absent, with the number, where it was seen, and its query."""
    signal = evidence.signal(metric)
    return Observation(
        outcome=Outcome.PRESENT if present else Outcome.ABSENT,
        observed=seen,
        places=evidence.place(signal),
        readings=evidence.reading(metric),
        remedy=remedy,
    )


def undecided(
    evidence: RuntimeEvidence, metric: str, seen: str = "", remedy: str = ""
) -> Observation:
    """Unavailable: why there is no number, or why it decides nothing."""
    signal = evidence.signal(metric)
    return Observation(
        outcome=Outcome.UNAVAILABLE,
        observed=seen or signal.reason or "there is no number",
        places=evidence.place(signal),
        readings=evidence.reading(metric),
        remedy=remedy or _remedies().get(signal.status, ""),
    )


def not_known(evidence: RuntimeEvidence, metric: str) -> Observation:
    """Unavailable where metrics were read and none is of a known serving system.

    They may well hold the number, in a form that the catalogue does not know.
    """
    reason = evidence.signal(metric).reason or "none is of a known serving system"
    return undecided(
        evidence, metric, f"{len(evidence.metrics)} metrics were read, but {reason}", UNKNOWN_FORM
    )


def _remedies() -> dict[Status, str]:
    return {
        Status.NO_SAMPLES: "Look again when the service has had traffic.",
        Status.ELSEWHERE: "Point at the mesh, gateway or proxy in front of the service.",
        Status.FAILED: "See why the query failed, and run the probe again.",
    }


def about_the_service(evidence: RuntimeEvidence) -> tuple[Rule, ...]:
    """The rules that read this service: by its labels, by a rule that does, or without any label.

    A rule that narrows to no service at all and reads one of the service's metrics is about every
    service that has it.
    """
    values = [value for value in re.findall(r'="([^"]+)"', evidence.service) if value]
    metrics = set(evidence.metrics)
    found: list[Rule] = []
    while True:
        names = {rule.name for rule in found if rule.kind == "recording"}
        new = [
            rule
            for rule in evidence.rules
            if rule not in found and _reads(rule, values, metrics, names)
        ]
        if not new:
            return tuple(rule for rule in evidence.rules if rule in found)
        found += new


def _reads(rule: Rule, values: list[str], metrics: set[str], names: set[str]) -> bool:
    text = f"{rule.expr} {' '.join(rule.labels.values())}"
    if any(re.search(rf"(?<![\w.-]){re.escape(value)}(?![\w.-])", text) for value in values):
        return True
    words = set(re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", rule.expr))
    if words & names:
        return True
    narrowed = re.search(SERVICE_LABELS, rule.expr)
    return not narrowed and bool(words & (metrics | ({"up"} if metrics else set())))
