"""The gate's earliest possible day: what no order of the work can beat."""

import heapq
from collections.abc import Mapping, Sequence
from math import inf

from scoring.aim import Aim
from scoring.schedule import Work, queue
from scoring.staffing import SLIVER, Staffing

ROOM = 1e-6


def gate_bound(aim: Aim, staff: Mapping[str, Staffing], reached: int) -> int:
    """A day before which the gate cannot be, at most ``reached``, a day that some plan reaches.

    For a day to be possible each role alone must be able to do its part in time even if its people
    could switch between initiatives at no cost: the earliest-deadline rule decides that exactly
    (Horn 1974). The first possible day is a bound for every plan.
    """
    works = queue(aim.works)
    heads = _heads(works, staff)
    low, high = aim.floor, reached
    while low < high:
        middle = (low + high) // 2
        if _possible(works, heads, staff, aim, middle):
            high = middle
        else:
            low = middle + 1
    return low


def _heads(works: Sequence[Work], staff: Mapping[str, Staffing]) -> dict[str, float]:
    """The earliest start of each initiative if nobody else needed the people."""
    heads: dict[str, float] = {}
    ends: dict[str, float] = {}
    for work in works:
        ready = max([work.earliest, *(ends[before] for before in work.prerequisites)])
        heads[work.id] = ready if work.pinned is None else work.pinned
        ends[work.id] = max(
            staff[role].end(staff[role].opens(heads[work.id]), effort)
            for role, effort in work.efforts.items()
        )
    return heads


def deadlines(
    works: Sequence[Work], staff: Mapping[str, Staffing], aim: Aim, gate: int
) -> dict[str, float]:
    """How late each initiative may end for the gate to be on a day, by prerequisites alone."""
    latest = {work.id: aim.latest(work.id, gate) for work in works}
    for work in reversed(works):
        if latest[work.id] < inf:
            start = min(
                staff[r].start(latest[work.id], effort) for r, effort in work.efforts.items()
            )
            if work.pinned is None:
                for before in work.prerequisites:
                    latest[before] = min(latest[before], start)
    return latest


def _possible(
    works: Sequence[Work],
    heads: Mapping[str, float],
    staff: Mapping[str, Staffing],
    aim: Aim,
    gate: int,
) -> bool:
    latest = deadlines(works, staff, aim, gate)
    jobs: dict[str, list[tuple[float, float, float]]] = {role: [] for role in staff}
    for work in works:
        for role, effort in work.efforts.items():
            people = staff[role]
            if latest[work.id] < inf and work.pinned is None:
                head, deadline = people.done_by(heads[work.id]), people.done_by(latest[work.id])
                jobs[role].append((head, deadline, effort))
            elif people.end(people.opens(heads[work.id]), effort) > latest[work.id] + ROOM:
                return False
    return all(_in_time(each) for each in jobs.values())


def _in_time(jobs: list[tuple[float, float, float]]) -> bool:
    """Whether one role can end all jobs (release, deadline, effort) in time, switching freely."""
    waiting = sorted(jobs)
    open_jobs: list[list[float]] = []
    time, place = 0.0, 0
    while place < len(waiting) or open_jobs:
        if not open_jobs:
            time = max(time, waiting[place][0])
        while place < len(waiting) and waiting[place][0] <= time + SLIVER:
            _, deadline, effort = waiting[place]
            heapq.heappush(open_jobs, [deadline, effort])
            place += 1
        until = waiting[place][0] if place < len(waiting) else inf
        deadline, left = open_jobs[0]
        spent = min(left, until - time)
        time += spent
        if left - spent > SLIVER:
            open_jobs[0][1] = left - spent
        else:
            heapq.heappop(open_jobs)
            if time > deadline + ROOM:
                return False
    return True
