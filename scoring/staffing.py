"""How many people a role has, and when: from working time to work done, and back."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

import numpy as np

from scoring.belief import Array

SLIVER = 1e-9
"""Working weeks and person-weeks that are rounding."""


@dataclass(frozen=True)
class Staffing:
    """People of one role over working time, in steps.

    ``people[i]`` are there from ``begins[i]`` (working weeks from the plan's start, the first 0)
    until the next step. All of them work on one initiative at a time.
    """

    begins: tuple[float, ...]
    people: tuple[float, ...]
    _done: tuple[float, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Person-weeks that are possible before each step."""
        done = [0.0]
        for (begin, end), people in zip(pairwise(self.begins), self.people, strict=False):
            done.append(done[-1] + (end - begin) * people)
        object.__setattr__(self, "_done", tuple(done))

    def at(self, time: float) -> float:
        """People there at a working time."""
        return self.people[max(0, bisect_right(self.begins, time + SLIVER) - 1)]

    def opens(self, time: float) -> float:
        """The first working time at or after ``time`` with anybody there; infinite for never."""
        if len(self.begins) == 1:
            return time if self.people[0] > 0 else inf
        step = max(0, bisect_right(self.begins, time + SLIVER) - 1)
        if self.people[step] > 0:
            return time
        later = range(step + 1, len(self.begins))
        return next((self.begins[i] for i in later if self.people[i] > 0), inf)

    def end(self, start: float, effort: float) -> float:
        """When work of ``effort`` person-weeks that begins at ``start`` ends."""
        if len(self.begins) == 1:
            return start + effort / self.people[0] if self.people[0] > 0 else inf
        return self.time_of(self.done_by(start) + effort)

    def start(self, end: float, effort: float) -> float:
        """The latest start of work of ``effort`` person-weeks that ends at ``end``."""
        if len(self.begins) == 1:
            return end - effort / self.people[0]
        wanted = self.done_by(end) - effort
        return wanted / self.people[0] if wanted < 0 and self.people[0] else self.time_of(wanted)

    def done_by(self, time: float) -> float:
        """Person-weeks that are possible before ``time``."""
        step = max(0, bisect_right(self.begins, time) - 1)
        return self._done[step] + (time - self.begins[step]) * self.people[step]

    def time_of(self, done: float) -> float:
        """The first working time by which so many person-weeks are possible."""
        for step in range(len(self.begins)):
            last = step + 1 == len(self.begins)
            if last or done <= self._done[step + 1] + SLIVER:
                missing = done - self._done[step]
                if missing <= SLIVER:
                    return self.begins[step]
                return self.begins[step] + missing / self.people[step] if self.people[step] else inf
        return inf

    def ends(self, starts: Array, efforts: Array) -> Array:
        """As :meth:`end`, for many at once."""
        if len(self.begins) == 1:
            return np.asarray(starts + efforts / self.people[0])
        begins, done = np.array(self.begins), np.array(self._done)
        people = np.array(self.people)
        step = np.maximum(0, np.searchsorted(begins, starts, side="right") - 1)
        wanted = done[step] + (starts - begins[step]) * people[step] + efforts
        place = np.maximum(0, np.searchsorted(done, wanted - SLIVER, side="left") - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(begins[place] + (wanted - done[place]) / people[place])

    def reversed(self, finish: float) -> "Staffing":
        """The same people as seen backwards from ``finish``, which lies after the last step."""
        ends = (*self.begins[1:], finish)
        steps = [
            (max(0.0, finish - end), people)
            for end, people in zip(ends, self.people, strict=True)
            if end <= finish + SLIVER
        ]
        steps.reverse()
        return Staffing(tuple(begin for begin, _ in steps), tuple(people for _, people in steps))

    def raised(self, more: float) -> "Staffing":
        """With so many people more at every time."""
        return Staffing(self.begins, tuple(people + more for people in self.people))


def steady(people: Mapping[str, float]) -> dict[str, Staffing]:
    """Roles whose people never change."""
    return {role: Staffing((0.0,), (count,)) for role, count in people.items()}


def stepped(first: float, changes: Sequence[tuple[float, float, float]]) -> Staffing:
    """``first`` people, and for each change (from, until, people) those instead; a later one wins."""
    cuts = sorted({0.0} | {edge for a, b, _ in changes for edge in (a, b) if 0 < edge < inf})
    people = []
    for cut in cuts:
        there = first
        for begin, until, count in changes:
            if begin - SLIVER <= cut < until - SLIVER:
                there = count
        people.append(there)
    kept = [0, *(i for i in range(1, len(cuts)) if people[i] != people[i - 1])]
    return Staffing(tuple(cuts[i] for i in kept), tuple(people[i] for i in kept))
