"""Whether something grows that should not: what is held of a process, round by round."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

GROWS = frozenset({
    "answer", "answer_words", "audit_event", "audit_words", "finding", "probe_run", "request_made",
    "workshop_vote_sent", "workshop_vote", "due_unit", "unit", "source_read",
})  # fmt: skip
"""Tables that hold what people and looks do: they may grow, and by as much each round."""

MEGABYTES_AN_HOUR = 20.0
"""A server that is restarted once a week may grow by 3.4 GB at this, which nobody would accept for good,
but one hour's growth below it cannot be told from the allocator's own unrest (±10 MB from round to round)."""

HANDLES = 3
"""More than in the calm quarter: a handle that is just being used when it is counted."""


@dataclass(frozen=True)
class Measured:
    """After a round: MB that the process holds, threads, open handles, rows by table, files."""

    megabytes: float
    threads: int
    handles: int
    rows: dict[str, int]
    temporary: int

    def row(self) -> str:
        """Its cells of a table."""
        return (
            f"{self.megabytes:.0f} MB | {self.threads} | {self.handles} | {sum(self.rows.values()):,} | "
            f"{self.temporary}"
        )


def wrong(seen: Sequence[Measured], minutes_a_round: float = 5.0) -> list[str]:
    """What grew: the last quarter of the rounds against the second, when everything has been loaded."""
    quarter = len(seen) // 4
    calm, last = seen[quarter : 2 * quarter], seen[-quarter:]
    hours = minutes_a_round * 2 * quarter / 60
    more = _middle(last, lambda item: item.megabytes) - _middle(calm, lambda item: item.megabytes)
    found = []
    if more > MEGABYTES_AN_HOUR * hours:
        found.append(f"memory grew by {more:.0f} MB in {hours:g} hours")
    if _middle(last, lambda item: item.handles) > max(item.handles for item in calm) + HANDLES:
        found.append("handles stay open")
    if _middle(last, lambda item: item.threads) > max(item.threads for item in calm):
        found.append("threads stay")
    if _middle(last, lambda item: item.temporary) > max(item.temporary for item in calm):
        found.append("files for a moment stay")
    return found + _tables(calm, last, seen)


def _tables(
    calm: Sequence[Measured], last: Sequence[Measured], seen: Sequence[Measured]
) -> list[str]:
    found = []
    for name, rows in last[-1].rows.items():
        before = calm[0].rows.get(name, 0)
        if name not in GROWS:
            if rows > before:
                found.append(f"{name} grew from {before} to {rows} rows")
            continue
        steps = [
            after.rows.get(name, 0) - one.rows.get(name, 0) for one, after in pairwise(seen[1:])
        ]
        if statistics.median(steps[-len(last) :]) > statistics.median(steps[: len(calm)]):
            found.append(f"{name} grows faster and faster")
    return found


def _middle(some: Sequence[Measured], of: Callable[[Measured], float]) -> float:
    return statistics.median(of(item) for item in some)
