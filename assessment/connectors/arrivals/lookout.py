"""Watches other sources while load is sent, in a thread of its own, and says when it must end."""

import threading
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Self

from assessment.connectors.arrivals.signs import KINDS, Sign
from assessment.connectors.arrivals.stopping import End
from assessment.connectors.transport import Channel
from assessment.sources import Beside, Circumstances, SourceUnavailable, Stopped

EVERY_SECONDS = 5.0
"""Time between two looks at the same source."""

SILENT = 3
"""Looks in a row that fail before the load ends: it is not sent where nobody can see any more."""


@dataclass
class _Watched:
    """One source that is watched; ``looks`` that went well, and how many in a row did not."""

    name: str
    sign: Sign
    looks: int = 0
    failed: int = 0


class Lookout:
    """Looks once at everything before the first request, then again and again until it is closed.

    A source that cannot be looked at to begin with is not watched, and said so.
    """

    def __init__(self, circumstances: Circumstances) -> None:
        self._circumstances = circumstances
        self._held = ExitStack()
        self._watched: list[_Watched] = []
        self._blind: list[str] = []
        self._over = threading.Event()
        self._end: End | None = None
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Self:
        for item in self._circumstances.beside:
            if item.source.kind in KINDS:
                self._try(item)
        if self._watched and self._end is None:
            self._thread.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        self._held.close()

    def warned(self) -> End | None:
        """Why the load must end, as soon as that is known."""
        return self._end

    def told(self) -> tuple[str, ...]:
        """What was watched and how often, and what could not be."""
        seen = (f"{item.name}, {item.looks} looks" for item in self._watched)
        return (*seen, *self._blind)

    def _try(self, item: Beside) -> None:
        kind = KINDS[item.source.kind]
        try:
            given = replace(self._circumstances, permission=item.permission, beside=())
            channel = self._held.enter_context(Channel(item.source, given, posts=kind.posts))
            watched = _Watched(item.source.name, kind(item.source, channel))
            self._look([watched])
        except SourceUnavailable as fault:
            self._blind.append(f"{item.source.name}, not watched: {fault.reason}")
            return
        self._watched.append(watched)

    def _go_on(self) -> None:
        while self._end is None and not self._over.wait(EVERY_SECONDS):
            for item in self._watched:
                try:
                    self._look([item])
                except SourceUnavailable as fault:
                    self._missed(item, fault.reason)
                except Stopped:
                    return

    def _look(self, these: Iterable[_Watched]) -> None:
        for item in these:
            end = item.sign.look()
            item.looks, item.failed = item.looks + 1, 0
            if end and self._end is None:
                self._end = (end[0], f"{end[1]}, {item.name} says")

    def _missed(self, item: _Watched, reason: str) -> None:
        item.failed += 1
        if item.failed >= SILENT and self._end is None:
            self._end = ("unwatched", f"{item.name} could not be watched any more: {reason}")
