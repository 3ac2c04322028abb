"""How the gap to target went down, and a date from the pace at which initiatives really closed.

The pace is not known, it is inferred: with n closed in T days the rate is a gamma of shape n + ½ and
rate T (Jeffreys' prior for a rate, which adds no opinion), and the time until k more have closed is a
gamma of shape k over that rate. Few closings make a wide answer, and none makes none.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np

from content.proof_rules import ProofRules
from scoring.burn_down_model import BurnDown, Pace, Piece, Point, WhyNot

BEYOND = timedelta(days=3650)
"""Later than this is no date: it says that the pace closes the gap in no time that matters."""


def burn_down(
    pieces: Sequence[Piece], start: date, today: date, rules: ProofRules, *, runs: int, seed: int
) -> BurnDown:
    """The gap of ``pieces`` from ``start`` until ``today``, with its pace where one can be told.

    ``runs`` and ``seed`` are those of the simulation; the same input gives the same dates.
    """
    held = [item for item in pieces if not _is(item.out, today)]
    proved = [item for item in held if _is_proved(item, today)]
    said = [item for item in held if item not in proved and _is(item.said, today)]
    found = _paced(held, start, today, rules, (runs, seed))
    return BurnDown(
        points=_points(pieces, start, today), initiatives=len(held), proved=len(proved),
        said=len(said), **found,
    )  # fmt: skip


def _points(pieces: Iterable[Piece], start: date, today: date) -> tuple[Point, ...]:
    given = list(pieces)
    days: set[date | None] = {start, today}
    for item in given:
        days |= {item.since, item.proved, item.said, item.reopened, item.out}
    wanted = sorted(day for day in days if day is not None and start <= day <= today)
    return tuple(_point(given, day) for day in wanted)


def _point(pieces: Iterable[Piece], day: date) -> Point:
    there = [item for item in pieces if _is(item.since, day) and not _is(item.out, day)]
    unproved = [item for item in there if not _is_proved(item, day)]
    unsaid = [item for item in unproved if not _is(item.said, day)]
    return Point(
        day=day, by_proof=sum(item.levels for item in unproved),
        by_word=sum(item.levels for item in unsaid),
    )  # fmt: skip


def _is(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def _is_proved(item: Piece, day: date) -> bool:
    if item.proved is None or item.proved > day:
        return False
    return item.reopened is None or not item.proved <= item.reopened <= day


def _paced(
    held: Sequence[Piece], start: date, today: date, rules: ProofRules, draws: tuple[int, int]
) -> dict[str, object]:
    """The pace by proof; by word where nothing was proved; or why there is none."""
    left = [item for item in held if not _is_proved(item, today)]
    if not left:
        return {"why_not": WhyNot.NOTHING_LEFT}
    closed = [item for item in held if _is_proved(item, today) and _since(item.proved, start)]
    by: Literal["proof", "word"] = "proof"
    if not closed:
        by = "word"
        closed = [item for item in left if _is(item.said, today) and _since(item.said, start)]
        left = [item for item in left if not _is(item.said, today)]
    days = (today - start).days
    if not closed:
        return {"why_not": WhyNot.NOTHING_CLOSED}
    if not left:
        return {"why_not": WhyNot.NOTHING_LEFT}
    if len(closed) < rules.fewest_closed:
        return {"why_not": WhyNot.TOO_FEW, "needed": rules.fewest_closed - len(closed)}
    if days < rules.fewest_days:
        return {"why_not": WhyNot.TOO_EARLY, "needed": rules.fewest_days - days}
    p50, p80 = _dates(len(closed), days, len(left), today, draws)
    made = Pace(by=by, closed=len(closed), days=days, left=len(left), p50=p50, p80=p80)
    return {"pace": made}


def _since(when: date | None, start: date) -> bool:
    """Whether it closed after the first day: what was closed then shows no pace."""
    return when is not None and when > start


def _dates(
    closed: int, days: int, left: int, today: date, draws: tuple[int, int]
) -> tuple[date | None, date | None]:
    runs, seed = draws
    chance = np.random.default_rng(seed)
    rates = chance.gamma(closed + 0.5, 1.0 / days, runs)
    waits = chance.gamma(left, 1.0, runs) / rates
    half, most = np.quantile(waits, (0.5, 0.8))
    return _day(today, float(half)), _day(today, float(most))


def _day(today: date, wait: float) -> date | None:
    return None if wait > BEYOND.days else today + timedelta(days=math.ceil(wait))
