"""Charts of the plan: Gantt, capacity, horizons, initiative cards."""

from datetime import date

from content.values import Value
from reports.blocks.text import Trend
from reports.blocks.words import Block, Line


class GanttRow(Value):
    """Work from start to even odds, then to four chances in five, then the proof window.

    ``after`` are the ids of the rows whose work has to be done before this one begins.
    """

    id: str
    name: str
    opens_gate: bool
    start: date
    p50: date
    p80: date
    proof_end: date
    target: str = ""
    after: tuple[str, ...] = ()


class Break(Value):
    """Days without work (both inclusive)."""

    name: str
    start: date
    end: date


class Gantt(Block):
    """Rows over a common time axis from ``start`` to ``end``; ``gate`` is a date with its label."""

    start: date
    end: date
    rows: tuple[GanttRow, ...]
    breaks: tuple[Break, ...]
    gate: tuple[date, str] | None
    alt: str


class CapacityRow(Value):
    """A role's weeks as shares 0–1 of its capacity; narrow weeks are drawn together."""

    name: str
    people: str
    strong: bool
    weeks: tuple[float, ...]


class CapacityGrid(Block):
    """One row a role on the Gantt's time axis."""

    start: date
    end: date
    first_monday: date
    rows: tuple[CapacityRow, ...]
    breaks: tuple[Break, ...]
    alt: str


class ClimbRow(Value):
    """An initiative once proved: the index before and after, and what is then left of the way.

    ``reached`` is the share of judgements that end in the wanted verdict, in words.
    """

    id: str
    name: str
    opens_gate: bool
    before: float
    after: float
    reached: str
    day: date
    target: str = ""


class ClimbChart(Block):
    """From the index of ``start`` to that of the end, one row a proof; ``wanted`` names the share.

    ``reached`` is the share today.
    """

    rows: tuple[ClimbRow, ...]
    start: date
    reached: str
    wanted: str
    alt: str


class Horizon(Value):
    """What is there by a day."""

    title: str
    until: str
    lines: tuple[Line, ...]


class Horizons(Block):
    """30, 60 and 90 days side by side."""

    items: tuple[Horizon, ...]


class Card(Value):
    """One initiative and the metric that proves it; ``figure`` is empty where nothing was read."""

    anchor: str
    id: str
    owner: str
    title: str
    closes: str
    closes_target: str
    metric: str
    figure: str
    figure_note: str
    target: str
    trend: Trend | None
    missing: str
    exit: str
    effort: str
    done: str
    link: Line
    read: str


class Cards(Block):
    """Initiatives, two a row; full width where there are only one or two."""

    items: tuple[Card, ...]
