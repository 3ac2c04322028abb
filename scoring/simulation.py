"""What the dates look like when efforts vary: the schedule run many times."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scoring.belief import Array
from scoring.schedule import Schedule, Work
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
    triangles: Mapping[str, Triangle],
    runs: int,
    seed: int,
) -> dict[str, Array]:
    """When each initiative ends in each run, in working weeks; ``runs`` from a fixed seed.

    An initiative's effort is drawn once a run for all its roles: what is harder than thought is
    harder for all. Each role keeps to the order of the schedule, so no run uses a role twice.
    """
    needed = {work.id: work for work in works}
    length = {work.id: triangles[work.id].at(_stream(seed, work.id).random(runs)) for work in works}
    ends: dict[str, Array] = {}
    free: dict[str, Array] = {}
    for slot in plan.slots:
        work = needed[slot.work]
        start = np.full(runs, work.earliest)
        for before in work.prerequisites:
            start = np.maximum(start, ends[before])
        start = np.maximum(start, free.get(slot.role, start))
        free[slot.role] = start + (slot.end - slot.start) * length[work.id]
        ends[work.id] = np.maximum(ends.get(work.id, free[slot.role]), free[slot.role])
    return ends


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
