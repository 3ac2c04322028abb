"""Who works on what when: a serial schedule under each role's capacity, prerequisites first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


class PlanImpossibleError(ValueError):
    """No plan can be made from what the planner entered; the message says what to change."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What an initiative needs: person-weeks by role (mid), what must end before, its urgency.

    ``earliest`` is in working weeks from the plan's start; ``rank`` orders the queue, lowest first.
    """

    id: str
    efforts: Mapping[str, float]
    prerequisites: tuple[str, ...]
    earliest: float
    rank: int


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The work of one role on one initiative, in working weeks from the plan's start."""

    work: str
    role: str
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Every slot, in an order in which a slot comes after all that it waits for."""

    slots: tuple[Slot, ...]

    def start(self, work: str) -> float:
        """When the first role begins."""
        return min(slot.start for slot in self.slots if slot.work == work)

    def end(self, work: str) -> float:
        """When the last role ends."""
        return max(slot.end for slot in self.slots if slot.work == work)

    @property
    def finish(self) -> float:
        """When all work ends; 0 without any."""
        return max((slot.end for slot in self.slots), default=0.0)


def schedule(works: Sequence[Work], capacity: Mapping[str, float]) -> Schedule:
    """A serial schedule: by rank, each role's work goes to the earliest gap that holds it whole.

    ``capacity`` is people by role; all of a role works on one initiative at a time, so a role is
    never used beyond its capacity. An initiative starts after all its prerequisites have ended.
    Raises :class:`PlanImpossibleError` where prerequisites go round in a circle.
    """
    ends: dict[str, float] = {}
    busy: dict[str, list[Slot]] = {role: [] for role in capacity}
    for work in queue(works):
        ready = max([work.earliest, *(ends[name] for name in work.prerequisites)])
        slots = [
            _first_gap(busy[role], work.id, role, ready, effort / capacity[role])
            for role, effort in sorted(work.efforts.items())
        ]
        for slot in slots:
            busy[slot.role] = sorted([*busy[slot.role], slot], key=lambda item: item.start)
        ends[work.id] = max(slot.end for slot in slots)
    everything = [slot for slots in busy.values() for slot in slots]
    return Schedule(slots=tuple(sorted(everything, key=lambda s: (s.start, s.end, s.work, s.role))))


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


def _first_gap(busy: Sequence[Slot], work: str, role: str, ready: float, length: float) -> Slot:
    start = ready
    for taken in busy:
        if start + length <= taken.start:
            break
        start = max(start, taken.end)
    return Slot(work=work, role=role, start=start, end=start + length)


def latest_ends(
    plan: Schedule, works: Iterable[Work], limits: Mapping[str, float]
) -> dict[str, float]:
    """How late each initiative may end so that none passes its limit (working weeks).

    A delay is passed on to what waits for it: the next work of the same role, and every dependent.
    """
    latest = dict(limits)
    waits = [(work.id, name) for work in works for name in work.prerequisites]
    next_in_role: dict[str, float] = {}
    for slot in reversed(plan.slots):
        end = min(latest[slot.work], next_in_role.get(slot.role, latest[slot.work]))
        start = end - (slot.end - slot.start)
        next_in_role[slot.role] = start
        latest[slot.work] = min(latest[slot.work], end + plan.end(slot.work) - slot.end)
        for dependent, before in waits:
            if dependent == slot.work:
                latest[before] = min(latest[before], start)
    return latest
