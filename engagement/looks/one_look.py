"""One look over all sources of an assessment: read, told and kept source by source."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from assessment.connectors import sends
from assessment.model import Finding
from assessment.probing import Probe, discover, selected
from assessment.sources import Source
from engagement.in_force.objectives_in_force import held_against
from engagement.looks.reading import Sight, Watcher, look_at
from engagement.model import ProbeRun, Progress, RunState
from engagement.outside import clock
from engagement.settling.conflicts import follow_in
from engagement.store import AWAY, Store, evidence, kept
from engagement.workspaces import workspace_in

SAID_EVERY = timedelta(seconds=1)
"""How often what a look is at is kept for whoever watches in another process."""

Tell = Callable[[Progress], None]


class Look:
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
        self.leaving: Callable[[], bool] = never

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


def ignore(progress: Progress) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody stops it."""
    return False
