"""Text, tables and entries: what any section may be made of."""

from pydantic import SerializeAsAny

from content.values import Value
from reports.blocks.words import Block, Line
from reports.colours import Tone


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
    """Cells of one row; ``anchor`` where links point to it; ``group`` makes it a head over rows.

    ``below`` is a row whose one cell belongs to the row before and runs over the whole width.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""
    group: bool = False
    below: bool = False


class Table(Block):
    """A table that repeats its header; ``empty`` stands in place of rows.

    ``dense`` asks paper for smaller letters and closer rows: one to look things up in.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    dense: bool = False


class KeyValues(Block):
    """Pairs, value to the right."""

    rows: tuple[tuple[str, str], ...]


class Columns(Block):
    """Two or three columns of blocks side by side; never broken over a page."""

    columns: tuple[tuple[SerializeAsAny[Block], ...], ...]


class Entry(Block):
    """One entry of the evidence index: number, sentence, facts and queries in full.

    ``trail`` is where it was seen, what it bears on and who read it when: facts of one paragraph,
    which ends with the way back.
    """

    anchor: str
    number: str
    title: str
    state: State
    facts: tuple[tuple[str, Line], ...]
    trail: tuple[tuple[str, Line], ...] = ()
    used_in: Line = ()
    queries: tuple[str, ...] = ()
