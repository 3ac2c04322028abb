"""Frozen results: taking one, listing them, and what moved since."""

from datetime import datetime
from hashlib import sha256

from engagement.faults import Refused
from engagement.judging import digest_of, inputs_in, judged
from engagement.model import SnapshotInfo, Workspace
from engagement.opening import record_in, workspace_in
from engagement.outside import clock
from engagement.places import places_of_client
from engagement.planning import roadmap
from engagement.store import Store, Transaction, assessments, packs
from engagement.store import snapshots as rows
from engagement.store.snapshots import Snapshot
from scoring.comparison import Comparison
from scoring.model import Inputs, Scorecard
from scoring.movement import explain
from scoring.roadmap_model import Roadmap

ID_LENGTH = 10
"""Hexadecimal digits of a snapshot's id: short enough to print, 40 bits of the content's digest."""


def take(
    store: Store, assessment_id: str, note: str = "", by: str = "", now: datetime | None = None
) -> SnapshotInfo:
    """Freeze the result of this moment: inputs, moment, pack digest, scorecard and plan."""
    moment = now or clock.now()
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        place = workspace_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
    result = judged(pack, given, moment)
    planned = _planned(store, assessment_id, result, moment)
    info = SnapshotInfo(
        id=_id(given, result, note), assessment_id=assessment_id, taken_at=moment,
        verdict=result.verdict, index=result.index.level if result.index else None,
        pack=result.pack, note=note,
    )  # fmt: skip
    with store.writing() as tx:
        known = rows.get(tx, info.id)
        if known:
            return known.info
        rows.add(tx, Snapshot(info=info, inputs=given, scorecard=result, roadmap=planned))
        record_in(tx, assessment_id, "snapshot taken", by=by, snapshot=info.id)
    return info


def snapshots(store: Store, any_id: str) -> tuple[SnapshotInfo, ...]:
    """Snapshots, newest first, of a use case (by its id, or by an assessment's of it)."""
    with store.reading() as tx:
        return _listed(tx, any_id)


def snapshot(store: Store, snapshot_id: str) -> Snapshot:
    """A snapshot whole, as it was frozen."""
    with store.reading() as tx:
        found = rows.get(tx, snapshot_id)
    if found is None:
        raise Refused("There is no such snapshot; choose one from the list.")
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


def _planned(
    store: Store, assessment_id: str, result: Scorecard, moment: datetime
) -> Roadmap | None:
    if not result.gives_verdict:
        return None
    try:
        return roadmap(store, assessment_id, moment)
    except Refused:
        # A plan that cannot be made must not keep a result from being frozen.
        return None


def _listed(tx: Transaction, any_id: str) -> tuple[SnapshotInfo, ...]:
    assessment = assessments.get(tx, any_id)
    use_case_id = assessment.use_case_id if assessment else any_id
    ids = tuple(item.id for item in assessments.of_use_case(tx, use_case_id))
    return rows.listed(tx, ids)


def _id(given: Inputs, result: Scorecard, note: str) -> str:
    parts = (digest_of(given), result.pack.digest, result.as_of.isoformat(), note)
    return sha256("\n".join(parts).encode()).hexdigest()[:ID_LENGTH]
