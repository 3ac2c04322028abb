"""What a running service showed about itself, whichever way it was read."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.connectors.runtime.capacity_evidence import Capacity
from assessment.model import Place, Reading
from assessment.objectives import Objectives, usual
from content.values import Value

SIGNALS = (
    "availability",
    "error_ratio",
    "request_rate",
    "in_flight",
    "saturation",
    "latency_p50_ms",
    "latency_p95_ms",
    "latency_p99_ms",
    "scrape_age_s",
)


class Status(StrEnum):
    """What came of asking for one number; only the first has one.

    ``elsewhere``: this kind of server leaves it to what stands in front of it.
    """

    VALUE = "value"
    NO_SAMPLES = "no_samples"
    NOT_EXPOSED = "not_exposed"
    ELSEWHERE = "elsewhere"
    FAILED = "failed"


class Signal(Value):
    """One number, or why there is none.

    ``low`` and ``high`` are an 80 % interval, ``n`` the requests behind it. ``at_least`` marks a
    percentile in the last bucket: it is the value *or more*. ``query`` is what gives the number at
    the source and ``url`` the reader's view of it. ``trend`` holds (unix seconds, value) points.
    """

    status: Status = Status.NOT_EXPOSED
    value: float | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    n: float | None = None
    at_least: bool = False
    meaning: str = ""
    query: str = ""
    url: str = ""
    reason: str = ""
    trend: tuple[tuple[float, float], ...] = ()


class Rule(Value):
    """One alert or recording rule of the monitoring."""

    kind: Literal["alert", "recording"]
    name: str
    group: str = ""
    expr: str = ""
    annotations: dict[str, str] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)
    health: str = ""


class Target(Value):
    """One scraped instance; ``age_s`` is the time since its last scrape, in seconds."""

    job: str = ""
    instance: str = ""
    health: str = "unknown"
    age_s: float | None = None
    error: str = ""


class ServedVersion(Value):
    """A model version that the service names in its own metrics."""

    metric: str
    label: str
    value: str


class RuntimeEvidence(Value):
    """Everything read from one source about one service, dated and redacted.

    ``window_seconds`` is what was asked, ``history_seconds`` how much of it the source held.
    ``signals`` are keyed by :data:`SIGNALS`.
    """

    server: str = ""
    service: str = ""
    system: str = ""
    system_title: str = ""
    read_at: AwareDatetime
    window_seconds: float = 0.0
    history_seconds: float = 0.0
    history_reason: str = ""
    """Why it is not known how much the source held; nothing is then said of the whole window."""
    reader: str = ""
    signals: dict[str, Signal] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    rules_status: Status = Status.NOT_EXPOSED
    rules_reason: str = ""
    rules_url: str = ""
    metrics: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    outputs: dict[str, Signal] = Field(default_factory=dict)
    versions: tuple[ServedVersion, ...] = ()
    versions_reason: str = ""
    capacity: Capacity = Field(default_factory=Capacity)
    objectives: Objectives = Field(default_factory=usual)
    notes: tuple[str, ...] = ()

    def signal(self, name: str) -> Signal:
        """The signal of this name; one that is not exposed where it was not read."""
        return self.signals.get(name, Signal(reason="not read from this kind of source"))

    @property
    def history_days(self) -> float:
        """How many days of the service's own samples the source held."""
        return self.history_seconds / 86400

    def reading(self, metric: str, signal: Signal | None = None) -> tuple[Reading, ...]:
        """The signal as a reading of the pack's metric; empty where there is no number."""
        seen = self.signal(metric) if signal is None else signal
        if seen.value is None:
            return ()
        return (
            Reading(
                metric=metric,
                value=seen.value,
                unit=seen.unit,
                low=seen.low,
                high=seen.high,
                n=seen.n,
                window_seconds=self.window_seconds,
                history_seconds=self.history_seconds,
                query=seen.query,
                url=seen.url,
                read_at=self.read_at,
                trend=seen.trend,
            ),
        )

    def place(self, signal: Signal) -> tuple[Place, ...]:
        """Where the signal was seen; empty where it has no query."""
        label = self.service or self.server or "metrics"
        return (Place(label=label, query=signal.query, url=signal.url),) if signal.query else ()


def span(seconds: float) -> str:
    """A length of time as people say it, such as ``4 minutes`` or ``30 days``."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            number = seconds / size
            shown = f"{number:.1f}".removesuffix(".0") if number < 10 else f"{number:.0f}"
            return f"{shown} {name}" + ("" if shown == "1" else "s")
    return f"{seconds:.0f} seconds"
