"""Who works on what when: a serial schedule under each role's capacity, prerequisites first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import NamedTuple

from scoring.staffing import SLIVER, Staffing

Step = tuple[str, str]
"""The work of one role on one initiative: (initiative, role)."""


class PlanImpossibleError(ValueError):
    """No plan can be made from what the planner entered; the message says what to change."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What an initiative needs: person-weeks by role (mid), what must end before, its urgency.

    Times are working weeks from the plan's start. ``rank`` orders the queue, lowest first.
    ``worth`` is what an earlier end is worth beside others. ``due`` is when it has to end.
    ``pinned`` work starts then whatever stands in its way; ``begun`` work keeps its people.
    """

    id: str
    efforts: Mapping[str, float]
    prerequisites: tuple[str, ...]
    earliest: float
    rank: int
    worth: float = 0.0
    due: float | None = None
    pinned: float | None = None
    begun: bool = False


class Slot(NamedTuple):
    """The work of one role on one initiative, in working weeks from the plan's start."""

    work: str
    role: str
    start: float
    end: float
    effort: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Every slot, in an order in which a slot comes after all that it waits for."""

    slots: tuple[Slot, ...]

    @cached_property
    def starts(self) -> Mapping[str, float]:
        """When the first role begins, by initiative."""
        found: dict[str, float] = {}
        for slot in self.slots:
            found[slot.work] = min(slot.start, found.get(slot.work, inf))
        return found

    @cached_property
    def ends(self) -> Mapping[str, float]:
        """When the last role ends, by initiative."""
        found: dict[str, float] = {}
        for slot in self.slots:
            found[slot.work] = max(slot.end, found.get(slot.work, 0.0))
        return found

    def start(self, work: str) -> float:
        """When the first role begins."""
        return self.starts[work]

    def end(self, work: str) -> float:
        """When the last role ends."""
        return self.ends[work]

    @property
    def finish(self) -> float:
        """When all work ends; 0 without any."""
        return max((slot.end for slot in self.slots), default=0.0)

    @property
    def order(self) -> tuple[Step, ...]:
        """The steps by their start: :func:`schedule` in this order is at least as early."""
        return tuple((slot.work, slot.role) for slot in self.slots)


def schedule(
    works: Sequence[Work], staff: Mapping[str, Staffing], order: Iterable[Step] | None = None
) -> Schedule:
    """A serial schedule: each step goes to the earliest gap that holds it whole.

    The steps come in ``order`` (by rank, where none is given), in which no step stands before those
    of its prerequisites. All of a role works on one initiative at a time, so a role is never used
    beyond its capacity; only pinned work may overlap other pinned work. An initiative starts after
    all its prerequisites have ended, unless it is pinned. Raises :class:`PlanImpossibleError` where
    prerequisites go round in a circle.
    """
    by_id = {work.id: work for work in works}
    steps = expanded(queue(works)) if order is None else order
    fixed = sorted((w for w in works if w.pinned is not None), key=lambda w: (w.pinned, w.id))
    ends: dict[str, float] = {}
    busy: dict[str, list[Slot]] = {role: [] for role in staff}
    for work in fixed:
        slots = [_placed((), staff[role], work, role, work.pinned or 0.0) for role in work.efforts]
        for slot in slots:
            _insert(busy[slot.role], slot)
        ends[work.id] = max(slot.end for slot in slots)
    for name, role in steps:
        work = by_id[name]
        if work.pinned is None:
            ready = work.earliest
            for before in work.prerequisites:
                ready = max(ready, ends[before])
            slot = _placed(busy[role], staff[role], work, role, ready)
            _insert(busy[role], slot)
            ends[name] = max(slot.end, ends.get(name, 0.0))
    everything = [slot for slots in busy.values() for slot in slots]
    return Schedule(slots=tuple(sorted(everything, key=lambda s: (s.start, s.end, s.work, s.role))))


def expanded(works: Iterable[Work]) -> list[Step]:
    """The steps of each work in turn."""
    return [(work.id, role) for work in works for role in sorted(work.efforts)]


def queue(works: Iterable[Work]) -> list[Work]:
    """By rank, but nothing before its prerequisites."""
    waiting = sorted(works, key=lambda item: (item.rank, item.id))
    placed: list[Work] = []
    done: set[str] = set()
    while waiting:
        following = next((w for w in waiting if done.issuperset(w.prerequisites)), None)
        if following is None:
            names = ", ".join(work.id for work in waiting)
            raise PlanImpossibleError(f"These initiatives wait for each other: {names}.")
        waiting.remove(following)
        placed.append(following)
        done.add(following.id)
    return placed


def _placed(busy: Sequence[Slot], people: Staffing, work: Work, role: str, ready: float) -> Slot:
    """The earliest gap that holds the step whole."""
    effort = work.efforts[role]
    start = people.opens(ready)
    end = people.end(start, effort)
    for taken in busy:
        if taken.end <= start:
            continue
        if end <= taken.start + SLIVER:
            break
        start = people.opens(taken.end)
        end = people.end(start, effort)
    return Slot(work.id, role, start, end, effort)


def _insert(busy: list[Slot], slot: Slot) -> None:
    place = len(busy)
    while place and busy[place - 1].start > slot.start:
        place -= 1
    busy.insert(place, slot)
