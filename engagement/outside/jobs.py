"""Work that goes on while nobody watches: one thread a job, stopped by a flag, never killed."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from engagement.model import Progress

LOG = logging.getLogger("prodworthy.jobs")


@dataclass
class Job:
    """One piece of work; ``progress`` is what it said last."""

    progress: Progress
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def tell(self, progress: Progress) -> None:
        """Say how far the work has come."""
        self.progress = progress

    def wait(self, seconds: float) -> None:
        """Wait for the work to end, for at most so long."""
        if self.thread:
            self.thread.join(seconds)


class Jobs:
    """The jobs of this process by key; a key has one job at a time."""

    def __init__(self) -> None:
        self._running: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: str, work: Callable[[Job], None]) -> Job | None:
        """Start ``work`` in its own thread; ``None`` where the key's job is still running.

        The thread is a daemon: it does not keep a server alive that was told to end. What was
        saved by then is kept, since the work saves as it goes.
        """
        with self._lock:
            if key in self._running:
                return None
            job = Job(Progress(done=0, total=0, message="Starting", running=True))
            self._running[key] = job
        job.thread = threading.Thread(
            target=self._run, args=(key, job, work), name=f"job-{key}", daemon=True
        )
        job.thread.start()
        return job

    def get(self, key: str) -> Job | None:
        """The key's running job."""
        with self._lock:
            return self._running.get(key)

    def stop(self, key: str) -> bool:
        """Tell the key's job to stop; whether there was one."""
        job = self.get(key)
        if job:
            job.stop.set()
        return job is not None

    def end(self, seconds: float) -> bool:
        """Tell every job to stop and wait for them, that long in all; whether all of them ended."""
        until = monotonic() + seconds
        with self._lock:
            running = list(self._running.values())
        for job in running:
            job.stop.set()
        for job in running:
            job.wait(max(0.0, until - monotonic()))
        return not any(job.thread and job.thread.is_alive() for job in running)

    def _run(self, key: str, job: Job, work: Callable[[Job], None]) -> None:
        try:
            work(job)
        except Exception:
            LOG.exception("job %s failed", key)
        finally:
            with self._lock:
                self._running.pop(key, None)
