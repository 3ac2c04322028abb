"""A load that one process cannot send in time, sent by several; one process counts and decides."""

import asyncio
import json
import math
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

from assessment.connectors.arrivals.counting import Tally
from assessment.connectors.arrivals.driving import LOOK_SECONDS, Run
from assessment.connectors.arrivals.plan import Planned
from assessment.connectors.arrivals.sender import Order
from assessment.connectors.arrivals.stopping import Ended, Strain

RATE_OF_ONE = 1500.0
"""Requests a second for each process: well below what one sends in time. On two busy cores one kept up
with 6,000 bare requests a second, up to 15 ms late; TLS, bodies and slow answers cost more."""

READY_SECONDS, AHEAD_SECONDS, FAREWELL_SECONDS = 30.0, 0.2, 3.0
LINE_BYTES = 50_000_000
ROOT = Path(__file__).resolve().parents[3]


def processes_for(rate: float) -> int:
    """How many processes a rate asks for, at most one for each core that we may use."""
    return max(1, min(cores(), math.ceil(rate / RATE_OF_ONE)))


def cores() -> int:
    """Cores that this process may use."""
    given = getattr(os, "sched_getaffinity", None)
    return len(given(0)) if given else os.cpu_count() or 1


class Fleet(Run):
    """One load test in several processes: each sends every n-th request when it is due.

    The times at which requests are due are those of one process; none waits for another's answers.
    """

    orders: tuple[Order, ...] = ()
    bytes_read = 0

    async def run(self, steps: tuple[Planned, ...], tell: Callable[[str], None]) -> None:
        """Every step in turn; raises as :class:`Drive` does."""
        self._busy = dict.fromkeys(range(len(self.orders)), 0.0)
        self._bytes = dict.fromkeys(self._busy, 0)
        self._guard.strain = Strain(busy=lambda: max(self._busy.values()))
        self.tallies = [Tally(rate=step.rate) for step in steps]
        self._until = _now() + 60 * self._agreed.minutes
        senders: list[Process] = []
        listening: list[asyncio.Task[None]] = []
        try:
            came = await asyncio.gather(*map(_started, self.orders), return_exceptions=True)
            senders += [item for item in came if isinstance(item, Process)]
            if fault := next((item for item in came if isinstance(item, BaseException)), None):
                raise fault
            begin = time.monotonic() + AHEAD_SECONDS
            for number, sender in enumerate(senders):
                _tell(sender, f"{begin!r}\n")
                listening.append(asyncio.create_task(self._listen(number, sender)))
            await self._follow(steps, begin, tell, listening)
        finally:
            await _ended(senders)
            await asyncio.gather(*listening, return_exceptions=True)
            self.bytes_read = sum(self._bytes.values())

    async def _follow(
        self, steps: tuple[Planned, ...], begin: float, tell: Callable[[str], None],
        listening: list[asyncio.Task[None]],
    ) -> None:  # fmt: skip
        ends = [begin + at for at in accumulate(step.requests / step.rate for step in steps)]
        for number, (step, end) in enumerate(zip(steps, ends, strict=True), 1):
            tell(f"step {number} of {len(steps)}: {step.rate:.4g} requests a second")
            tally = self.tallies[number - 1]
            began = end - step.requests / step.rate
            try:
                while (left := end - time.monotonic()) > 0:
                    self._look(tally)
                    self._all_sent(steps)
                    await asyncio.sleep(min(left, LOOK_SECONDS))
            finally:
                tally.seconds = max(time.monotonic() - began, 1 / step.rate)
        while not all(task.done() for task in listening):
            self._look(self.tallies[-1])
            await asyncio.wait(listening, timeout=LOOK_SECONDS)
        self._all_sent(steps)

    def _all_sent(self, steps: tuple[Planned, ...]) -> None:
        total = self._agreed.total
        if total < sum(step.requests for step in steps) and self._sent() >= total:
            raise Ended(("total", f"the {total:,} requests agreed to were sent"))

    def _sent(self) -> int:
        return sum(tally.sent for tally in self.tallies)

    async def _listen(self, number: int, sender: Process) -> None:
        """Take in what one of them tells until it ends."""
        while sender.stdout is not None and (line := await sender.stdout.readline()):
            told: dict[str, Any] = json.loads(line)
            if "done" in told:
                return
            self._busy[number], self._bytes[number] = told["busy"], told["bytes"]
            for step, news in told["steps"].items():
                self.tallies[int(step)].came(news["behind"], news["ended"])
                for result, seconds in news["ended"]:
                    self._guard.recent.ended(result, seconds)


async def _started(order: Order) -> Process:
    """A process that has its order and waits for the moment to begin."""
    told = {key: text for key, text in os.environ.items() if not key.startswith("PRODWORTHY_")}
    paths = filter(None, (str(ROOT), told.get("PYTHONPATH", "")))
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "assessment.connectors.arrivals.sender", stdin=PIPE, stdout=PIPE,
        stderr=DEVNULL, limit=LINE_BYTES, env=told | {"PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    _tell(sender, order.model_dump_json() + "\n")
    ready = b""
    if sender.stdout is not None:
        try:
            ready = await asyncio.wait_for(sender.stdout.readline(), READY_SECONDS)
        except TimeoutError:
            ready = b""
    if not ready:
        await _ended([sender])
        raise Ended(("driver", "a process that was to send the load did not start"))
    return sender


def _tell(sender: Process, line: str) -> None:
    if sender.stdin is not None:
        sender.stdin.write(line.encode())


async def _ended(senders: list[Process]) -> None:
    """End them: the end of their input is the sign, and who does not heed it is killed."""
    for sender in senders:
        if sender.stdin is not None:
            sender.stdin.close()
    for sender in senders:
        try:
            await asyncio.wait_for(sender.wait(), FAREWELL_SECONDS)
        except TimeoutError:
            sender.kill()
            await sender.wait()


def _now() -> float:
    return asyncio.get_running_loop().time()
