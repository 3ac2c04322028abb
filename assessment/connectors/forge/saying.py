"""What the forge's probes say alike."""

from typing import TypedDict

from assessment.connectors.forge.dora import deployed
from assessment.connectors.forge.evidence import Figure, ForgeEvidence
from assessment.connectors.medians import Measure
from assessment.connectors.runtime.arithmetic import wilson
from assessment.model import Outcome, Reading
from assessment.observation import Observation

DAY = 86_400.0
_ROUTES = {
    "deployments": "by recorded deployments",
    "releases": "by releases, which need not reach production",
    "runs": "by runs whose name says that they deploy",
    "publishing": "by runs that release or publish, which need not reach production",
}


class Window(TypedDict):
    """What was asked, and how much of it was there, in seconds."""

    window_seconds: float
    history_seconds: float


def answered(*parts: bool | None) -> Outcome | None:
    """Present where all hold, absent where one does not; ``None`` where what is known decides neither."""
    if any(item is False for item in parts):
        return Outcome.ABSENT
    return None if any(item is None for item in parts) else Outcome.PRESENT


def route_told(evidence: ForgeEvidence) -> str:
    """What stands for a deployment, in words."""
    delivery = evidence.delivery
    where = f" to {delivery.environment}" if delivery.environment else ""
    return _ROUTES.get(delivery.route, "by nothing") + where


def reaches(evidence: ForgeEvidence) -> bool:
    """Whether what stands for a deployment reaches production, as far as its name says."""
    return evidence.delivery.route in ("deployments", "runs")


def covered(evidence: ForgeEvidence) -> float:
    """Seconds of the window that were really read: less where the newest deployments alone were."""
    asked = evidence.objectives.delivery_days * DAY
    since = evidence.delivery.since
    return min(asked, (evidence.read_at - since).total_seconds()) if since else asked


def window(evidence: ForgeEvidence) -> Window:
    """The window asked for and the part that was read, for a reading."""
    asked = evidence.objectives.delivery_days * DAY
    return Window(window_seconds=asked, history_seconds=covered(evidence))


def followed(evidence: ForgeEvidence) -> Observation | None:
    """Why deployments cannot be judged; ``None`` where they can."""
    if not evidence.delivering.read:
        return evidence.delivering.unavailable()
    delivery = evidence.delivery
    if not deployed(delivery):
        seen = "; ".join(delivery.told) or "no deployment was found"
    elif not reaches(evidence):
        seen = f"deployments are only known {route_told(evidence)}"
    elif not delivery.linked and not delivery.counted:
        seen = "neither what a deployment holds nor incidents could be read"
    else:
        return None
    return Observation(outcome=Outcome.UNAVAILABLE, observed=seen)


def figure(evidence: ForgeEvidence, metric: str) -> Figure | None:
    """The forge's own figure, where it gave one."""
    return next((item for item in evidence.figures if item.metric == metric), None)


def as_measure(found: Figure | None) -> Measure | None:
    """A share that the forge counted itself, with the interval of as many deployments."""
    if found is None or not found.n or not 0 <= found.value <= 1:
        return None
    low, high = wilson(found.value * found.n, found.n)
    return Measure(value=found.value, low=low, high=high, n=round(found.n))


def weekly(evidence: ForgeEvidence) -> tuple[tuple[float, float], ...]:
    """How many deployments each whole week had, by its end in unix seconds, oldest first."""
    week, end = 7 * DAY, evidence.read_at.timestamp()
    weeks = int(covered(evidence) // week)
    times = [end - item.at.timestamp() for item in deployed(evidence.delivery)]
    return tuple(
        (end - place * week, float(sum(place * week <= ago < (place + 1) * week for ago in times)))
        for place in reversed(range(weeks))
    )


def ranged(found: Measure, unit: str) -> str:
    """A median with its interval, such as ``1.5 days (0.8 to 3.0)``."""
    said = f"median {found.value:.1f} {unit}"
    if found.low is None or found.high is None:
        return said
    return f"{said} ({found.low:.1f} to {found.high:.1f})"


def percents(found: Measure) -> str:
    """A share with its interval, such as ``5 % of 20 (2 % to 13 %)``."""
    said = f"{found.value:.0%} of {found.n} deployments"
    if found.low is None or found.high is None:
        return said
    return f"{said} ({found.low:.0%} to {found.high:.0%})"


def reading(
    evidence: ForgeEvidence, metric: str, value: float, unit: str, *, query: str,
    n: float | None = None, low: float | None = None, high: float | None = None,
    window_seconds: float | None = None, history_seconds: float | None = None,
    trend: tuple[tuple[float, float], ...] = (),
) -> Reading:  # fmt: skip
    """A number that the forge gave, read when the evidence was."""
    return Reading(
        metric=metric, value=float(value), unit=unit, n=n, low=low, high=high, query=query,
        url=evidence.reader, read_at=evidence.read_at, window_seconds=window_seconds,
        history_seconds=history_seconds, trend=trend,
    )  # fmt: skip
