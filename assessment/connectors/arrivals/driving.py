"""Sends requests when they are due, whether or not earlier ones came back (an open model).

A closed model waits for an answer before the next request, and so asks a slow service less: the delay
hides itself. Here every request has a time at which it is due, and its latency counts from then.
"""

import asyncio
from collections.abc import Callable

from assessment.connectors.arrivals.client import GIVEN_UP, Client
from assessment.connectors.arrivals.consent import Consent
from assessment.connectors.arrivals.counting import Tally
from assessment.connectors.arrivals.plan import Planned
from assessment.connectors.arrivals.stopping import End, Ended, Guard
from assessment.sources import Stopped

LOOK_SECONDS = 0.25
"""Time between two looks at whether to go on."""

LONGEST_WAIT, SHORTEST_WAIT = 30.0, 1.0


class Run:
    """One load test, whoever sends it; ``tallies`` are its steps so far."""

    def __init__(
        self, agreed: Consent, objective: float, stopped: Callable[[], bool],
        warned: Callable[[], End | None],
    ) -> None:  # fmt: skip
        self._agreed = agreed
        self._stopped = stopped
        self._warned = warned
        self._guard = Guard(objective)
        self._until = 0.0
        self.patience = min(LONGEST_WAIT, max(SHORTEST_WAIT, 4 * objective))
        self.tallies: list[Tally] = []

    def _look(self, tally: Tally) -> None:
        if self._stopped():
            raise Stopped
        if _now() > self._until:
            raise Ended(("time", f"the {self._agreed.minutes:g} minutes agreed to were over"))
        if end := self._warned():
            raise Ended(end)
        self._guard.check(tally)


class Drive(Run):
    """One load test on the event loop that runs it."""

    def __init__(
        self, client: Client, agreed: Consent, objective: float, stopped: Callable[[], bool],
        warned: Callable[[], End | None],
    ) -> None:  # fmt: skip
        super().__init__(agreed, objective, stopped, warned)
        self._client = client
        self._out: set[asyncio.Task[None]] = set()
        self._sent = 0
        self._next_look = 0.0

    async def run(self, steps: tuple[Planned, ...], tell: Callable[[str], None]) -> None:
        """Every step in turn; raises :class:`Ended` or :class:`Stopped` where it ends early."""
        self._until = _now() + 60 * self._agreed.minutes
        try:
            for number, step in enumerate(steps, 1):
                tell(f"step {number} of {len(steps)}: {step.rate:.4g} requests a second")
                await self._step(step)
            await self._answers()
        finally:
            await self._give_up()

    async def _step(self, step: Planned) -> None:
        tally = Tally(rate=step.rate)
        self.tallies.append(tally)
        began, due = _now(), step.requests
        until = began + due / step.rate
        try:
            while tally.planned < due or _now() < until:
                self._send_what_is_due(tally, began, due)
                if _now() >= self._next_look:
                    self._look(tally)
                    self._next_look = _now() + LOOK_SECONDS
                following = began + tally.planned / tally.rate if tally.planned < due else until
                await asyncio.sleep(max(0.0, min(following, self._next_look) - _now()))
        finally:
            tally.seconds = max(_now() - began, 1 / step.rate)

    def _send_what_is_due(self, tally: Tally, began: float, due: int) -> None:
        by_now = min(due, int((_now() - began) * tally.rate) + 1)
        while tally.planned < by_now:
            if self._sent >= self._agreed.total:
                raise Ended(("total", f"the {self._agreed.total:,} requests agreed to were sent"))
            at = began + tally.planned / tally.rate
            tally.planned += 1
            self._sent += 1
            task = asyncio.create_task(self._one(tally, at))
            self._out.add(task)
            task.add_done_callback(self._out.discard)

    async def _one(self, tally: Tally, at: float) -> None:
        told = GIVEN_UP
        tally.left(_now() - at)
        try:
            told = await self._client.send(self.patience)
        finally:
            tally.ended(told, _now() - at)
            self._guard.recent.ended(told, _now() - at)

    async def _answers(self) -> None:
        """Wait for what is still out at the end of the plan, looking as often as before."""
        until = _now() + self.patience
        while self._out and _now() < until:
            await asyncio.wait(set(self._out), timeout=LOOK_SECONDS)
            self._look(self.tallies[-1])

    async def _give_up(self) -> None:
        out = list(self._out)
        for task in out:
            task.cancel()
        await asyncio.gather(*out, return_exceptions=True)


def _now() -> float:
    return asyncio.get_running_loop().time()
