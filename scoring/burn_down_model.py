"""The gap to target over time, and when it would be closed at the pace so far."""

from datetime import date
from enum import StrEnum
from typing import Literal

from content.values import Value


class Piece(Value):
    """The part of the gap that one initiative closes: ``levels`` from ``since`` on.

    ``proved`` is when its exit criterion was proved or our reading reached its target, ``said`` when
    a planner called it done or it was attested, ``reopened`` when it regressed, ``out`` when it left
    the plan by a decision. All of them are days; ``None`` where it has not happened.
    """

    initiative: str
    levels: int
    since: date
    proved: date | None = None
    said: date | None = None
    reopened: date | None = None
    out: date | None = None


class Point(Value):
    """Levels still to gain on a day: without what is proved, and without what is only said as well."""

    day: date
    by_proof: int
    by_word: int


class WhyNot(StrEnum):
    """Why no pace can be told."""

    NOTHING_LEFT = "nothing_left"
    NOTHING_CLOSED = "nothing_closed"
    """After the first day: what was proved or said by then is counted, and shows no pace."""
    TOO_FEW = "too_few"
    TOO_EARLY = "too_early"


class Pace(Value):
    """When everything that is left would be closed if it goes on as it went.

    ``closed`` initiatives in ``days`` are all that it stands on; ``left`` are still open. In half
    the runs everything is closed by ``p50``, in four of five by ``p80``; ``None`` lies beyond ten
    years. ``by`` is whether they were proved, or only called done.
    """

    by: Literal["proof", "word"]
    closed: int
    days: int
    left: int
    p50: date | None
    p80: date | None


class BurnDown(Value):
    """The gap from its first day until today.

    ``points`` has one entry for every day on which it changed, the first day and today; levels are
    summed over initiatives. Exactly one of ``pace`` and ``why_not`` is set.
    """

    points: tuple[Point, ...]
    initiatives: int
    proved: int
    said: int
    pace: Pace | None = None
    why_not: WhyNot | None = None
    needed: int = 0
    """What a pace would need more of: closed initiatives, or days."""
