"""One pump a workshop: asks the database whether something changed, and tells all who watch.

Three hundred phones cost one question twice a second, not three hundred. A watcher that cannot keep
up misses what was in between and gets what is true now; nothing is queued for it.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from engagement.faults import Refused

EVERY_SECONDS = 0.5
"""Between two questions whether something changed: the refresh interval of phones and screen."""

_AFTER_A_FAULT_SECONDS = 5
_ASKING = ThreadPoolExecutor(4, "workshop-news")
_Told = TypeVar("_Told")
_COUNTS = ("version", "joined", "voted")
_LOG = logging.getLogger("prodworthy.workshop")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a pump gets its news: the version of a workshop, and what may be seen of it."""

    version: Callable[[str], int]
    room: Callable[[str], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class News:
    """What is true now, ready to be sent: all of it, and the counts alone.

    ``drawn`` is the version since which only counts changed: who has seen that one needs no more
    than the counts.
    """

    version: int
    drawn: int
    whole: bytes
    counts: bytes

    def since(self, seen: int) -> bytes:
        """What somebody has to be told who was last told of version ``seen``; empty for nothing."""
        if seen == self.version:
            return b""
        return self.counts if self.drawn <= seen < self.version else self.whole


@dataclass
class Pump:
    """The newest news of one workshop, for as long as somebody watches."""

    workshop_id: str
    source: Source
    watchers: int = 0
    news: News | None = None
    ended: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _said: dict[str, Any] = field(default_factory=dict)

    async def wait(self, seen: int, timeout: float) -> bytes:
        """What is newer than ``seen``; empty after ``timeout`` seconds without any."""
        changed = self._changed
        told = self.news.since(seen) if self.news else b""
        if told or self.ended:
            return told
        try:
            # Not wait_for: before Python 3.12 it can swallow that its caller was cancelled.
            async with asyncio.timeout(timeout):
                await changed.wait()
        except TimeoutError:
            return b""
        return self.news.since(seen) if self.news else b""

    async def run(self) -> None:
        """Ask until nobody watches any more, or the workshop is gone."""
        while self.watchers and not self.ended:
            await asyncio.sleep(await self._ask())

    async def _ask(self) -> float:
        """Ask once; returns the seconds until the next time."""
        try:
            version = await _asked(self.source.version, self.workshop_id)
            if not version:
                raise Refused("There is no such workshop.")
            if self.news is None or version != self.news.version:
                self._publish(await _asked(self.source.room, self.workshop_id))
        except Refused:
            self.ended = True
            self._tell()
        except Exception:  # noqa: BLE001  a database that is away for a moment must not end the room
            _LOG.exception("The workshop %s could not be read; trying again", self.workshop_id)
            return _AFTER_A_FAULT_SECONDS
        return EVERY_SECONDS

    def _publish(self, room: dict[str, Any]) -> None:
        version = room["version"]
        rest = {name: value for name, value in room.items() if name not in _COUNTS}
        same = self.news is not None and rest == self._said
        self.news = News(
            version=version,
            drawn=self.news.drawn if same and self.news else version,
            whole=frame("room", room, version),
            counts=frame("counts", {name: room[name] for name in _COUNTS}, version),
        )
        self._said = rest
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


async def _asked(question: Callable[[str], _Told], workshop_id: str) -> _Told:
    """Ask beside the votes: in their queue the news would wait until all of them are kept."""
    return await asyncio.get_running_loop().run_in_executor(_ASKING, question, workshop_id)


def frame(event: str, data: dict[str, Any], version: int | None = None) -> bytes:
    """One server-sent event; JSON has no raw line break, so one ``data`` line holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    number = "" if version is None else f"id: {version}\n"
    return f"{number}event: {event}\ndata: {text}\n\n".encode()
