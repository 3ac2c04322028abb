"""What the dates look like when efforts vary: the schedule run many times."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scoring.belief import Array
from scoring.schedule import Schedule, Slot, Work
from scoring.staffing import SLIVER, Staffing
from scoring.workdays import Days, Workdays, as_date


@dataclass(frozen=True, kw_only=True)
class Triangle:
    """Low, mid and high effort as multiples of the mid one."""

    low: float
    high: float

    def at(self, share: Array) -> Array:
        """The multiple below which ``share`` of the runs lie (inverse CDF of the triangle)."""
        width = self.high - self.low
        if width <= 0:
            return np.ones_like(share)
        peak = (1 - self.low) / width
        rising = self.low + np.sqrt(share * width * (1 - self.low))
        falling = self.high - np.sqrt((1 - share) * width * (self.high - 1))
        return np.asarray(np.where(share < peak, rising, falling))


def simulated_ends(
    plan: Schedule,
    works: Sequence[Work],
    staff: Mapping[str, Staffing],
    triangles: Mapping[str, Triangle],
    runs: int,
    seed: int,
) -> dict[str, Array]:
    """When each initiative ends in each run, in working weeks; ``runs`` from a fixed seed.

    An initiative's effort is drawn once a run for all its roles: what is harder than thought is
    harder for all. Each role keeps to the order of the schedule, so no run uses a role twice where
    the schedule does not. Pinned work waits for what it waits for in the schedule.
    """
    needed = {work.id: work for work in works}
    length = {work.id: triangles[work.id].at(_stream(seed, work.id).random(runs)) for work in works}
    ends: dict[str, Array] = {}
    before: dict[str, list[tuple[Slot, Array]]] = {}
    for slot in plan.slots:
        work = needed[slot.work]
        begin = np.full(runs, work.earliest if work.pinned is None else work.pinned)
        for name in _waited_for(work, slot, plan):
            begin = np.maximum(begin, ends[name])
        done = before.setdefault(slot.role, [])
        for other, end in reversed(done):
            if other.end <= slot.start + SLIVER:
                begin = np.maximum(begin, end)
                break
        end = staff[slot.role].ends(begin, slot.effort * length[slot.work])
        done.append((slot, end))
        ends[work.id] = np.maximum(ends.get(work.id, end), end)
    return ends


def _waited_for(work: Work, slot: Slot, plan: Schedule) -> list[str]:
    """The prerequisites that have ended in the schedule when the slot begins: all, unless pinned."""
    return [name for name in work.prerequisites if plan.ends[name] <= slot.start + SLIVER]


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def quantile_weeks(ends: Array, share: float) -> float:
    """The working time by which at least ``share`` of the runs have ended."""
    return float(np.quantile(ends, share, method="inverted_cdf"))


def proof_dates(
    ends: Mapping[str, Array], proof_days: Mapping[str, int], calendar: Workdays
) -> Days | None:
    """Run by run, the latest day on which a proof window ends; ``None`` without any initiative."""
    dates = [
        calendar.last_days(ends[name]) + np.timedelta64(days, "D")
        for name, days in proof_days.items()
    ]
    return np.asarray(np.max(np.array(dates), axis=0)) if dates else None


def quantile_date(days: Days, share: float) -> date:
    """The day by which at least ``share`` of the runs are through."""
    numbers = np.quantile(days.astype(np.int64), share, method="inverted_cdf")
    return as_date(np.asarray(numbers).astype(np.int64).astype("datetime64[D]"))
