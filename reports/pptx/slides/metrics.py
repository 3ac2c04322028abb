"""Live metrics: what each exit criterion asks, the number now, and the way to where it was read."""

from reports import blocks
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column, Grid
from reports.pptx.slide import Slide, Told, every
from reports.pptx.telling import Pages

ORDER = 120
_METRIC, _SOURCE, _STATE = (
    "Metric, and of which initiative",
    "Source, evidence, read (UTC)",
    "State",
)
_EXIT = (
    (_METRIC, Column("Metric and initiative", 70, parted=True)),
    ("Now", Column("Now", 27, "right")), ("Target", Column("Target", 50)),
    (_SOURCE, Column("Source, read (UTC)", 64, quiet=True, parted=True)),
    (_STATE, Column("State", 33, most=1)),
)  # fmt: skip
_READ = (
    ("Metric", Column("Metric, with its link", 60)),
    ("Value", Column("Value", 30, "right", most=1)),
    ("80 % interval or n", Column("80 % interval or n", 40, quiet=True)),
    ("Source", Column("Source", 44, quiet=True)),
    ("Read, UTC", Column("Read, UTC", 36, most=1, quiet=True)),
    ("Evidence", Column("Evidence", 22, most=1)),
)
_BLIND = (
    (_METRIC, Column("Metric and initiative", 66)),
    ("Target", Column("Target", 40)),
    ("Why, and what to do", Column("Why, and what to do", 100, most=3, quiet=True)),
)
_UNREAD = (
    ("Initiative", Column("Initiative", 20, most=1)),
    (
        "Metrics, each with its target",
        Column("Metrics not read yet, each with its target", 100, most=3),
    ),
)
_PICKED = {_STATE: _EXIT, "Value": _READ, "Why, and what to do": _BLIND}
"""Which columns are shown, by a head that tells which table of the report it is."""
_URGENT = ("not met", "uncertain", "met", "unavailable", "not read", "to be attested")


def build(told: Told) -> Slide | None:
    """The slide, where a number was read or asked for."""
    section = told.sections.get("metrics")
    found = every(section.blocks, blocks.Table) if section else ()
    if section is None or not found:
        return None
    held, table = section, found[0]
    for more in told.behind("metrics")[1:]:
        rest = every(more.blocks, blocks.Table)[:1]
        rows = [row for one in rest if one.columns == table.columns for row in one.rows]
        table = table.model_copy(update={"rows": (*table.rows, *rows)})

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = _grid(table)
        tables.fill(canvas, canvas.box, grid, held.title, "Metrics", tallest=18)

    behind, anchors = told.behind("metrics", "also-read"), (section.anchor, "section-also-read")
    return Slide(section.title, draw, behind=behind, anchors=anchors)


def _grid(table: blocks.Table) -> Grid:
    """The report's own table with the columns that a slide has room for."""
    titles = [column.title for column in table.columns]
    picked = next((each for name, each in _PICKED.items() if name in titles), _UNREAD)
    return grids.of_block(_sorted(table) if picked is _EXIT else table, picked)


def _sorted(table: blocks.Table) -> blocks.Table:
    """What is not met first; its link is not bold, and entry and time stand on a line of their own."""
    looks = {grids.place(table, _METRIC): _light, grids.place(table, _SOURCE): _dated}
    rows = []
    for row in table.rows:
        cells = [
            looks[at](each) if at in looks and isinstance(each, tuple) else each
            for at, each in enumerate(row.cells)
        ]
        rows.append(row.model_copy(update={"cells": tuple(cells)}))
    at = grids.place(table, _STATE)
    ranked = sorted(rows, key=lambda row: _urgency(row.cells[at]))
    return table.model_copy(update={"rows": tuple(ranked)})


def _light(name: blocks.Line) -> blocks.Line:
    """A link stands out without being bold."""
    return tuple(words.model_copy(update={"strong": False}) for words in name)


def _dated(source: blocks.Line) -> blocks.Line:
    """The source, then entry and time together: a long name of a source never takes their room."""
    name, *others = source
    if len(others) < 2 or not name.text:
        return source
    entry, read = others
    time = read.model_copy(update={"text": read.text.replace("\n", ", ")})
    return name.model_copy(update={"text": f"{name.text.rstrip()}\n"}), entry, time


def _urgency(state: blocks.Cell) -> int:
    word = state.word.partition(",")[0] if isinstance(state, blocks.State) else ""
    return _URGENT.index(word) if word in _URGENT else len(_URGENT)
