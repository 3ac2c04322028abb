"""What makes one plan better than another: dates that are due, the gate, then what is worth most."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf

from scoring.schedule import Schedule, Work
from scoring.workdays import SLIVER

Cost = tuple[float, int, float]
"""Weeks late in all, the gate's day, and the worth-weighted mean end in weeks; less is better."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """How plans of one piece of work are compared.

    ``proofs`` has the proof window in days of all that opens the gate; ``offsets`` the calendar day
    of each working day, both counted from the plan's start. ``floor`` is the day before which the
    gate cannot be whatever the order: proof of work that is done, or that others deliver.
    """

    works: Sequence[Work]
    proofs: Mapping[str, int]
    offsets: Sequence[int]
    per_week: int
    floor: int = 0

    def cost(self, plan: Schedule) -> Cost:
        """What a plan costs; infinite where work never ends."""
        if plan.finish == inf:
            return inf, 0, inf
        return self.late(plan), self.gate(plan), self.weighted_end(plan)

    def late(self, plan: Schedule) -> float:
        """Working weeks by which dates that are due are missed, in all."""
        missed = [plan.ends[w.id] - w.due for w in self.works if w.due is not None]
        return round(sum(max(0.0, weeks) for weeks in missed), 6)

    def gate(self, plan: Schedule) -> int:
        """The day, from the plan's start, on which the last proof window ends by mid efforts."""
        days = [self.day(plan.ends[name]) + proof for name, proof in self.proofs.items()]
        return max([self.floor, *days])

    def closeness(self, plan: Schedule) -> tuple[float, float, float]:
        """As the cost, with the gate to the hour: the search sees small steps that a day hides."""
        ends = [(self.day(plan.ends[n]) + p, plan.ends[n]) for n, p in self.proofs.items()]
        day, end = max(ends, default=(0, 0.0))
        return self.late(plan), float(day), end

    def weighted_end(self, plan: Schedule) -> float:
        """Mean end in working weeks, weighted by what each initiative is worth."""
        total = sum(work.worth for work in self.works)
        if not total:
            return round(sum(plan.ends.values()), 6)
        return round(sum(w.worth * plan.ends[w.id] for w in self.works) / total, 9)

    def day(self, end: float) -> int:
        """The calendar day, from the plan's start, on which work that ends at ``end`` ends."""
        number = max(0, ceil(end * self.per_week - SLIVER) - 1)
        return self.offsets[min(number, len(self.offsets) - 1)]

    def latest(self, name: str, gate: int) -> float:
        """How late work may end (working weeks) so that the gate is not later than a day."""
        if name not in self.proofs:
            return inf
        return bisect_right(self.offsets, gate - self.proofs[name]) / self.per_week
