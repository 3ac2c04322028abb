"""One thread for all that a driver does: some bind a connection to theirs, and some hang."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")
Job = tuple[Callable[[], Any], "queue.Queue[tuple[bool, Any]]"]


class Worker:
    """Runs work in its thread, and is left behind where that does not come back."""

    def __init__(self) -> None:
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        threading.Thread(target=self._work, daemon=True).start()

    def run(self, work: Callable[[], Found], check: Callable[[], None]) -> Found:
        """What the work returns or raises; ``check`` is asked meanwhile, and may raise to give up."""
        came: queue.Queue[tuple[bool, Any]] = queue.Queue()
        self._jobs.put((work, came))
        while True:
            try:
                well, value = came.get(timeout=0.1)
            except queue.Empty:
                check()
                continue
            if well:
                return value  # type: ignore[no-any-return]
            raise value

    def run_last(
        self, work: Callable[[], object], seconds: float, meanwhile: Callable[[], None]
    ) -> None:
        """Do this when all else is done, and end; it may fail, and is waited for so long at most.

        ``meanwhile`` is done again and again, to end what still runs before it.
        """
        came: queue.Queue[tuple[bool, Any]] = queue.Queue()
        self._jobs.put((work, came))
        self._jobs.put(None)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                came.get(timeout=0.1)
                return
            except queue.Empty:
                meanwhile()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, came = job
            try:
                came.put((True, work()))
            except BaseException as problem:  # noqa: BLE001  raised in the thread that waits
                came.put((False, problem))
