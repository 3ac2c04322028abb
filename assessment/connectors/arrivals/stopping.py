"""When a load test ends before its plan does."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assessment.connectors.arrivals.counting import Recent, Tally, percentile
from assessment.connectors.arrivals.evidence import Ending

ERROR_SHARE, LEAST_ERRORS = 0.01, 3
SLOWER = 1.5
"""Times the response time objective at which the 99th percentile ends the test."""

ENOUGH, FEW = 100, 20
"""Answers behind a 99th percentile; with fewer only a slow median ends the test."""

REFUSED = 3
GROWING = 3
LEAST_QUEUE, MOST_WAITING = 20, 4000
BEHIND_SECONDS = 0.1
LATE_LOOKS = 3
STRAINED_SECONDS, STRAINED_SHARE = 0.05, 0.8
"""How late requests leave, or how much of a processor we use, before delay may be our own."""

REMEMBERED_SECONDS = 3.0
SLOW_LOOKS = 2

End = tuple[Ending, str]


class Ended(Exception):
    """The test ends here; ``ending`` and ``told`` say why."""

    def __init__(self, end: End) -> None:
        super().__init__(end[1])
        self.ending, self.told = end


@dataclass
class Strain:
    """How hard the test is for the machine that it runs on, since the look before.

    ``late`` is the 99th percentile of how late requests left, in seconds, ``share`` the part of a
    processor that was used by what sends: ``busy`` tells its seconds so far, those of this thread
    where nothing else is given.
    """

    late: float = 0.0
    share: float = 0.0
    busy: Callable[[], float] = time.thread_time
    _seen: tuple[float, float] = (0.0, 0.0)
    _when_high: float = -math.inf

    def __post_init__(self) -> None:
        self._seen = (time.monotonic(), self.busy())

    def look(self, tally: Tally) -> None:
        """Measure again."""
        now = (time.monotonic(), self.busy())
        wall, busy = now[0] - self._seen[0], now[1] - self._seen[1]
        newest = tally.behind[-max(FEW, int(tally.rate * wall)) :]
        self.late, self.share, self._seen = percentile(newest, 99), busy / max(wall, 1e-6), now
        if self.late > STRAINED_SECONDS or self.share > STRAINED_SHARE:
            self._when_high = now[0]

    @property
    def high(self) -> bool:
        """Whether delays of the answers that are looked at may be our own."""
        return self._seen[0] - self._when_high <= REMEMBERED_SECONDS


@dataclass
class Guard:
    """Looks at the counts a few times a second; ``objective`` in seconds."""

    objective: float
    recent: Recent = field(default_factory=Recent)
    strain: Strain = field(default_factory=Strain)
    _waiting: list[int] = field(default_factory=list)
    _late: int = 0
    _slow_looks: int = 0

    def check(self, tally: Tally) -> None:
        """Raise :class:`Ended` where the test must not go on.

        A delay while we ourselves were strained is never laid on the service.
        """
        self.strain.look(tally)
        if self._behind():
            raise Ended(self._ours(tally))
        if end := self._refused(tally) or self._errors(tally):
            raise Ended(end)
        if end := self._slow(tally) or self._queue(tally):
            raise Ended(self._ours(tally) if self.strain.high else end)

    def _behind(self) -> bool:
        limit = max(BEHIND_SECONDS, self.objective / 2)
        self._late = self._late + 1 if self.strain.late > limit else 0
        return self._late >= LATE_LOOKS

    def _ours(self, tally: Tally) -> End:
        tally.kept_up = False
        told = f"we could not send {tally.rate:.4g} requests a second from here without delay"
        late, share = 1000 * self.strain.late, self.strain.share
        return "driver", f"{told}: they left {late:.0f} ms late, {share:.0%} of a processor in use"

    def _refused(self, tally: Tally) -> End | None:
        if self.recent.refused < REFUSED:
            return None
        return "refused", f"connections were refused at {tally.rate:.4g} requests a second"

    def _errors(self, tally: Tally) -> End | None:
        failed, n = self.recent.failed, len(self.recent.results)
        if failed < LEAST_ERRORS or failed / n <= ERROR_SHARE:
            return None
        told = f"{failed / n:.1%} of the last {n} requests failed"
        return "errors", f"{told} at {tally.rate:.4g} requests a second ({self.recent.told()})"

    def _slow(self, tally: Tally) -> End | None:
        limit, times = SLOWER * self.objective, self.recent.times(2 * ENOUGH)
        share = 99 if len(times) >= ENOUGH else 50
        slow = len(times) >= FEW and percentile(times, share) > limit
        self._slow_looks = self._slow_looks + 1 if slow else 0
        if self._slow_looks < SLOW_LOOKS:
            return None
        seen = 1000 * percentile(times, share)
        told = f"the {share}th percentile was {seen:.0f} ms at {tally.rate:.4g} requests a second"
        return "slow", f"{told}, {SLOWER:g} times the objective is {1000 * limit:.0f} ms"

    def _queue(self, tally: Tally) -> End | None:
        """Whether ever more requests wait: the service takes in less than comes."""
        self._waiting = [*self._waiting[-GROWING:], tally.waiting]
        pairs = zip(self._waiting, self._waiting[1:], strict=False)
        growing = len(self._waiting) > GROWING and all(later > one for one, later in pairs)
        ample = max(LEAST_QUEUE, 2 * tally.rate * self.objective)
        if not (growing and tally.waiting > ample) and tally.waiting < MOST_WAITING:
            return None
        told = f"{tally.waiting} requests waited and it grew"
        return "queue", f"{told} at {tally.rate:.4g} requests a second"
