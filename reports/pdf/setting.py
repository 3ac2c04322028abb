"""From blocks to what the engine places on pages: one function a kind of block."""

from collections.abc import Sequence
from functools import singledispatch
from itertools import takewhile

from reportlab.platypus import CondPageBreak, KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from reports import blocks, colours
from reports.charts import (
    beliefs,
    burn_down,
    capacity,
    dumbbells,
    gantt,
    gate,
    heatmap,
    history,
    impact,
    online,
    pairs,
    risk_marks,
    scenarios,
    section_bars,
    spreads,
    steps,
    tornado,
    waterfall,
)
from reports.charts.sheet import Sheet
from reports.pdf import answers, cards, entries, tables
from reports.pdf.flowables import Anchor, Picture, Rule
from reports.pdf.grids import BARE, side_by_side
from reports.pdf.measuring import Flow, height
from reports.pdf.styles import CONTENT, style
from reports.pdf.words import Kit, paragraph


@singledispatch
def flow(block: blocks.Block, _kit: Kit, _width: float = CONTENT) -> Flow:
    """The flowables of a block in so many points of width; an unknown kind is a bug and says so."""
    raise TypeError(f"the PDF cannot set a block of kind {type(block).__name__}")


def flow_all(items: Sequence[blocks.Block], kit: Kit, width: float = CONTENT) -> Flow:
    """The flowables of all blocks; on the page's own level a heading stays with what follows it."""
    result: Flow = []
    place = 0
    while place < len(items):
        block, after = items[place], items[place + 1] if place + 1 < len(items) else None
        if width == CONTENT and isinstance(block, blocks.Heading) and isinstance(after, _CHARTS):
            result.append(KeepTogether([*flow(block, kit, width), *flow(after, kit, width)]))
            place += 2
            continue
        if isinstance(block, _FILLING):
            result += _filling(block, [item for item in items if item is not block], kit)
            place += 1
            continue
        if width == CONTENT and isinstance(block, blocks.Heading):
            result += _room_for_table(items[place:], kit)
        result.extend(flow(block, kit, width))
        place += 1
    return result


def _room_for_table(items: Sequence[blocks.Block], kit: Kit) -> Flow:
    """A break where the head, what is said below it, and the first rows of its table do not fit."""
    said = list(takewhile(lambda item: isinstance(item, blocks.Prose), items[1:]))
    table = next(iter(items[len(said) + 1 :]), None)
    if not isinstance(table, blocks.Table):
        return []
    lines = [part for item in (items[0], *said) for part in flow(item, kit, CONTENT)]
    close = table.dense and not any(row.below for row in table.rows)
    rows, measured = _CLOSE_ROWS if close else _FIRST_ROWS, _first_rows(table, kit)
    rows = min(rows, measured) if len(table.rows) <= _FEW_ROWS else max(rows, measured)
    return [CondPageBreak(height(lines) + rows)]


def _first_rows(table: blocks.Table, kit: Kit) -> float:
    """Points of the table's head and of the rows that stay with it, as far as they stay whole."""
    few = table.model_copy(update={"rows": table.rows[:_FEW_ROWS]})
    return min(_MOST_ROWS, height(flow(few, kit, CONTENT)[:1]))


_FIRST_ROWS, _CLOSE_ROWS, _FEW_ROWS, _MOST_ROWS = 86.0, 42.0, 2, 170.0
_NO_LEAD = 16.0
_CHARTS = (
    blocks.TornadoChart,
    blocks.StepsChart,
    blocks.HistoryChart,
    blocks.BurnDownChart,
    blocks.BandChart,
    blocks.PairChart,
    blocks.SpreadChart,
    blocks.Dumbbells,
    blocks.CapacityGrid,
    blocks.BeliefSteps,
    blocks.DecisionCards,
    blocks.KeyValues,
)


_FILLING = blocks.Gantt | blocks.Heatmap | blocks.ClimbChart


def _filling(
    block: blocks.Gantt | blocks.Heatmap | blocks.ClimbChart,
    others: Sequence[blocks.Block],
    kit: Kit,
) -> Flow:
    """Rows as high as lets what stands with the chart keep to its page."""
    room = kit.room + _NO_LEAD - height(flow_all(others, kit))
    if isinstance(block, blocks.Heatmap):
        return _chart(kit.drawn(heatmap.draw, block, room), kit)
    if isinstance(block, blocks.ClimbChart):
        return _chart(kit.drawn(waterfall.draw, block, room), kit)
    return _chart(kit.drawn(gantt.draw, block, gantt.row_height(block, room)), kit)


def _chart(sheet: Sheet, kit: Kit) -> Flow:
    return [Picture(sheet, kit), Spacer(1, 8)]


@flow.register
def _(block: blocks.Heading, kit: Kit, width: float = CONTENT) -> Flow:
    anchor = [Anchor(block.anchor, kit.pages)] if block.anchor else []
    note = [paragraph(block.note, style("note"), kit), Spacer(1, 3)] if block.note else []
    words = paragraph(block.text, style("head"), kit)
    room = [CondPageBreak(58)] if width == CONTENT else []
    return [*room, Spacer(1, 9), *anchor, words, *note, Spacer(1, 3)]


