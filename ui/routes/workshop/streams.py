"""The open streams: one a watcher, bounded in number, age and patience."""

import asyncio
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ui.routes.workshop.guard import Denied
from ui.routes.workshop.pump import Pump, Source, frame

MOST_STREAMS = 2000
"""Open at once on this server."""

MOST_EACH = 8
"""Open at once for one participant (tabs, lines that died without a word), and for one key."""

KEEP_ALIVE_SECONDS = 15
"""Longest silence; a comment then tells proxies and phones that the line is alive."""

SLOW_SECONDS = 20
"""Longest that a watcher may leave sent bytes unread before its line is cut."""

_OLDEST_SECONDS = 3600  # then the phone comes again, and its ticket is looked at again
_HELD_BYTES = 65_536
_ALIVE = b": alive\n\n"
_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


@dataclass
class Streams:
    """All open streams of this server, and the pump of each workshop that is watched."""

    source: Source
    most: int = MOST_STREAMS
    most_each: int = MOST_EACH
    pumps: dict[str, Pump] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def must_have_room(self, who: str) -> None:
        """:class:`Denied` where the server, or this watcher, has too many open already."""
        if self.open.total() >= self.most or self.closing.is_set():
            raise Denied(503, "Too many people watch at once; this page tries again.", again_in=15)
        if self.open[who] >= self.most_each:
            raise Denied(429, "This is open in too many tabs; close some.", again_in=15)

    @contextmanager
    def watching(self, workshop_id: str, who: str) -> Iterator[Pump]:
        """The workshop's pump, running for as long as somebody is in here."""
        pump = self._pump(workshop_id)
        self.open[who] += 1
        pump.watchers += 1
        try:
            yield pump
        finally:
            pump.watchers -= 1
            self.open[who] -= 1
            if not self.open[who]:
                del self.open[who]

    def _pump(self, workshop_id: str) -> Pump:
        pump = self.pumps.get(workshop_id)
        if pump is None or pump.ended:
            pump = self.pumps[workshop_id] = Pump(workshop_id, self.source)
            running = asyncio.create_task(self._run(pump))
            self._running.add(running)
            running.add_done_callback(self._running.discard)
        return pump

    async def _run(self, pump: Pump) -> None:
        await pump.run()
        if self.pumps.get(pump.workshop_id) is pump:
            del self.pumps[pump.workshop_id]


class EventStream(Response):
    """What one watcher is told, until it goes away, reads too slowly, or the server stops."""

    def __init__(self, streams: Streams, workshop_id: str, who: str, seen: int) -> None:
        super().__init__()
        self._streams = streams
        self._workshop_id = workshop_id
        self._who = who
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send news as it comes; whichever of the three endings comes first ends it."""
        _hold_little(receive)
        with self._streams.watching(self._workshop_id, self._who) as pump:
            telling = asyncio.create_task(self._tell(pump, send))
            endings = {
                telling,
                asyncio.create_task(_gone(receive)),
                asyncio.create_task(self._streams.closing.wait()),
            }
            await asyncio.wait(endings, return_when=asyncio.FIRST_COMPLETED)
            slow = telling.done() and isinstance(telling.exception(), TimeoutError)
            for ending in endings:
                ending.cancel()
                with suppress(asyncio.CancelledError, TimeoutError, OSError):
                    await ending
        if slow:
            await _cut(receive)
        else:
            with suppress(TimeoutError, OSError):
                await _in_time(send, b"", more=False)

    async def _tell(self, pump: Pump, send: Send) -> None:
        await send(_START)
        await _in_time(send, frame("clock", {"now": int(time.time() * 1000)}))
        until = time.monotonic() + _OLDEST_SECONDS
        while time.monotonic() < until and not pump.ended:
            told = await pump.wait(self._seen, KEEP_ALIVE_SECONDS)
            if told and pump.news:
                self._seen = pump.news.version
            await _in_time(send, told or _ALIVE)


async def _in_time(send: Send, body: bytes, *, more: bool = True) -> None:
    # Bounds the memory that a reader who does not read can hold: its socket's buffer and one event.
    message = {"type": "http.response.body", "body": body, "more_body": more}
    async with asyncio.timeout(SLOW_SECONDS):
        await send(message)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _line(receive: Receive) -> asyncio.Transport | None:
    """The server's own line under this answer, where it can be had."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    return transport if hasattr(transport, "abort") else None


def _hold_little(receive: Receive) -> None:
    """Let the system hold no more than a few events for a reader who does not read."""
    line = _line(receive)
    if line is not None:
        line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _HELD_BYTES)


async def _cut(receive: Receive) -> None:
    """Drop the line of a reader who does not read: closing it would wait for them for ever."""
    line = _line(receive)
    if line is not None:
        at_once = struct.pack("ii", 1, 0)
        line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        line.abort()
        with suppress(TimeoutError):
            await asyncio.wait_for(_gone(receive), 1)
