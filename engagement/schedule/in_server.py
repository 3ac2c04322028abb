"""What is due is carried out by the server itself, where no timer of the machine does it.

One thread a process, one unit at a time with a rest between two, so that pages keep the processor.
Several processes may do so at once: a unit is claimed in the database.
"""

import logging
import random
import threading
from collections.abc import Callable
from datetime import datetime

from engagement.clients import retention
from engagement.outside import clock
from engagement.schedule.model import Worker
from engagement.schedule.running import new_worker, next_at, run_one
from engagement.schedule.workers import seen
from engagement.store import Store

LOG = logging.getLogger("prodworthy.schedule")
LOOKS_EVERY_SECONDS = 60.0
"""How long it waits at most: somebody may have changed the schedule."""
RESTS_SECONDS = 2.0
"""How long the pages have the processor for themselves between two units."""


class InServer:
    """The thread that carries out what is due; ``opened`` gives the store when it begins."""

    def __init__(self, opened: Callable[[], Store], *, every: float = LOOKS_EVERY_SECONDS) -> None:
        self._opened, self._every = opened, every
        self._ended = threading.Event()
        self._worker = new_worker()
        self._thread = threading.Thread(target=self._go_on, name="schedule", daemon=True)

    def start(self) -> None:
        """Begin; the first unit is looked for after a rest, when the server answers."""
        self._thread.start()

    def end(self, seconds: float) -> None:
        """Tell it to end, and wait for that for at most so long: a unit that it has is due as before."""
        self._ended.set()
        if seconds and self._thread.is_alive():
            self._thread.join(seconds)

    def _go_on(self) -> None:
        # Processes that started together do not all ask at the same moment.
        wait = min(RESTS_SECONDS, self._every) * (1 + random.random())  # noqa: S311
        while not self._ended.wait(wait):
            try:
                wait = self._once(self._opened())
            except Exception:
                LOG.exception("what is due could not be looked for")
                wait = self._every

    def _once(self, store: Store) -> float:
        """Carry out one unit if there is one; how many seconds to wait then.

        What a client's retention period ends goes on its day, also where nobody opens a page.
        """
        retention.daily(store)
        ran = run_one(store, worker=self._worker, stopped=self._ended.is_set)
        now = clock.now()
        following = next_at(store, now)
        seen(store, Worker(process=self._worker, way="server", seen_at=now, next_at=following))
        return RESTS_SECONDS if ran else self._until(following, now)

    def _until(self, following: datetime | None, now: datetime) -> float:
        if following is None:
            return self._every
        return min(self._every, max(RESTS_SECONDS, (following - now).total_seconds()))
