"""Reading the exit metrics of one assessment again, once, and keeping what came of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime

from assessment.connectors import number
from assessment.model import Finding, Outcome
from assessment.probing import Probe, discover, selected
from assessment.sources import Source
from content.model import Pack
from content.values import Value
from engagement.faults import Refused
from engagement.in_force.objectives_in_force import held_against
from engagement.looks.one_look import wanted_by
from engagement.looks.reading import Watcher, look_at
from engagement.model import Workspace
from engagement.outside import clock
from engagement.store import Store, Transaction, evidence, exit_criteria, kept, packs
from engagement.store.exit_criteria import Attempted
from engagement.watching.watched import proofs_in, watched_metrics
from engagement.workspaces import record_in, workspace_in
from scoring.proof_model import InitiativeProof, Standing

Tell = Callable[[str], object]


class Change(Value):
    """An initiative whose standing moved by what was read."""

    initiative: str
    before: Standing
    after: Standing


class WatchResult(Value):
    """What one reading of an assessment's exit metrics came to."""

    assessment_id: str
    at: AwareDatetime
    attempts: tuple[Attempted, ...]
    changes: tuple[Change, ...]

    @property
    def read(self) -> int:
        """How many metrics gave a reading, at whichever source."""
        return len({item.metric for item in self.attempts if item.reading is not None})

    @property
    def could_not(self) -> int:
        """How many metrics gave none, although a source was asked."""
        given = {item.metric for item in self.attempts if item.reading is not None}
        return len({item.metric for item in self.attempts} - given)


def watch(
    store: Store, assessment_id: str, *, now: datetime | None = None, by: str = "",
    on_progress: Tell | None = None,
) -> WatchResult:  # fmt: skip
    """Read every exit metric that a source of the assessment can give, and keep each attempt.

    Nothing is judged anew: findings and verdict stay as the last look left them. Sources that send
    traffic are left alone. Anybody may call it at any time, twice at once too: what is kept is only
    ever added, and what is proved follows from it in whatever order it came. ``now`` (UTC-aware; the
    present moment, where none is given) is until when earlier readings count for what changed.

    Raises :class:`engagement.faults.Refused` where there is no source that can be read.
    """
    with store.reading() as tx:
        readable = readable_in(tx, assessment_id)
    with store.writing() as tx:
        record_in(tx, assessment_id, "exit criteria read", by=by)
    attempts: list[Attempted] = []
    for source in readable.sources:
        (on_progress or _ignore)(f"Reading {source.name}")
        attempts += read(source, readable) or ()
    with store.bookkeeping() as tx:
        changes = keep_in(tx, readable, attempts, now)
    return WatchResult(
        assessment_id=assessment_id, at=clock.now(), attempts=tuple(attempts), changes=changes
    )


@dataclass(frozen=True)
class Readable:
    """What of an assessment can be read again: its sources but those that send traffic."""

    place: Workspace
    pack: Pack
    sources: tuple[Source, ...]
    histories: Mapping[str, dict[str, Any] | None]
    """Source -> what the last look at it left for the next one."""


def readable_in(tx: Transaction, assessment_id: str) -> Readable:
    """Raises :class:`engagement.faults.Refused` where there is no source that can be read."""
    place = workspace_in(tx, assessment_id)
    sources = wanted_by(evidence.sources(tx, assessment_id), sending=False)
    if not sources:
        raise Refused("There is no source to read the exit criteria from; add one first.")
    histories = {item.id: kept.kept(tx, assessment_id, item) for item in sources}
    return Readable(place, packs.get(tx, place.assessment.pack.digest), sources, histories)


def read(
    source: Source, readable: Readable, stopped: Callable[[], bool] | None = None
) -> tuple[Attempted, ...] | None:
    """Every attempt to read an exit metric at one source; ``None`` where ``stopped`` turned true."""
    wanted = watched_metrics(readable.pack)
    probes = tuple(
        probe for probe in selected(discover(), source.kind)
        if wanted.intersection(probe.definition.metrics) or _reads_any(probe, source)
    )  # fmt: skip
    if not probes:
        return ()
    place = readable.place
    sight = look_at(
        held_against(source, place.use_case.traits), probes,
        Watcher(stopped=stopped) if stopped else None, readable.histories[source.id],
        readable.sources, client_id=place.client.id,
    )  # fmt: skip
    if sight.stopped:
        return None
    by_id = {probe.definition.id: probe for probe in probes}
    return tuple(
        attempt
        for finding in sight.findings
        for attempt in _attempts(finding, by_id[finding.probe], wanted)
    )


def keep_in(
    tx: Transaction, readable: Readable, attempts: Collection[Attempted],
    now: datetime | None = None,
) -> tuple[Change, ...]:  # fmt: skip
    """Keep attempts, and write down what they proved and what regressed."""
    key, traits = readable.place.assessment.id, readable.place.use_case.traits
    before = proofs_in(tx, key, readable.pack, traits, now or clock.now())
    exit_criteria.add_attempts(tx, key, attempts)
    after = proofs_in(tx, key, readable.pack, traits, now or clock.now())
    changes = tuple(_changes(before, after))
    for item in changes:
        _record(tx, key, item)
    return changes


def _reads_any(probe: Probe, source: Source) -> bool:
    """Whether it gives whatever number somebody chose, and so names no metric of its own."""
    return source.kind == number.KIND and not probe.definition.metrics


def _attempts(finding: Finding, probe: Probe, wanted: frozenset[str]) -> Iterator[Attempted]:
    for reading in finding.readings:
        if reading.metric in wanted:
            yield Attempted(
                metric=reading.metric, at=reading.read_at, source=finding.source, reading=reading,
                valid_until=finding.valid_until,
            )  # fmt: skip
    if finding.outcome in (Outcome.UNAVAILABLE, Outcome.ERROR):
        for metric in sorted(wanted.intersection(probe.definition.metrics)):
            yield Attempted(
                metric=metric, at=finding.observed_at, source=finding.source,
                could_not=finding.observed or "It could not be read.",
                valid_until=finding.valid_until,
            )  # fmt: skip


def _changes(
    before: dict[str, InitiativeProof], after: dict[str, InitiativeProof]
) -> Iterator[Change]:
    for name, now in after.items():
        if before[name].standing is not now.standing:
            yield Change(initiative=name, before=before[name].standing, after=now.standing)


def _record(tx: Transaction, assessment_id: str, item: Change) -> None:
    if item.after is Standing.PROVED:
        record_in(tx, assessment_id, "exit criterion proved", initiative=item.initiative)
    if item.after is Standing.REGRESSED:
        record_in(tx, assessment_id, "exit criterion regressed", initiative=item.initiative)


def _ignore(message: str) -> None:
    """Nobody watches."""
