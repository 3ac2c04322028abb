"""How the server ends: it says so first, then finishes what it began, within a limit."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from uvicorn import Server

_LOG = logging.getLogger("prodworthy.ending")


@dataclass
class Ending:
    """Whether this server was told to stop; from then on it is not ready for anybody new."""

    begun: threading.Event = field(default_factory=threading.Event)


ENDING = Ending()
"""Of this server."""


@contextmanager
def told_by_signals(drain: float, limit: int, last: Callable[[], None]) -> Iterator[None]:
    """Have a termination signal end the server in three steps.

    It is not ready any more at once, goes on answering for ``drain`` seconds, and then calls
    ``last`` and finishes the requests it has, for at most ``limit`` seconds. Ctrl+C, and a second
    signal, do not wait for the first of these.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can signals be listened to; whoever runs a server elsewhere ends it so
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    steps = _Steps(asyncio.get_running_loop(), before, drain, last)
    ENDING.begun.clear()
    _limit(before[signal.SIGTERM], limit)
    for number in before:
        signal.signal(number, steps.stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class _Steps:
    loop: asyncio.AbstractEventLoop
    before: dict[signal.Signals, Any]
    drain: float
    last: Callable[[], None]

    def stop(self, number: int, place: FrameType | None) -> None:  # noqa: ARG002  the form of a handler
        """Say that it ends; wait only the first time, and only where a program asked."""
        wait = 0.0 if ENDING.begun.is_set() or number == signal.SIGINT else self.drain
        ENDING.begun.set()
        self.loop.call_soon_threadsafe(self._end, number, wait)

    def _end(self, number: int, wait: float) -> None:
        if wait:
            _LOG.info("Told to stop; answering for another %d s", wait)
            self.loop.call_later(wait, self._end, number, 0.0)
            return
        self.last()
        handler = self.before[signal.Signals(number)]
        if callable(handler):
            handler(number, None)


def _limit(handler: Any, seconds: int) -> None:
    """The server waits for its requests without an end unless it is told one."""
    server = getattr(handler, "__self__", None)
    if isinstance(server, Server):
        server.config.timeout_graceful_shutdown = seconds
