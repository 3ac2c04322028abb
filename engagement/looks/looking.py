"""Looks begun, gone on with, stopped and seen: in the foreground, the background, or a worker."""

from collections.abc import Callable

from engagement.faults import Refused
from engagement.identity import new_id
from engagement.looks.one_look import Look, Tell, ignore, never, wanted_by
from engagement.model import ProbeRun, Progress
from engagement.outside import clock
from engagement.outside.jobs import Job, Jobs
from engagement.store import Store, Transaction, evidence
from engagement.workspaces import assessment_in, record_in

JOBS = Jobs()
"""The looks that run in this process, by the address of the store and the assessment."""


ENDED_EARLY = ("stopped", "failed")


WAITS = "Waiting for its turn"


GAVE_UP = "The server ended during this look three times; what was found by then is kept."


ENDS_WITHIN_SECONDS = 30.0


def look(
    store: Store, assessment_id: str, *, started_by: str = "", sending: bool = False,
    on_progress: Tell | None = None, stopped: Callable[[], bool] | None = None,
    only: frozenset[str] | None = None,
) -> ProbeRun:  # fmt: skip
    """Look at every source now and come back when it is done or ``stopped`` turned true.

    Sources that send traffic are left out, unless ``sending`` says that this look may send. With
    ``only`` (ids) the other sources are left alone.
    """
    run = _begin(store, assessment_id, started_by, sending)
    made = Look(store, run, on_progress or ignore, stopped or never, sending, only)
    return made.carry_out()


def start_looking(
    store: Store, assessment_id: str, started_by: str = "", *, sending: bool = False
) -> ProbeRun:
    """The same in the background: the page may be left, and come back to.

    On PostgreSQL the look waits for a worker, in this process or another; with SQLite it runs here.
    """
    if store.has_queue:
        return put_in_queue(store, assessment_id, started_by, sending=sending)
    run = _begin(store, assessment_id, started_by, sending)
    _go_in_a_thread(store, run, sending)
    return run


def put_in_queue(
    store: Store, assessment_id: str, started_by: str, *, sending: bool = False,
    only: frozenset[str] | None = None,
) -> ProbeRun:  # fmt: skip
    """Let a look wait for a worker, on PostgreSQL; with ``only`` (ids) at these sources alone."""
    return _begin(store, assessment_id, started_by, sending, waits=True, only=only)


def go_on_looking(store: Store, assessment_id: str, started_by: str = "") -> ProbeRun:
    """Go on with the last look, which ended early, at the sources that it did not come to.

    Nothing that sends traffic is sent by it: whether that was sent already cannot be told for sure.
    """
    with store.writing() as tx:
        run = evidence.last_run(tx, assessment_in(tx, assessment_id).id)
        if run is None or run.state not in ENDED_EARLY:
            raise Refused("The last look came to its end; start another one.")
        record_in(tx, assessment_id, "look started", by=started_by, run=run.id, again="yes")
        anew = {"state": "running", "started_at": clock.now(), "ended_at": None}
        run = run.model_copy(update=anew | {"message": WAITS})
        _keep_begun(tx, run, sending=False, waits=store.has_queue)
    if not store.has_queue:
        _go_in_a_thread(store, run, sending=False)
    return run


def carry_out_waiting(
    store: Store, run_id: str, *, sending: bool, again: bool,
    stopped: Callable[[], bool], leaving: Callable[[], bool], only: frozenset[str] | None = None,
) -> None:  # fmt: skip
    """A worker's try at a look that waits; one that was stopped meanwhile is left alone.

    ``again`` is a later try: what the earlier one finished is not done twice, and no load is sent
    twice. While ``leaving`` says that the worker ends, the look is left as it is for the next one.
    """
    with store.bookkeeping() as tx:
        taken = evidence.take(tx, run_id)
    if taken is None:
        return
    run, mark = taken
    look_ = Look(store, run, ignore, lambda: stopped() or leaving(), sending and not again, only)
    look_.mark, look_.leaving = mark, leaving
    look_.carry_out()


