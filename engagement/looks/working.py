"""The worker: carries out what waits in PostgreSQL's queue, in this process or one of its own.

A worker tells every few seconds that it lives. What a dead one was at waits again and is gone on
with at the source that it had reached; what ended three workers is given up.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engagement.faults import Refused
from engagement.looks import looking
from engagement.outside.settings import settings
from engagement.store import AWAY, Store, queued
from engagement.watching import waiting

if TYPE_CHECKING:
    from procrastinate import App, JobContext

TRIES = 3
"""How often one look is tried at most."""

ALIVE_EVERY_SECONDS = 5.0
DEAD_AFTER_SECONDS = 20.0
"""A worker that said nothing for so long has died: four of its signs are missing."""

_BACK_SECONDS = 5
_HERE: set[str] = set()
"""Addresses of the stores for all of whose looks this process has a worker."""

_LOG = logging.getLogger("prodworthy.worker")


class Worker:
    """Carries out looks of a store, ``at_once`` at most at a time, until it is told to end.

    With ``line`` it takes those alone that wait there.
    """

    def __init__(self, store: Store, at_once: int, line: str = "") -> None:
        if not store.has_queue:
            raise Refused(
                "Only PostgreSQL has a queue that a worker can take looks from; with SQLite the "
                "server looks itself. Set PRODWORTHY_DATABASE to a PostgreSQL to use workers."
            )
        self._store, self._at_once = store, at_once
        self._lines: dict[str, Any] = {"queues": [line]} if line else {}
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()

    def run(self) -> None:
        """Work until :meth:`end`; while the database is away, wait for it and go on."""
        while not self._ending.is_set():
            try:
                asyncio.run(self._work())
            except Exception:  # noqa: BLE001  whatever it was, what waits must not wait for ever
                _LOG.exception("The worker lost the database; it tries again")
            self._ending.wait(_BACK_SECONDS)

    def start(self) -> None:
        """Work in a thread of this process."""
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def end(self, seconds: float = 10.0) -> None:
        """End soon, waiting so long at most: looks that it is at are left for the next worker."""
        self._ending.set()
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake.set)
        if self._thread is not None:
            self._thread.join(seconds)

    async def _work(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        if self._ending.is_set():
            return
        app = _app(self._store, self._at_once)
        app.task(name=queued.LOOK, pass_context=True, retry=_tries())(self._look)
        app.task(name=queued.REREAD, pass_context=True, retry=_tries())(self._reread)
        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    **self._lines, concurrency=self._at_once, delete_jobs="always",
                    install_signal_handlers=False, update_heartbeat_interval=ALIVE_EVERY_SECONDS,
                    stalled_worker_timeout=DEAD_AFTER_SECONDS, shutdown_graceful_timeout=0.001,
                )
            )  # fmt: skip
            rescuing = asyncio.create_task(self._rescue(app))
            waking = asyncio.create_task(self._wake.wait())
            await asyncio.wait({working, rescuing, waking}, return_when=asyncio.FIRST_COMPLETED)
            for task in (rescuing, waking, working):
                task.cancel()
            done = await asyncio.gather(working, rescuing, waking, return_exceptions=True)
        for failed in done:
            if isinstance(failed, Exception):
                raise failed

    def _look(
        self, context: "JobContext", run: str, sending: bool, only: list[str] | None = None
    ) -> None:
        from procrastinate.exceptions import JobAborted

        looking.carry_out_waiting(
            self._store, run, sending=sending, again=context.job.attempts > 0,
            stopped=context.should_abort, leaving=lambda: _leaves(context),
            only=None if only is None else frozenset(only),
        )  # fmt: skip
        if _leaves(context):
            raise JobAborted

    def _reread(self, context: "JobContext", run: str, assessment: str, began: str) -> None:
        from procrastinate.exceptions import JobAborted

        waiting.carry_out_reading(
            self._store, run, assessment, datetime.fromisoformat(began),
            stopped=lambda: context.should_abort() or _leaves(context),
        )  # fmt: skip
        if _leaves(context):
            raise JobAborted

    async def _rescue(self, app: "App") -> None:
        """Let what dead workers were at wait again, once for all workers together."""
        while True:
            async with app.connector.pool.connection() as connection:  # type: ignore[attr-defined]
                if await queued.is_first(connection):
                    stalled = await app.job_manager.get_stalled_jobs(
                        seconds_since_heartbeat=DEAD_AFTER_SECONDS
                    )
                    for job in stalled:
                        await self._again(app, job)
            await asyncio.sleep(ALIVE_EVERY_SECONDS)

    async def _again(self, app: "App", job: Any) -> None:
        if job.attempts + 1 < TRIES:
            await app.job_manager.retry_job(job)
            return
        from procrastinate.jobs import Status

        await asyncio.to_thread(self._give_up, job.task_name, dict(job.task_kwargs))
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)

    def _give_up(self, task: str, given: dict[str, Any]) -> None:
        if task == queued.REREAD:
            waiting.give_up_reading(self._store, given["run"], given["assessment"])
        else:
            looking.give_up(self._store, given["run"])


@contextmanager
def worker_here(store: Store, seconds: float = 10.0) -> Iterator[None]:
    """A worker in this process, where the store has a queue and the operator wants one.

    It ends with the block; ``seconds`` is how long that may take.
    """
    at_once = settings().looks_at_once
    if not store.has_queue or not at_once:
        yield
        return
    worker = Worker(store, at_once)
    worker.start()
    _HERE.add(store.address)
    try:
        yield
    finally:
        _HERE.discard(store.address)
        worker.end(seconds)


@contextmanager
def worker_for(store: Store, run_id: str) -> Iterator[None]:
    """A worker in this process for one look, where it has none for all and the operator wants any.

    So the process that carries out what is due needs no other one; others may still be quicker.
    """
    if store.address in _HERE or not settings().looks_at_once:
        yield
        return
    worker = Worker(store, 1, queued.line_of(run_id))
    worker.start()
    try:
        yield
    finally:
        worker.end()


def anybody_looks(store: Store) -> bool:
    """Whether a look that waits will be carried out: by this process, or by a worker that lives."""
    if settings().looks_at_once:
        return True
    with store.reading() as tx:
        return queued.anybody_works(tx, DEAD_AFTER_SECONDS)


def _leaves(context: "JobContext") -> bool:
    from procrastinate.job_context import AbortReason

    return context.abort_reason() is AbortReason.SHUTDOWN


def _tries() -> Any:
    """When a try is followed by another: the worker left, or the database was away."""
    from procrastinate import BaseRetryStrategy, RetryDecision
    from procrastinate.exceptions import JobAborted

    class Tries(BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: Any) -> Any:
            if isinstance(exception, JobAborted):
                return RetryDecision(retry_in={"seconds": 0})
            more = isinstance(exception, AWAY) and job.attempts + 1 < TRIES
            return RetryDecision(retry_in={"seconds": _BACK_SECONDS}) if more else None

    return Tries()


def _app(store: Store, at_once: int) -> "App":
    from procrastinate import App, PsycopgConnector

    connector = PsycopgConnector(
        kwargs=store.connecting, min_size=1, max_size=at_once + 3, timeout=30
    )
    return App(connector=connector)
