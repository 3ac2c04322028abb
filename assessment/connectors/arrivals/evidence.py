"""What a load test offered, what came back, and why it ended."""

from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.connectors.runtime.capacity_evidence import ScalingLaw
from assessment.model import Place
from assessment.objectives import Objectives, usual
from content.values import Value

Ending = Literal[
    "finished", "total", "time", "errors", "slow", "queue", "refused", "driver",
    "autoscaler", "alert", "unwatched",
]  # fmt: skip
"""Why it ended: at the end of its plan, at a ceiling, for the service's sake, for ours, or for what
was seen beside it: an autoscaler at its maximum, an alert that pages, or a watch that went silent."""

BY_THE_SERVICE = ("errors", "slow", "queue", "refused")


class Step(Value):
    """One rate, held for a time. Rates in requests a second, times in milliseconds.

    ``wanted`` is the rate of the plan and ``offered`` what really left; percentiles are of answers,
    counted from when a request was due, so that a late start cannot hide a delay. ``behind_ms`` is
    the 99th percentile of how late requests left us. ``kept_up`` is false where that was too late:
    then the step says something of our machine and nothing of the service.
    """

    wanted: float
    seconds: float
    offered: float
    sent: int
    answered: int
    errors: int
    error_high: float
    """Upper end of the error ratio, one-sided 95 % (three over n where none failed)."""
    mean_ms: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    most_waiting: int = 0
    behind_ms: float = 0.0
    kept_up: bool = True
    statuses: dict[str, int] = Field(default_factory=dict)


class LoadEvidence(Value):
    """A load test that somebody approved, step by step."""

    read_at: AwareDatetime
    host: str
    url: str
    approved_by: str
    approved_until: str
    tag: str
    ceiling_rps: float
    ceiling_total: int
    target_rps: float | None = None
    peak_rps: float | None = None
    latency_p99_ms: float
    steps: tuple[Step, ...] = ()
    ending: Ending = "finished"
    ended: str = ""
    """The ending in words, with the figure that decided."""
    senders: int = 1
    """Processes that sent it."""
    watched: tuple[str, ...] = ()
    """What was watched meanwhile, or could not be, in words."""
    law: ScalingLaw | None = None
    """The Universal Scalability fit of the steps that left in time, requests at work by Little's law."""
    objectives: Objectives = Field(default_factory=usual)

    @property
    def sent(self) -> int:
        """Requests that left us, over all steps."""
        return sum(step.sent for step in self.steps)

    @property
    def kept_up(self) -> float:
        """The highest rate that those who send kept up with here, in requests a second; 0 for none."""
        return max((step.offered for step in self.steps if self.really(step)), default=0.0)

    def passed(self, step: Step) -> bool:
        """Whether a step was really offered, and answered in time without too many errors."""
        return (
            self.really(step)
            and step.p99_ms is not None
            and step.p99_ms <= self.latency_p99_ms
            and step.errors <= (1 - self.objectives.availability_target) * step.sent
        )

    def really(self, step: Step) -> bool:
        """Whether the rate of the plan really left us."""
        return step.kept_up and step.offered >= self.objectives.offered_share * step.wanted

    @property
    def highest(self) -> Step | None:
        """The fastest step that passed with all below it that were really offered, if any did."""
        best = None
        for step in filter(self.really, self.steps):
            if not self.passed(step):
                break
            best = step
        return best

    def place(self) -> tuple[Place, ...]:
        """The address and the plan's tag, by which its requests are found in the service's logs."""
        return (Place(label=f"load test of {self.host}", query=f"X-Prodworthy-Load: {self.tag}"),)
