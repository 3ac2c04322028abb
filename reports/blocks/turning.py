"""Charts of what would change the verdict, of the forecast, and of people side by side."""

from datetime import date

from content.values import Value
from reports.blocks.words import Block
from reports.colours import Tone
from scoring.burn_down_model import Point


class TornadoRow(Value):
    """One capability: the share at its low end, as it stands, and at its high end (0–1)."""

    name: str
    low: float
    now: float
    high: float
    levels: str
    target: str = ""


class TornadoChart(Block):
    """Bars around where the share stands; one line for all, or each row's own."""

    rows: tuple[TornadoRow, ...]
    alt: str


class StepBar(Value):
    """The share (0–1) after one more proof; ``words`` stand below."""

    words: str
    share: float


class StepsChart(Block):
    """From today upwards, step by step; ``limit`` is the dashed line."""

    bars: tuple[StepBar, ...]
    limit: float
    alt: str


class BandPoint(Value):
    """A chance (0–1) with its band at one index (1–5)."""

    level: float
    chance: float
    low: float
    high: float


class BandChart(Block):
    """A chance over the index: band, line, and where today stands."""

    curve: tuple[BandPoint, ...]
    today: BandPoint
    words: str
    alt: str


class PairRow(Value):
    """Two groups' medians of one capability, and how far its voters agree."""

    name: str
    leaders: float | None
    practitioners: float | None
    together: float
    low: float
    high: float
    agreement: str
    note: str
    strong: bool = False
    target: str = ""


class PairChart(Block):
    """Leaders against practitioners, the widest distance first."""

    rows: tuple[PairRow, ...]
    alt: str


class HistoryPoint(Value):
    """The overall index (1–5) at one frozen result or now, and its verdict."""

    day: date
    index: float
    tone: Tone
    word: str
    joined: bool = True
    """Whether it compares with the one before: by the same version of the pack and of the rules."""


class BurnDownChart(Block):
    """Levels still to gain by day, and the days on which none would be left at the pace so far.

    ``by_word`` is whether the pace is that of what was called done, not of what was proved.
    """

    points: tuple[Point, ...]
    p50: date | None
    p80: date | None
    by_word: bool
    alt: str


class HistoryChart(Block):
    """The overall index from one result to the next, the oldest first."""

    points: tuple[HistoryPoint, ...]
    alt: str
