"""Charts of what would change the verdict, of the forecast, and of people side by side."""

from datetime import date

from content.values import Value
from reports.blocks.words import Block
from reports.colours import Tone


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


class HistoryChart(Block):
    """The overall index from one result to the next, the oldest first."""

    points: tuple[HistoryPoint, ...]
    alt: str
