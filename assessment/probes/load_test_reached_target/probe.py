"""Whether the rate that was asked for was really offered, and served."""

from assessment.connectors.arrivals.evidence import BY_THE_SERVICE, LoadEvidence, Step
from assessment.connectors.runtime.law_saying import law_told
from assessment.model import Outcome, Reading
from assessment.observation import Observation

RATE, MULTIPLE, SLOWEST, FAILED = (
    "load_test_rate", "load_test_multiple", "latency_p99_ms", "error_ratio",
)  # fmt: skip


def observe(evidence: LoadEvidence) -> Observation:
    """Judged at the target alone; what ended before it for our sake says only how far we looked."""
    target = evidence.target_rps
    if target is None:
        seen = f"no rate to reach is stated; {_reached(evidence)}"
        return _seen(evidence, Outcome.UNAVAILABLE, seen, "State target_rps, ten times the peak.")
    if short := _too_low(evidence, target):
        return _seen(
            evidence, Outcome.UNAVAILABLE, short, "State peak_rps, and a target of ten times it."
        )
    at_target = [step for step in evidence.steps if step.wanted >= target and evidence.really(step)]
    if at_target:
        return _judged(evidence, at_target[-1])
    if evidence.ending in BY_THE_SERVICE:
        return _seen(evidence, Outcome.ABSENT, f"{evidence.ended}; {_reached(evidence)}")
    return _seen(
        evidence, Outcome.UNAVAILABLE,
        f"{_reached(evidence)} of {target:g} requests a second; {evidence.ended}", _more(evidence),
    )  # fmt: skip


def _judged(evidence: LoadEvidence, step: Step) -> Observation:
    allowed = 1 - evidence.objectives.availability_target
    seen = _told(step)
    slow = step.p99_ms is not None and step.p99_ms > evidence.latency_p99_ms
    if evidence.ending in BY_THE_SERVICE or slow or step.errors > allowed * step.sent:
        limits = f"at most {allowed:.3%} failed and {evidence.latency_p99_ms:g} ms are wanted"
        ended = f"; {evidence.ended}" if evidence.ending in BY_THE_SERVICE else ""
        return _seen(evidence, Outcome.ABSENT, f"{seen}, {limits}{ended}")
    if step.error_high > allowed:
        needed = f"up to {step.error_high:.3%} could fail by chance alone"
        return _seen(
            evidence, Outcome.UNAVAILABLE, f"{seen}; {needed}, {allowed:.3%} are allowed",
            f"Hold the rate for {3 / allowed:,.0f} requests or more; raise ceiling_total.",
        )  # fmt: skip
    return _seen(evidence, Outcome.PRESENT, seen)


def _told(step: Step) -> str:
    slowest = f"99 of 100 within {step.p99_ms:.0f} ms" if step.p99_ms is not None else "no answer"
    return (
        f"{step.offered:.4g} requests a second offered for {step.seconds:.0f} s: "
        f"{step.errors:,} of {step.sent:,} failed, {slowest}"
    )


def _too_low(evidence: LoadEvidence, target: float) -> str:
    wanted, least = evidence.objectives.load_multiple, evidence.objectives.load_target_rps
    if evidence.peak_rps is None:
        told = f"the present peak is not stated, and {target:g} requests a second may be little"
        return "" if target >= least else told
    if target >= wanted * evidence.peak_rps:
        return ""
    times = target / evidence.peak_rps
    return f"the target is {times:.1f} times the present peak, {wanted:g} are asked for"


def _reached(evidence: LoadEvidence) -> str:
    best = evidence.highest
    if best is None:
        return "no step was passed"
    times = f", {best.offered / evidence.peak_rps:.1f} times the peak" if evidence.peak_rps else ""
    return f"measured to {best.offered:.4g}{times}"


def _more(evidence: LoadEvidence) -> str:
    if evidence.ending == "driver":
        return "Send the load from a quieter or larger machine near the service, with a load tool."
    if evidence.ending == "autoscaler":
        return "Raise the autoscaler's maximum as far as the target needs, and send the load again."
    if evidence.ending in ("alert", "unwatched"):
        return "Find out what was amiss beside the load, and send it again when all is well."
    return "Raise the ceilings, with the approval of whoever owns the service."


def _seen(evidence: LoadEvidence, outcome: Outcome, seen: str, remedy: str = "") -> Observation:
    curve = ""
    if evidence.law:
        curve = law_told(evidence.law, evidence.objectives.past_peak, "the service")
    told = filter(None, (seen, _sender(evidence), curve, _beside(evidence)))
    return Observation(
        outcome=outcome, observed="; ".join(told),
        places=evidence.place(), readings=_readings(evidence),
        remedy=remedy,
    )  # fmt: skip


def _sender(evidence: LoadEvidence) -> str:
    """What those who sent it could hold, where that took several of them or ended the test."""
    if evidence.senders == 1 and evidence.ending != "driver":
        return ""
    who = "one process" if evidence.senders == 1 else f"{evidence.senders} processes"
    return f"{who} here kept up with {evidence.kept_up:,.4g} requests a second"


def _beside(evidence: LoadEvidence) -> str:
    return f"watched meanwhile: {', '.join(evidence.watched)}" if evidence.watched else ""


def _readings(evidence: LoadEvidence) -> tuple[Reading, ...]:
    """The fastest step that was passed, whatever the verdict is."""
    best = evidence.highest
    if best is None:
        return ()
    n, seconds = float(best.sent), best.seconds
    numbers = [(RATE, best.offered, "requests/s"), (FAILED, best.errors / n, "ratio")]
    if best.p99_ms is not None:
        numbers.append((SLOWEST, best.p99_ms, "ms"))
    if evidence.peak_rps:
        numbers.append((MULTIPLE, best.offered / evidence.peak_rps, "times"))
    return tuple(
        Reading(
            metric=metric, value=value, unit=unit, n=n, window_seconds=seconds,
            high=best.error_high if metric == FAILED else None,
            query=f"X-Prodworthy-Load: {evidence.tag}", read_at=evidence.read_at,
        )
        for metric, value, unit in numbers
    )  # fmt: skip
