"""What a section is made of: data and words, never fonts or coordinates. Renderers know only these.

``anchor`` fields name a place that links may point to; ``target`` fields point to an anchor
(``#name``) or to an http address. A renderer shows the text alone where a target does not exist.
"""

from datetime import date

from pydantic import SerializeAsAny

from content.values import Value
from reports.colours import Tone


class Words(Value):
    """A run of text. ``page_of`` is an anchor whose page number stands in place of ``{page}``."""

    text: str
    target: str = ""
    strong: bool = False
    mono: bool = False
    quiet: bool = False
    page_of: str = ""
    bare: bool = False
    """A link without underline and colour, where the look of the words matters more."""


Line = tuple[Words, ...]


def line(*parts: str | Words) -> Line:
    """A line of plain texts and runs."""
    return tuple(part if isinstance(part, Words) else Words(text=part) for part in parts)


class Block(Value):
    """The base of every block."""


class Section(Value):
    """One section: its name for heads and contents, its finding as a sentence, its blocks."""

    id: str
    name: str
    title: str
    lead: Line = ()
    blocks: tuple[SerializeAsAny[Block], ...]

    @property
    def anchor(self) -> str:
        """Where links to the section point."""
        return f"section-{self.id}"


class EmblemColumn(Value):
    """One area on the cover: the rounded used level of each capability, ``None`` for none."""

    name: str
    levels: tuple[int | None, ...]


class Cover(Block):
    """The first page: for whom, about what, when; one bar a capability; where to find what."""

    kicker: str
    client: str
    use_case: str
    promise: str
    mark: str
    columns: tuple[EmblemColumn, ...]
    note: str
    facts: tuple[tuple[str, str], ...]
    footer: str


class Heading(Block):
    """The head of what follows; kept with it."""

    text: str
    anchor: str = ""
    note: str = ""


class Prose(Block):
    """A paragraph: ``body``, ``note`` (small, quiet) or ``bullet``."""

    content: Line
    kind: str = "body"


class Query(Block):
    """A query in full, as it was sent."""

    text: str


class Share(Value):
    """A share (0–1) of a whole, with its tone and word."""

    tone: Tone
    word: str
    share: float


class Answer(Block):
    """The panel of the verdict; without a ``tone`` it shows an index in place of a verdict."""

    label: str
    tone: Tone | None
    word: str
    qualifier: str
    note: str
    shares_title: str = ""
    shares: tuple[Share, ...] = ()
    index: tuple[float, float, float] | None = None


class Reason(Value):
    """A plain sentence, what was seen and when, the chance, and a figure with its target."""

    headline: str
    content: Line
    chance: str
    figure: str
    figure_note: str
    figure_target: str = ""


class Reasons(Block):
    """The reasons of the verdict, numbered."""

    items: tuple[Reason, ...]


class DecisionCard(Value):
    """A decision asked for: verb and content, and by whom and when."""

    title: str
    text: str
    who: str


class DecisionCards(Block):
    """Up to three decisions side by side."""

    items: tuple[DecisionCard, ...]


class Figure(Value):
    """A big figure with its label and a small note."""

    label: str
    value: str
    note: str
    target: str = ""


class Figures(Block):
    """Up to four figures at the foot of the page."""

    items: tuple[Figure, ...]


class State(Value):
    """A word with its shape."""

    tone: Tone
    word: str


class Trend(Value):
    """Points of the last window (seconds, value) and the target; or a note in their place."""

    points: tuple[tuple[float, float], ...]
    target: float | None
    note: str = ""


Cell = Line | State | Trend


class Column(Value):
    """A table's column: ``width`` in points of 499; ``kind`` is text, number, mono or quiet."""

    title: str
    width: float
    kind: str = "text"


class Row(Value):
    """Cells of one row; ``anchor`` where links point to it; ``group`` makes it a head over rows."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    group: bool = False


class Table(Block):
    """A table that repeats its header; ``empty`` stands in place of rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""


class KeyValues(Block):
    """Pairs, value to the right."""

    rows: tuple[tuple[str, str], ...]


class Columns(Block):
    """Two or three columns of blocks side by side; never broken over a page."""

    columns: tuple[tuple[SerializeAsAny[Block], ...], ...]


class GateRow(Value):
    """One area: its verdict, index (level, low, high) and its weakest critical capability."""

    name: str
    state: State
    index: tuple[float, float, float] | None
    weakest: str
    chance: float | None
    target: str = ""


class GateChart(Block):
    """Index and gate side by side; ``limits`` are the chances for conditional and ready."""

    rows: tuple[GateRow, ...]
    index_limit: float
    limits: tuple[float, float]
    alt: str


class HeatRow(Value):
    """One capability: probability of each level, what is claimed and used, or why neither."""

    name: str
    critical: bool
    belief: tuple[float, float, float, float, float]
    claimed: float | None
    used: float | None
    open_word: str = ""
    target: str = ""
    used_target: str = ""


class HeatGroup(Value):
    """The capabilities of an area under its name and index."""

    name: str
    figure: str
    rows: tuple[HeatRow, ...]


class Heatmap(Block):
    """Groups in two columns; the key and the note follow the right one."""

    left: tuple[HeatGroup, ...]
    right: tuple[HeatGroup, ...]
    note: str
    alt: str


class DumbbellRow(Value):
    """Claimed and used level with the 80 % interval; state and difference at the right."""

    name: str
    critical: bool
    strong: bool
    claimed: float
    used: float
    low: float
    high: float
    state: str
    difference: str
    target: str = ""


class Dumbbells(Block):
    """Distances between claims and what the score uses, widest first."""

    rows: tuple[DumbbellRow, ...]
    limit: float
    alt: str


class GanttRow(Value):
    """Work from start to even odds, then to four chances in five, then the proof window."""

    id: str
    name: str
    opens_gate: bool
    start: date
    p50: date
    p80: date
    proof_end: date
    target: str = ""


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


class BeliefStep(Value):
    """The probability of levels 1 to 5 after one step."""

    name: str
    note: str
    belief: tuple[float, float, float, float, float]


class BeliefSteps(Block):
    """How one capability's belief moved, step by step on one scale."""

    steps: tuple[BeliefStep, ...]
    alt: str


class Entry(Block):
    """One entry of the evidence index: number, sentence, facts and queries in full."""

    anchor: str
    number: str
    title: str
    state: State
    facts: tuple[tuple[str, Line], ...]
    used_in: Line = ()
    queries: tuple[str, ...] = ()
