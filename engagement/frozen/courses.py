"""Each dimension over the frozen results of a use case."""

from functools import partial

from engagement.frozen.results import frozen_as, snapshot, snapshots
from engagement.judging import scorecard
from engagement.memory import Memory
from engagement.store import Store
from scoring.model import Scorecard
from scoring.over_results import DimensionCourse, over_results

LONGEST = 12
"""Frozen results that a line over time begins with, at most."""

_CARDS: Memory[Scorecard] = Memory(64)
"""Results of snapshots, which never change."""


def dimensions(store: Store, assessment_id: str) -> tuple[DimensionCourse, ...]:
    """Each dimension over the newest frozen results of the use case, and now where that is another."""
    listed = snapshots(store, assessment_id)[:LONGEST]
    frozen = [_CARDS.of(item.id, partial(_card, store, item.id)) for item in reversed(listed)]
    if not listed or frozen_as(store, assessment_id) != listed[0].id:
        frozen.append(scorecard(store, assessment_id))
    return over_results(frozen)


def _card(store: Store, snapshot_id: str) -> Scorecard:
    return snapshot(store, snapshot_id).scorecard
