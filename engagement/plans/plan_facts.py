"""What a report holds for planners beside the plan: what it was made from, risks, earlier results."""

from typing import Any

from engagement.audit.deeds import deeds
from engagement.frozen.results import snapshot, snapshots
from engagement.plans.planning import plan_inputs
from engagement.store import Store, risks
from engagement.store.snapshots import Snapshot
from reports.model import PastResult, UsedLevel

LONGEST_PAST = 12
"""Frozen results that a report looks back on."""


def for_planners(store: Store, assessment_id: str) -> dict[str, Any]:
    """Fields of :class:`reports.model.Report`, by name."""
    with store.reading() as tx:
        entered = risks.entries(tx, assessment_id)
    listed = snapshots(store, assessment_id)[:LONGEST_PAST]
    return {
        "assessment": assessment_id,
        "entries": plan_inputs(store, assessment_id),
        "risks": entered,
        "deeds": deeds(store, assessment_id),
        "history": tuple(_past(snapshot(store, item.id)) for item in reversed(listed)),
    }


def _past(frozen: Snapshot) -> PastResult:
    info = frozen.info
    return PastResult(
        id=info.id, at=info.taken_at, verdict=info.verdict, index=info.index, note=info.note,
        pack=info.pack, scoring=frozen.scorecard.scoring,
        levels=tuple(
            UsedLevel(capability=item.id, used=item.mean, low=item.low, high=item.high)
            for item in frozen.scorecard.capabilities if item.applicable
        ),
    )  # fmt: skip
