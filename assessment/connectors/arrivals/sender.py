"""One of several processes that send a load: its share of the requests, each when it is due.

``python -m assessment.connectors.arrivals.sender`` reads one line of JSON (an :class:`Order`), says
that it is ready, reads the moment at which the first request is due, and writes what came back four
times a second. It ends when all is answered, or as soon as its input has another line or ends.
"""

import asyncio
import json
import sys
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from assessment.connectors.addresses import Pinned
from assessment.connectors.arrivals.client import GIVEN_UP, Client, Headers
from content.values import Value

REPORT_SECONDS = 0.25
YIELDS_AFTER = 20
"""Requests that are due already go out at most so many at once, so that each really leaves."""


class Order(Value):
    """What one of ``processes`` senders does: every request whose number leaves ``share`` over.

    ``steps`` are rates in requests a second and how many requests each has. ``total`` bounds the
    requests of all senders together; ``patience`` is how many seconds an answer is waited for.
    """

    base: Pinned
    method: str
    headers: tuple[tuple[str, str], ...]
    body: str
    steps: tuple[tuple[float, int], ...]
    total: int
    patience: float
    share: int
    processes: int

    def due(self) -> Iterator[tuple[int, float]]:
        """The step and the time of each of its requests, in seconds from the first of all."""
        began, before = 0.0, 0
        for number, (rate, count) in enumerate(self.steps):
            most = min(count, self.total - before)
            for index in range((self.share - before) % self.processes, most, self.processes):
                yield number, began + index / rate
            began, before = began + count / rate, before + count

    def client(self) -> Client:
        """What sends the one request of the order."""
        headers: Headers = [(a.encode("latin-1"), b.encode("latin-1")) for a, b in self.headers]
        return Client(self.base, self.method, headers, b64decode(self.body))


def carried(headers: Headers, body: bytes) -> dict[str, Any]:
    """Headers and body as an order carries them."""
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
    return {"headers": pairs, "body": b64encode(body).decode()}


class _Sender:
    """The requests that are out, and what is to be told of them."""

    def __init__(self, order: Order, stop: asyncio.Event) -> None:
        self._order, self._stop = order, stop
        self._client = order.client()
        self._out: set[asyncio.Task[None]] = set()
        self._news: dict[int, dict[str, list[Any]]] = {}
        self._next_report = 0.0
        self._at_once = 0

    async def run(self, begin: float) -> None:
        """Send everything from ``begin`` on, in seconds of the loop's own clock."""
        try:
            for step, after in self._order.due():
                if not await self._until(begin + after):
                    break
                task = asyncio.create_task(self._one(step, begin + after))
                self._out.add(task)
                task.add_done_callback(self._out.discard)
            await self._answers()
        finally:
            for task in list(self._out):
                task.cancel()
            await asyncio.gather(*self._out, return_exceptions=True)
            self._report()
            await self._client.aclose()

    async def _until(self, moment: float) -> bool:
        """Wait for a moment, telling what came meanwhile; false where it is over."""
        self._at_once += 1
        while not self._stop.is_set():
            now = _now()
            if now >= self._next_report:
                self._report()
            if now >= moment and self._at_once < YIELDS_AFTER:
                return True
            self._at_once = 0
            await asyncio.sleep(max(0.0, min(moment, self._next_report) - now))
        return False

    async def _answers(self) -> None:
        end = _now() + self._order.patience
        while self._out and not self._stop.is_set() and _now() < end:
            await asyncio.wait(set(self._out), timeout=REPORT_SECONDS)
            self._report()

    async def _one(self, step: int, due: float) -> None:
        told = GIVEN_UP
        self._of(step)["behind"].append(round(_now() - due, 6))
        try:
            told = await self._client.send(self._order.patience)
        finally:
            self._of(step)["ended"].append((told, round(_now() - due, 6)))

    def _of(self, step: int) -> dict[str, list[Any]]:
        return self._news.setdefault(step, {"behind": [], "ended": []})

    def _report(self) -> None:
        used, size = time.process_time(), self._client.bytes_read
        say({"steps": self._news, "busy": used, "bytes": size})
        self._news = {}
        self._next_report = _now() + REPORT_SECONDS


def say(what: dict[str, Any]) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def _main(order: Order, begin: float) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def listen() -> None:
        sys.stdin.readline()
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=listen, daemon=True).start()
    # Both clocks count from the same moment on one machine; they need not be the same clock.
    await _Sender(order, stop).run(_now() + begin - time.monotonic())
    say({"done": True})


def _now() -> float:
    return asyncio.get_running_loop().time()


def main() -> None:
    """Do what the standard input says."""
    order = Order.model_validate_json(sys.stdin.readline())
    say({"ready": True})
    begin = sys.stdin.readline().strip()
    if begin:
        asyncio.run(_main(order, float(begin)))


if __name__ == "__main__":
    main()