@flow.register
def _(block: blocks.Prose, kit: Kit, width: float = CONTENT) -> Flow:
    if block.kind == "bullet":
        dash, words = (
            paragraph("–", style("body"), kit),
            paragraph(block.content, style("body"), kit),
        )
        grid = Grid([[dash, words]], colWidths=[9, width - 9], style=BARE, splitInRow=1)
        return [grid, Spacer(1, 3)]
    return [paragraph(block.content, style(block.kind), kit), Spacer(1, 6)]


@flow.register
def _(block: blocks.Query, kit: Kit, _width: float = CONTENT) -> Flow:
    return entries.query(block.text, kit)


@flow.register
def _(block: blocks.Answer, _kit: Kit, _width: float = CONTENT) -> Flow:
    return [answers.Panel(block), Spacer(1, 12)]


@flow.register
def _(block: blocks.Reasons, kit: Kit, _width: float = CONTENT) -> Flow:
    return answers.reasons(block, kit)


@flow.register
def _(block: blocks.DecisionCards, kit: Kit, _width: float = CONTENT) -> Flow:
    return answers.decisions(block, kit)


@flow.register
def _(block: blocks.Figures, kit: Kit, _width: float = CONTENT) -> Flow:
    return answers.figures(block, kit)


@flow.register
def _(block: blocks.Table, kit: Kit, width: float = CONTENT) -> Flow:
    return tables.flow(block, kit, width)


@flow.register
def _(block: blocks.KeyValues, kit: Kit, width: float = CONTENT) -> Flow:
    return tables.key_values(block, kit, width)


@flow.register
def _(block: blocks.Columns, kit: Kit, width: float = CONTENT) -> Flow:
    number = len(block.columns)
    gutter = 20 if number == 2 else 15
    each = (width - gutter * (number - 1)) / number
    cells = [flow_all(column, kit, each) for column in block.columns]
    return [side_by_side(cells, each, gutter), Spacer(1, 6)]


@flow.register
def _(block: blocks.GateChart, kit: Kit, _width: float = CONTENT) -> Flow:
    row = gate.LOW if block.low else gate.row_height(len(block.rows), kit.room)
    return _chart(kit.drawn(gate.draw, block, row), kit)


@flow.register
def _(block: blocks.Heatmap, kit: Kit, _width: float = CONTENT) -> Flow:
    return _filling(block, (), kit)


@flow.register
def _(block: blocks.Dumbbells, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(dumbbells.draw, block), kit)


@flow.register
def _(block: blocks.Gantt, kit: Kit, _width: float = CONTENT) -> Flow:
    return _filling(block, (), kit)


@flow.register
def _(block: blocks.CapacityGrid, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(capacity.draw, block), kit)


@flow.register
def _(block: blocks.BurnDownChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(burn_down.draw(block), kit)


@flow.register
def _(block: blocks.HistoryChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(history.draw, block), kit)


@flow.register
def _(block: blocks.ClimbChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _filling(block, (), kit)


@flow.register
def _(block: blocks.BeliefSteps, kit: Kit, width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(beliefs.draw, block, width), kit)


@flow.register
def _(block: blocks.TornadoChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(tornado.draw, block), kit)


@flow.register
def _(block: blocks.StepsChart, kit: Kit, width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(steps.draw, block, width), kit)


@flow.register
def _(block: blocks.BandChart, kit: Kit, width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(scenarios.draw, block, width), kit)


@flow.register
def _(block: blocks.PairChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(pairs.draw, block), kit)


@flow.register
def _(block: blocks.SpreadChart, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(spreads.draw, block), kit)


@flow.register
def _(block: blocks.ImpactChart, kit: Kit, width: float = CONTENT) -> Flow:
    return _chart(kit.drawn(impact.draw, block, min(width, 300.0)), kit)


@flow.register
def _(block: blocks.Cards, kit: Kit, _width: float = CONTENT) -> Flow:
    return cards.flow(block, kit)


@flow.register
def _(block: blocks.Entry, kit: Kit, _width: float = CONTENT) -> Flow:
    return entries.entry(block, kit)


@flow.register
def _(block: blocks.Horizons, kit: Kit, _width: float = CONTENT) -> Flow:
    each = 156.0
    cells: list[Flow] = []
    for item in block.items:
        parts: Flow = [
            Rule(each, colours.INK, 1.4, 5),
            paragraph(item.title, style("card-title"), kit),
        ]
        parts += [paragraph(item.until, style("quiet"), kit), Spacer(1, 4)]
        for words in item.lines:
            parts += flow(blocks.Prose(content=words, kind="bullet"), kit, each)
        cells.append(parts)
    return [KeepTogether([side_by_side(cells, each, 15.5)]), Spacer(1, 6)]


@flow.register
def _(block: blocks.OnlineTwin, kit: Kit, _width: float = CONTENT) -> Flow:
    return _chart(online.draw(block), kit) if kit.target(block.address) else []


@flow.register
def _(block: blocks.SectionBars, kit: Kit, _width: float = CONTENT) -> Flow:
    return [part for sheet in kit.drawn(section_bars.draw, block) for part in _chart(sheet, kit)]


@flow.register
def _(block: blocks.RiskMarks, kit: Kit, _width: float = CONTENT) -> Flow:
    return [part for sheet in kit.drawn(risk_marks.draw, block) for part in _chart(sheet, kit)]
