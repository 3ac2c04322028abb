"""Frozen results of an evidence grid: listing them, reading one, and what moved since."""

from datetime import datetime
from typing import NamedTuple

from engagement.faults import Refused
from engagement.in_force.places import places_of_client
from engagement.judging import digest_of, inputs_in, judged
from engagement.model import SnapshotInfo, Workspace
from engagement.outside import clock
from engagement.store import Store, Transaction, assessments, packs
from engagement.store import snapshots as rows
from engagement.store.snapshots import Snapshot
from engagement.workspaces import workspace_in
from scoring.comparison import Comparison
from scoring.model import Inputs, Scorecard
from scoring.movement import explain
from scoring.movement_causes import Cause
from scoring.movement_changes import Change, changes
from scoring.movement_split import Levels, mixes
from scoring.other_pack import under

NO_SNAPSHOT = "There is no such snapshot; choose one from the list."


def snapshots(store: Store, any_id: str) -> tuple[SnapshotInfo, ...]:
    """Snapshots, newest first, of a use case (by its id, or by an assessment's of it)."""
    with store.reading() as tx:
        return _listed(tx, any_id)


def snapshot(store: Store, snapshot_id: str) -> Snapshot:
    """A snapshot whole, as it was frozen."""
    with store.reading() as tx:
        found = rows.get(tx, snapshot_id)
    if found is None:
        raise Refused(NO_SNAPSHOT)
    return found


def compare_with_last(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> Comparison | None:
    """What moved since the use case's newest snapshot; ``None`` before the first."""
    with store.reading() as tx:
        known = _listed(tx, assessment_id)
        last = rows.get(tx, known[0].id) if known else None
    return _compared(store, assessment_id, last, as_of) if last else None


def compare_with_earlier(
    store: Store, assessment_id: str, as_of: datetime | None = None
) -> Comparison | None:
    """The same against the newest snapshot that was made from other inputs than now."""
    with store.reading() as tx:
        present = digest_of(inputs_in(tx, assessment_id))
        found = (rows.get(tx, item.id) for item in _listed(tx, assessment_id))
        last = next((item for item in found if item and digest_of(item.inputs) != present), None)
    return _compared(store, assessment_id, last, as_of) if last else None


def compare_with(
    store: Store, assessment_id: str, snapshot_id: str, as_of: datetime | None = None
) -> Comparison:
    """The same against one snapshot of the use case."""
    with store.reading() as tx:
        known = {item.id for item in _listed(tx, assessment_id)}
        found = rows.get(tx, snapshot_id) if snapshot_id in known else None
    if found is None:
        raise Refused(NO_SNAPSHOT)
    return _compared(store, assessment_id, found, as_of)


def frozen_as(store: Store, assessment_id: str) -> str:
    """Id of the newest snapshot made from the present inputs; empty where there is none."""
    with store.reading() as tx:
        present = digest_of(inputs_in(tx, assessment_id))
        for item in _listed(tx, assessment_id):
            kept = rows.get(tx, item.id)
            if kept and item.assessment_id == assessment_id and digest_of(kept.inputs) == present:
                return item.id
    return ""


def moved(store: Store, before: Snapshot, after: Snapshot) -> Comparison:
    """What moved from one frozen result to a later one of the same use case, and by which causes."""
    with store.reading() as tx:
        place = workspace_in(tx, after.info.assessment_id)
        return _explained(tx, place, before, (after.scorecard, after.inputs))


class Workings(NamedTuple):
    """What a movement is made of: levels for each choice of its causes, and what changed one by one."""

    mixed: dict[frozenset[Cause], Levels]
    changes: tuple[Change, ...]


def workings(store: Store, before: Snapshot, after: Snapshot) -> Workings:
    """All that the shares of :func:`moved` are computed from, under the pack of the later result."""
    with store.reading() as tx:
        place = workspace_in(tx, after.info.assessment_id)
        pack, places = packs.get(tx, after.info.pack.digest), places_of_client(tx, place.client.id)
    earlier = under(pack, before.inputs)
    return Workings(
        mixes(pack, earlier, after.inputs, after.scorecard.as_of, places),
        changes(earlier, after.inputs, places),
    )


def _compared(
    store: Store, assessment_id: str, before: Snapshot, as_of: datetime | None
) -> Comparison:
    with store.reading() as tx:
        place = workspace_in(tx, assessment_id)
        given = inputs_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
    now = judged(pack, given, as_of or clock.now())
    with store.reading() as tx:
        return _explained(tx, place, before, (now, given))


def _explained(
    tx: Transaction, place: Workspace, before: Snapshot, after: tuple[Scorecard, Inputs]
) -> Comparison:
    return explain(
        packs.get(tx, after[0].pack.digest), (before.scorecard, before.inputs), after,
        earlier=packs.get(tx, before.info.pack.digest),
        places=places_of_client(tx, place.client.id),
    )  # fmt: skip


def _listed(tx: Transaction, any_id: str) -> tuple[SnapshotInfo, ...]:
    assessment = assessments.get(tx, any_id)
    use_case_id = assessment.use_case_id if assessment else any_id
    ids = tuple(item.id for item in assessments.of_use_case(tx, use_case_id))
    return rows.listed(tx, ids)
