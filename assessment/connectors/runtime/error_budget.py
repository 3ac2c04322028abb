"""Error budgets and how fast they burn, as in Google's SRE Workbook, chapter 5."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from assessment.connectors.runtime.capacity_evidence import Window
from content.values import Value

FILE = Path(__file__).parent / "burn_pairs.yaml"
MONTH = 30 * 86400


class Pair(Value):
    """Two windows (seconds) and the burn rate that both must pass; ``reason`` says why this one."""

    long: int
    short: int
    factor: float
    calls: Literal["page", "ticket"]
    reason: str


class Burning(Value):
    """A pair of windows that both burn faster than its factor, and the burn of the long one."""

    pair: Pair
    rate: float


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of windows, the most urgent first."""
    return tuple(Pair.model_validate(row) for row in yaml.safe_load(FILE.read_text("utf-8")))


def windows_asked() -> tuple[int, ...]:
    """Every window of the pairs in seconds, the shortest first."""
    return tuple(sorted({seconds for pair in pairs() for seconds in (pair.long, pair.short)}))


def burn(errors: float, requests: float, objective: float) -> float:
    """How many times faster than allowed the budget goes; 1 spends it exactly in its window.

    ``objective`` is the wanted share in 0-1 (not 1), ``requests`` more than 0.
    """
    return min(1.0, max(0.0, errors / requests)) / (1 - objective)


def left(errors: float, requests: float, objective: float) -> float:
    """Share of the budget of the window that is left; negative once it is overspent."""
    return 1 - burn(errors, requests, objective)


def exhausted_in(rate: float, remaining: float = 1.0, window: float = MONTH) -> float | None:
    """Seconds until the budget is gone at a burn rate; ``None`` where it is never.

    ``remaining`` is the share left now; a full one at 14.4 lasts 2.08 of 30 days.
    """
    return max(0.0, remaining) * window / rate if rate > 0 else None


def enough(requests: float, objective: float, failures: float) -> bool:
    """Whether these requests may hold at least ``failures`` within the objective."""
    return requests * (1 - objective) >= failures


def burning(windows: Iterable[Window], objective: float, failures: float) -> tuple[Burning, ...]:
    """The pairs that burn in both windows, where the long one has requests enough to tell."""
    known = {window.seconds: window for window in windows}
    found = []
    for pair in pairs():
        rates = [_rate(known.get(seconds), objective) for seconds in (pair.long, pair.short)]
        long = known.get(pair.long)
        if long is None or not enough(long.requests, objective, failures):
            continue
        if all(rate is not None and rate > pair.factor for rate in rates):
            found.append(Burning(pair=pair, rate=rates[0] or 0.0))
    return tuple(found)


def _rate(window: Window | None, objective: float) -> float | None:
    if window is None or window.errors is None or not window.requests > 0:
        return None
    return burn(window.errors, window.requests, objective)
