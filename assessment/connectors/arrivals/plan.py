"""The steps of a load test: it starts low and rises by at most a fifth."""

import math

from assessment.connectors.arrivals.consent import Consent, positive
from assessment.sources import Options, SourceUnavailable
from content.values import Value

RISE = 1.2
LEAST_SECONDS = 0.25
STEP_SECONDS, HOLD_SECONDS = 10.0, 30.0
START_SHARE = 0.1
"""The first step as a share of the present peak, or of the last step where no peak is stated."""


class Planned(Value):
    """One rate in requests a second, and how many seconds it is held."""

    rate: float
    seconds: float

    @property
    def requests(self) -> int:
        """Whole requests that this takes; the step lasts until all of them were due."""
        return max(1, math.ceil(self.rate * self.seconds - 1e-9))


def plan(agreed: Consent, options: Options) -> tuple[Planned, ...]:
    """Steps up to the target, or to the ceiling where that is lower; the last one is held longest."""
    top = min(agreed.rate, target(options) or agreed.rate)
    step, hold = _seconds(options, "step_seconds", STEP_SECONDS), _held(options)
    rate, steps = _start(options, top), []
    while rate < top:
        steps.append(Planned(rate=rate, seconds=max(step, 1 / rate)))
        rate *= RISE
    return (*steps, Planned(rate=top, seconds=max(hold, 1 / top)))


def most(agreed: Consent, steps: tuple[Planned, ...]) -> int:
    """The most requests that a plan can send, within the ceiling of the consent."""
    return min(agreed.total, sum(item.requests for item in steps))


def target(options: Options) -> float | None:
    """The rate that is to be shown; ``None`` where none is stated."""
    if "target_rps" not in options:
        return None
    return positive(options, "target_rps", "the requests a second to reach, for example 100")


def peak(options: Options) -> float | None:
    """The present peak in requests a second; ``None`` where none is stated."""
    if "peak_rps" not in options:
        return None
    return positive(options, "peak_rps", "the present peak in requests a second, for example 8")


def _start(options: Options, top: float) -> float:
    low = START_SHARE * min(top, peak(options) or top)
    if "start_rps" not in options:
        return min(top, max(1.0, low))
    start = positive(options, "start_rps", "the first rate in requests a second, for example 1")
    if start > max(1.0, low):
        raise SourceUnavailable(
            f"the first step of {start:g} requests a second is not low",
            f"Start at {max(1.0, low):.3g} or below, a tenth of the present peak.",
        )
    return start


def _held(options: Options) -> float:
    return _seconds(options, "hold_seconds", HOLD_SECONDS)


def _seconds(options: Options, name: str, usual: float) -> float:
    if name not in options:
        return usual
    return max(LEAST_SECONDS, positive(options, name, "seconds, for example 10"))
