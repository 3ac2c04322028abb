"""A look at all sources: in the foreground or the background, saved source by source."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from assessment.connectors import sends
from assessment.model import Finding
from assessment.probing import Probe, discover, selected
from assessment.sources import Source
from engagement.clients.opening import assessment_in, record_in, workspace_in
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.looks.reading import Sight, Watcher, look_at
from engagement.model import ProbeRun, Progress, RunState
from engagement.outside import clock
from engagement.outside.jobs import Job, Jobs
from engagement.settling.conflicts import follow_in
from engagement.sources.objectives_in_force import held_against
from engagement.store import AWAY, Store, Transaction, evidence, kept

JOBS = Jobs()
"""The looks that run in this process, by the address of the store and the assessment."""

ENDED_EARLY = ("stopped", "failed")
WAITS = "Waiting for its turn"
GAVE_UP = "The server ended during this look three times; what was found by then is kept."
ENDS_WITHIN_SECONDS = 30.0
SAID_EVERY = timedelta(seconds=1)
"""How often what a look is at is kept for whoever watches in another process."""

Tell = Callable[[Progress], None]


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
    made = _Look(store, run, on_progress or _ignore, stopped or _never, sending, only)
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
    look_ = _Look(store, run, _ignore, lambda: stopped() or leaving(), sending and not again, only)
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


class _Look:
    """One run over all sources of an assessment that it was not through with before."""

    mark = evidence.PROCESS
    """Whose the run is: this process's, or a worker's try's."""

    def __init__(
        self, store: Store, run: ProbeRun, tell: Tell, stopped: Callable[[], bool], sending: bool,
        only: frozenset[str] | None = None,
    ) -> None:  # fmt: skip
        self._store, self._run, self._tell, self._stopped = store, run, tell, stopped
        self._sending, self._only = sending, only
        self._client = ""
        self._kept_at = run.started_at
        self.leaving: Callable[[], bool] = _never

    def carry_out(self) -> ProbeRun:
        """Read source after source; each one's findings are kept in a transaction of its own."""
        try:
            ended = self._all_sources(discover())
        except AWAY:
            if self.mark == evidence.PROCESS:
                self._failed()
            raise  # a worker tries again when the database is back
        except Exception:
            self._failed()
            raise
        if not ended and (self.leaving() or self._is_taken_over()):
            return self._run
        message = "" if ended else "Stopped; what was found by then is kept."
        return self._end("finished" if ended else "stopped", message)

    def _all_sources(self, probes: tuple[Probe, ...]) -> bool:
        with self._store.reading() as tx:
            place = workspace_in(tx, self._run.assessment_id)
            traits, self._client = place.use_case.traits, place.client.id
            given = evidence.sources(tx, self._run.assessment_id)
            seen = evidence.sources_seen(tx, self._run.id)
        wanted = wanted_by(given, self._sending)
        if self._only is not None:
            wanted = tuple(source for source in wanted if source.id in self._only)
        left = [held_against(source, traits) for source in wanted if source.id not in seen]
        ahead = sum(len(selected(probes, item.kind)) for item in left)
        self._change(total=self._run.done + ahead)
        return all(self._source(source, probes, tuple(given)) for source in left)

    def _source(self, source: Source, probes: tuple[Probe, ...], among: tuple[Source, ...]) -> bool:
        """Look at one source; false where the look was stopped before its end."""
        if self._is_stopped():
            return False
        before = self._run.done
        self._say(f"{source.name}: reading")
        watcher = Watcher(
            progress=lambda message: self._say(f"{source.name}: {message}"),
            found=lambda finding: self._found(source, finding),
            stopped=self._stopped,
        )
        with self._store.reading() as tx:
            last = kept.kept(tx, self._run.assessment_id, source)
        sight = look_at(source, probes, watcher, last, among, client_id=self._client)
        self._keep(source, sight, before)
        return not sight.stopped

    def _found(self, source: Source, finding: Finding) -> None:
        self._run = self._run.model_copy(update={"done": self._run.done + 1})
        self._say(f"{source.name}: {finding.statement}")

    def _keep(self, source: Source, sight: Sight, before: int) -> None:
        done = before + len(sight.findings)
        self._run = self._run.model_copy(update={"done": done})
        with self._store.bookkeeping() as tx:
            if not evidence.is_of(tx, self._run.id, self.mark):
                return  # a later try looks at this source itself
            evidence.add_findings(tx, self._run, sight.findings)
            evidence.add_requests(tx, self._run, source.id, sight.made)
            if sight.kept is not None:
                kept.keep(tx, self._run.assessment_id, source, sight.kept, clock.now())
            if not evidence.is_stopped(tx, self._run.id):
                evidence.save_run(tx, self._run, self.mark)

    def _is_stopped(self) -> bool:
        if self._stopped():
            return True
        with self._store.reading() as tx:
            return evidence.is_stopped(tx, self._run.id) or not evidence.is_of(
                tx, self._run.id, self.mark
            )

    def _is_taken_over(self) -> bool:
        with self._store.reading() as tx:
            return not evidence.is_of(tx, self._run.id, self.mark)

    def _change(self, **fields: object) -> None:
        self._run = self._run.model_copy(update=fields)
        with self._store.bookkeeping() as tx:
            if evidence.is_of(tx, self._run.id, self.mark):  # else a later try says how it stands
                evidence.save_run(tx, self._run, self.mark)

    def _say(self, message: str) -> None:
        self._run = self._run.model_copy(update={"message": message})
        self._tell(
            Progress(done=self._run.done, total=self._run.total, message=message, running=True)
        )
        if clock.now() - self._kept_at > SAID_EVERY and not self._is_stopped():
            self._kept_at = clock.now()
            self._change()

    def _failed(self) -> None:
        self._end("failed", "The look failed through a mistake of ours; the log has the trace.")

    def _end(self, state: RunState, message: str) -> ProbeRun:
        self._change(state=state, ended_at=clock.now(), message=message)
        with self._store.bookkeeping() as tx:
            follow_in(tx, self._run.assessment_id, clock.now())
        run = self._run
        self._tell(Progress(done=run.done, total=run.total, message=message, running=False))
        return run


def wanted_by(sources: Iterable[Source], sending: bool) -> tuple[Source, ...]:
    """The sources of one look: those that only answer, and those that are acted on if it may send."""
    return tuple(source for source in sources if sending or not sends(source.kind))


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
        _Look(store, run, job.tell, job.stop.is_set, sending).carry_out()

    key = _key(store, run.assessment_id)
    ending = JOBS.get(key)
    if ending:  # its look has ended, or this one could not have begun; its thread is about to
        ending.wait(ENDS_WITHIN_SECONDS)
    JOBS.start(key, work)


def _key(store: Store, assessment_id: str) -> str:
    return f"{store.address}/{assessment_id}"


def _ignore(progress: Progress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False
