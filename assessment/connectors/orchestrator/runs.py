"""From the runs of a pipeline to its counts and times."""

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from assessment.connectors.orchestrator.answers import BY_ITSELF, RunAnswer

SHARE = 0.95


def counted(runs: Sequence[RunAnswer]) -> dict[str, Any]:
    """The fields of a pipeline that its runs give; those started by hand are counted apart."""
    ended = [run for run in runs if run.ended]
    alone = [run for run in ended if run.run_type in BY_ITSELF]
    good = [run for run in ended if run.state == "success"]
    last = max(good, key=_end, default=None)
    waits, caught_up = delays(runs)
    lengths = [
        (run.end_date - run.start_date).total_seconds() / 86400
        for run in good
        if run.end_date and run.start_date
    ]
    return {
        "ended": len(alone),
        "succeeded": sum(run.state == "success" for run in alone),
        "by_hand": len(ended) - len(alone),
        "last_success": last.end_date if last else None,
        "last_by_itself": last is not None and last.run_type in BY_ITSELF,
        "delay_p95_min": quantile(waits, SHARE),
        "delays": len(waits),
        "caught_up": caught_up,
        "longest_days": max(lengths, default=None),
        "trend": by_day(alone),
    }


def delays(runs: Sequence[RunAnswer]) -> tuple[list[float], int]:
    """Minutes from when each scheduled run was due to its start, none below zero; and how many began
    only after the next one was due.

    Those were caught up, as a pipeline that is new or was paused does with its past: their wait
    says nothing about the orchestrator's punctuality.
    """
    due = [
        (run.due, run.start_date)
        for run in runs
        if run.run_type == "scheduled" and run.start_date and run.due
    ]
    moments = sorted({moment for moment, _ in due})
    following = dict(pairwise(moments))
    timely = [(at, start) for at, start in due if at not in following or start < following[at]]
    waits = [max(0.0, (start - at).total_seconds() / 60) for at, start in timely]
    return waits, len(due) - len(timely)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value that at least ``share`` of the values do not exceed; ``None`` without any."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def by_day(runs: Sequence[RunAnswer]) -> tuple[tuple[float, float], ...]:
    """(start of the day in unix seconds, share that ended well), oldest first."""
    days: dict[datetime, list[bool]] = defaultdict(list)
    for run in runs:
        day = _end(run).replace(hour=0, minute=0, second=0, microsecond=0)
        days[day].append(run.state == "success")
    return tuple((day.timestamp(), sum(good) / len(good)) for day, good in sorted(days.items()))


def _end(run: RunAnswer) -> datetime:
    found = run.end_date or run.start_date
    return found if found is not None else datetime.fromtimestamp(0, UTC)
