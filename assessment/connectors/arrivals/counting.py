"""What is counted while a step runs, and the step that comes of it."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from assessment.connectors.arrivals.client import GIVEN_UP
from assessment.connectors.arrivals.evidence import Step
from assessment.connectors.runtime.capacity_evidence import ScalingLaw
from assessment.connectors.runtime.scalability import fit

RECENT = 1000


@dataclass
class Tally:
    """Counts of one step; times in seconds from when a request was due.

    ``planned`` requests were due so far, ``sent`` of them have left.
    """

    rate: float
    planned: int = 0
    sent: int = 0
    waiting: int = 0
    most_waiting: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    kept_up: bool = True

    def left(self, behind: float) -> None:
        """One request left, so late."""
        self.sent += 1
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)
        self.behind.append(behind)

    def ended(self, told: str, seconds: float) -> None:
        """One request came back, or was given up."""
        self.waiting -= 1
        self.statuses[told] += 1
        self.times.append(seconds)

    def came(self, behind: list[float], ended: list[tuple[str, float]]) -> None:
        """What another process tells: how late requests left, and what came of earlier ones."""
        self.sent += len(behind)
        self.behind.extend(behind)
        self.waiting += len(behind) - len(ended)
        self.most_waiting = max(self.most_waiting, self.waiting)
        self.statuses.update(told for told, _ in ended)
        self.times.extend(seconds for _, seconds in ended)

    @property
    def errors(self) -> int:
        """Requests that ended otherwise than with a status of success."""
        fine = sum(n for told, n in self.statuses.items() if good(told) or told == GIVEN_UP)
        return sum(self.statuses.values()) - fine

    def step(self) -> Step:
        """The counts as evidence."""
        answered = sum(self.statuses.values()) - self.statuses[GIVEN_UP]
        p50, p95, p99 = self._percentiles()
        return Step(
            wanted=self.rate, seconds=self.seconds, sent=self.sent, answered=answered,
            mean_ms=1000 * float(np.mean(self.times)) if self.times else None,
            offered=self.sent / max(self.seconds, self.sent / self.rate), errors=self.errors,
            error_high=error_bound(self.errors, answered), p50_ms=p50, p95_ms=p95, p99_ms=p99,
            most_waiting=self.most_waiting, behind_ms=1000 * percentile(self.behind, 99),
            kept_up=self.kept_up, statuses=dict(self.statuses),
        )  # fmt: skip

    def _percentiles(self) -> tuple[float | None, float | None, float | None]:
        if not self.times:
            return None, None, None
        p50, p95, p99 = (1000 * percentile(self.times, share) for share in (50, 95, 99))
        return p50, p95, p99


@dataclass
class Recent:
    """The newest results over all steps, and how many in a row were refused."""

    results: deque[tuple[str, float]] = field(default_factory=lambda: deque(maxlen=RECENT))
    refused: int = 0

    def ended(self, told: str, seconds: float) -> None:
        """One more result; what was given up says nothing."""
        if told == GIVEN_UP:
            return
        self.results.append((told, seconds))
        self.refused = self.refused + 1 if told == "refused" else 0

    @property
    def failed(self) -> int:
        """How many of them ended otherwise than with success."""
        return sum(not good(told) for told, _ in self.results)

    def times(self, count: int) -> list[float]:
        """Seconds that the newest of them took."""
        return [seconds for _, seconds in self.results][-count:]

    def told(self) -> str:
        """The three most frequent results in words."""
        seen = Counter(told for told, _ in self.results).most_common(3)
        return ", ".join(f"{n} x {told}" for told, n in seen)


def law(steps: Iterable[Step]) -> ScalingLaw | None:
    """The scaling law of the steps that left in time; ``None`` for fewer than a dozen.

    Requests at work are answers a second times their mean time, by Little's law.
    """
    kept = [step for step in steps if step.kept_up and step.mean_ms and step.answered]
    rates = [step.offered * step.answered / step.sent for step in kept]
    busy = [rate * (step.mean_ms or 0.0) / 1000 for rate, step in zip(rates, kept, strict=True)]
    return fit(np.array(busy), np.array(rates))


def good(told: str) -> bool:
    """Whether a status is one of success; a redirect is none, since it is not followed."""
    return told.isdigit() and 200 <= int(told) < 300


def percentile(values: list[float], share: float) -> float:
    """The percentile of a list, 0 where it is empty."""
    return float(np.percentile(values, share)) if values else 0.0


def error_bound(errors: int, n: int) -> float:
    """Upper end of an error ratio, one-sided 95 % (Clopper and Pearson 1934); 1 without requests.

    Without any error it is close to the rule of three, 3 / n: 99.9 % takes 3,000 clean requests.
    """
    if n <= 0 or errors >= n:
        return 1.0
    from scipy import stats  # takes two seconds to load

    return float(stats.beta.ppf(0.95, errors + 1, n - errors))