def give_up(store: Store, run_id: str) -> None:
    """End a look that was tried so often that one more try would not help."""
    with store.bookkeeping() as tx:
        taken = evidence.take(tx, run_id)
        if taken:
            fields = {"state": "failed", "ended_at": clock.now(), "message": GAVE_UP}
            evidence.save_run(tx, taken[0].model_copy(update=fields))


def looking(store: Store, assessment_id: str) -> Progress | None:
    """How far a look has come that is running now, here or in another process; else ``None``."""
    run = last_run(store, assessment_id)
    job = JOBS.get(_key(store, assessment_id))
    if job:
        return job.progress
    if run is None or run.state != "running":
        return None
    return Progress(done=run.done, total=run.total, message=run.message, running=True)


def stop_looking(store: Store, assessment_id: str) -> None:
    """Stop a running look after the probe or request that it is at; what it found is kept."""
    with store.writing() as tx:
        run = evidence.last_run(tx, assessment_in(tx, assessment_id).id)
        if run is None or run.state != "running":
            return
        record_in(tx, assessment_id, "look stopped", run=run.id)
        if not JOBS.stop(_key(store, assessment_id)):
            # A worker hears of it at once; any other process sees it between two sources.
            evidence.stop_run(tx, run.id, clock.now())


def end_looks(seconds: float) -> bool:
    """Stop every look of this process as it ends, and wait that long; whether all were kept as stopped.

    One that is still at a request then is told as stopped by whoever opens the database next.
    """
    return JOBS.end(seconds)


def last_run(store: Store, assessment_id: str) -> ProbeRun | None:
    """The newest look of our own, running or ended; ``None`` before the first."""
    with store.reading() as tx:
        run = evidence.last_run(tx, assessment_in(tx, assessment_id).id)
        if run is None or not evidence.is_abandoned(tx, run.id):
            return run
    with store.bookkeeping() as tx:
        evidence.close_abandoned_runs(tx)
        return evidence.last_run(tx, assessment_id)


def last_import(store: Store, assessment_id: str) -> ProbeRun | None:
    """The findings file that was taken in last, as the look that somebody else made."""
    with store.reading() as tx:
        return evidence.last_run(tx, assessment_in(tx, assessment_id).id, imported=True)


def _begin(
    store: Store, assessment_id: str, started_by: str, sending: bool, *, waits: bool = False,
    only: frozenset[str] | None = None,
) -> ProbeRun:  # fmt: skip
    with store.bookkeeping() as tx:
        evidence.close_abandoned_runs(tx)
    with store.writing() as tx:
        given = evidence.sources(tx, assessment_in(tx, assessment_id).id)
        if not given:
            raise Refused("There is nowhere to look yet; add a source first.")
        if not wanted_by(given, sending):
            raise Refused("Only a load test is left, which is not sent unless you tick it.")
        last = evidence.last_run(tx, assessment_id)
        if last and last.state == "running":
            raise Refused("A look is running already; wait for it or stop it.")
        run = ProbeRun(
            id=new_id(), assessment_id=assessment_id, started_at=clock.now(),
            state="running", started_by=started_by, message=WAITS if waits else "Starting",
        )  # fmt: skip
        _keep_begun(tx, run, sending=sending, waits=waits, only=only)
        what = "look started, with load" if sending else "look started"
        record_in(tx, assessment_id, what, by=started_by, run=run.id)
    return run


def _keep_begun(
    tx: Transaction,
    run: ProbeRun,
    *,
    sending: bool,
    waits: bool,
    only: frozenset[str] | None = None,
) -> None:
    if waits:
        evidence.put_in_queue(tx, run, sending=sending, only=only)
    else:
        evidence.save_run(tx, run)


def _go_in_a_thread(store: Store, run: ProbeRun, sending: bool) -> None:
    def work(job: Job) -> None:
        Look(store, run, job.tell, job.stop.is_set, sending).carry_out()

    key = _key(store, run.assessment_id)
    ending = JOBS.get(key)
    if ending:  # its look has ended, or this one could not have begun; its thread is about to
        ending.wait(ENDS_WITHIN_SECONDS)
    JOBS.start(key, work)


def _key(store: Store, assessment_id: str) -> str:
    return f"{store.address}/{assessment_id}"
