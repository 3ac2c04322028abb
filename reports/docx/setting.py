"""From blocks to what stands in the document: one function a kind of block."""

from collections.abc import Sequence
from functools import singledispatch

from docx.oxml.ns import qn

from reports import blocks
from reports.charts import (
    beliefs,
    burn_down,
    capacity,
    dumbbells,
    gantt,
    gate,
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
from reports.docx import answers, cards, cover, entries, heat, tables
from reports.docx.elements import Element, el
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import WIDTH, Kit
from reports.docx.pictures import picture
from reports.docx.unbroken import whole_ids
from reports.docx.words import holding, paragraph
from reports.pdf.words import safe_address

Flow = list[Element]
_HALF, _THIRD, _LOW_ROW, _MANY_ROWS = 0.47, 0.3, 24.0, 6
"""Shares of a page that a plan may take, points of a low row, and from how many on rows are low."""
_TALL = 600.0
"""Points of room that A4 has and Letter has not; there the rows are a little lower."""
_CAPTIONED = 3
"""Columns from which a table without a heading of its own gets a caption."""


@singledispatch
def flow(block: blocks.Block, _kit: Kit, _width: float) -> Flow:
    """The elements of a block in so many points of width; an unknown kind is a bug and says so."""
    raise TypeError(f"the Word report cannot write a block of kind {type(block).__name__}")


def flow_all(items: Sequence[blocks.Block], kit: Kit, width: float) -> Flow:
    """The elements of all blocks; a table that no heading names gets a caption."""
    made: Flow = []
    before: blocks.Block | None = None
    headed = False
    for block in items:
        if isinstance(block, blocks.Table) and isinstance(before, blocks.Prose) and headed:
            made[-1].pPr.pStyle.addnext(el("keepNext"))  # else the head stays at a page's foot
        if _wants_a_name(block, before):
            made.append(tables.named(kit.section, kit))
        headed = before is None or isinstance(before, blocks.Heading)
        made += flow(block, kit, width)
        before = block
    return made


def _wants_a_name(block: blocks.Block, before: blocks.Block | None) -> bool:
    """Whether this is a table of some size with neither heading nor note above it."""
    if not isinstance(block, blocks.Table) or not block.rows:
        return False
    told = isinstance(before, blocks.Heading) or (
        isinstance(before, blocks.Prose) and before.kind != "body"
    )
    return len(block.columns) >= _CAPTIONED and not told


def _chart(sheet: Sheet, block: blocks.Block, words: str, kit: Kit, width: float) -> Flow:
    """The picture and its caption, kept together."""
    run = picture(sheet, kit, alt=described(block, sheet.alt), limit=width)
    return [holding([run], "picture", kit), tables.named(words, kit, "Figure")]


def described(block: blocks.Block, alt: str) -> str:
    """The chart's sentence, and every text in it that the sentence does not say."""
    missing = [text for text in dict.fromkeys(_texts(block)) if text not in alt]
    return f"{alt} In the picture: {'; '.join(missing)}." if missing else alt


_UNSPOKEN = {"alt", "target", "anchor", "used_target", "tone", "closes_target"}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, blocks.Block) or hasattr(type(value), "model_fields"):
        names = [name for name in type(value).model_fields if name not in _UNSPOKEN]  # type: ignore[attr-defined]
        return [text for name in names for text in _texts(getattr(value, name))]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    return []


@flow.register
def _(block: blocks.Cover, kit: Kit, width: float) -> Flow:
    return cover.cover(block, kit, width)


@flow.register
def _(block: blocks.Heading, kit: Kit, _width: float) -> Flow:
    made = [paragraph(block.text, "heading3", kit, anchor=block.anchor)]
    return [*made, paragraph(block.note, "note", kit, keep_next=True)] if block.note else made


@flow.register
def _(block: blocks.Prose, kit: Kit, width: float) -> Flow:
    role = block.kind if block.kind in ("note", "bullet") else "body"
    return [paragraph(whole_ids(block.content, role, width), role, kit)]


@flow.register
def _(block: blocks.Query, kit: Kit, _width: float) -> Flow:
    return entries.query(block.text, kit)


@flow.register
def _(block: blocks.Answer, kit: Kit, width: float) -> Flow:
    return answers.panel(block, kit, width)


@flow.register
def _(block: blocks.Reasons, kit: Kit, width: float) -> Flow:
    return answers.reasons(block, kit, width)


@flow.register
def _(block: blocks.DecisionCards, kit: Kit, width: float) -> Flow:
    return answers.decisions(block, kit, width)


@flow.register
def _(block: blocks.Figures, kit: Kit, width: float) -> Flow:
    return answers.figures(block, kit, width)


@flow.register
def _(block: blocks.Horizons, kit: Kit, width: float) -> Flow:
    return answers.horizons(block, kit, width)


@flow.register
def _(block: blocks.Table, kit: Kit, width: float) -> Flow:
    return tables.table(block, kit, width)


@flow.register
def _(block: blocks.KeyValues, kit: Kit, width: float) -> Flow:
    return tables.key_values(block, kit, width)


@flow.register
def _(block: blocks.Columns, kit: Kit, width: float) -> Flow:
    number = len(block.columns)
    gutter = 20.0 if number == 2 else 15.0
    each = (width - gutter * (number - 1)) / max(1, number)
    places = [
        Place(_ended(flow_all(column, kit, each)), room=(0, 0, 0, gutter if at < number - 1 else 0))
        for at, column in enumerate(block.columns)
    ]
    widths = [each + (gutter if at < number - 1 else 0) for at in range(number)]
    return grid(widths, [Strip(places)], kit, style="table-plain") if places else []


def _ended(column: Flow) -> Flow:
    """The column without the room below its last paragraph: its cell keeps what follows apart."""
    if column and column[-1].tag == qn("w:p"):
        column[-1].get_or_add_pPr().spacing_after = 0
    return column


@flow.register
def _(block: blocks.Cards, kit: Kit, width: float) -> Flow:
    return cards.flow(block, kit, width)


@flow.register
def _(block: blocks.Entry, kit: Kit, _width: float) -> Flow:
    return entries.entry(block, kit)


@flow.register
def _(block: blocks.Heatmap, kit: Kit, width: float) -> Flow:
    return heat.heatmap(block, kit, width)


@flow.register
def _(block: blocks.GateChart, kit: Kit, width: float) -> Flow:
    words = "Index and gate of each area, the weakest first"
    row = gate.row_height(len(block.rows), kit.room)
    if kit.crowded or len(block.rows) > _MANY_ROWS:
        low = _LOW_ROW + 2 if kit.room > _TALL else _LOW_ROW - 1
        row = _LOW_ROW if kit.crowded else min(row, low)
    sheet = gate.draw(block, row)
    return _chart(sheet, block, words, kit, width)


@flow.register
def _(block: blocks.Dumbbells, kit: Kit, width: float) -> Flow:
    words = "Claimed level, level used in the score, and its 80 % interval"
    return _chart(dumbbells.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.Gantt, kit: Kit, width: float) -> Flow:
    words = "Work, its end between even odds and four chances in five, and the proof window"
    # The rest of the page is for capacity, the next ninety days and the notes.
    row = gantt.row_height(block, kit.room * (_THIRD if kit.crowded else _HALF))
    return _chart(gantt.draw(block, row), block, words, kit, width)


@flow.register
def _(block: blocks.CapacityGrid, kit: Kit, width: float) -> Flow:
    return _chart(capacity.draw(block), block, "How full each role is, week by week", kit, width)


@flow.register
def _(block: blocks.BeliefSteps, kit: Kit, width: float) -> Flow:
    words = "Probability of levels 1 to 5 after each step"
    return _chart(beliefs.draw(block, min(width, WIDTH)), block, words, kit, width)


@flow.register
def _(block: blocks.TornadoChart, kit: Kit, width: float) -> Flow:
    words = "Share of judgements at the low and the high end of what the evidence allows"
    return _chart(tornado.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.StepsChart, kit: Kit, width: float) -> Flow:
    words = "Share of judgements after one more proof, and the line to cross"
    return _chart(steps.draw(block, min(width, WIDTH)), block, words, kit, width)


@flow.register
def _(block: blocks.BandChart, kit: Kit, width: float) -> Flow:
    words = "Chance over the index, with its band and where today stands"
    return _chart(scenarios.draw(block, min(width, WIDTH)), block, words, kit, width)


@flow.register
def _(block: blocks.PairChart, kit: Kit, width: float) -> Flow:
    words = "Median of leaders and of practitioners, and how far voters agree"
    return _chart(pairs.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.SpreadChart, kit: Kit, width: float) -> Flow:
    words = "How many voted for which level, the first and the second time"
    return _chart(spreads.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.ImpactChart, kit: Kit, width: float) -> Flow:
    words = "Value a quarter against feasibility, with what each may be"
    return _chart(impact.draw(block, min(width, 300.0)), block, words, kit, width)


@flow.register
def _(block: blocks.BurnDownChart, kit: Kit, width: float) -> Flow:
    words = "Levels still to gain, and when none would be left at the pace so far"
    return _chart(burn_down.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.HistoryChart, kit: Kit, width: float) -> Flow:
    words = "The overall index at each frozen result"
    return _chart(history.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.ClimbChart, kit: Kit, width: float) -> Flow:
    words = "The overall index after each proof, and when each is complete"
    return _chart(waterfall.draw(block), block, words, kit, width)


@flow.register
def _(block: blocks.SectionBars, kit: Kit, width: float) -> Flow:
    sheets = section_bars.draw(block)
    return [
        part for sheet in sheets for part in _chart(sheet, block, "Points by section", kit, width)
    ]


@flow.register
def _(block: blocks.RiskMarks, kit: Kit, width: float) -> Flow:
    words = "Every question by its risk: ■ high, ◆ medium, ● none, ○ not known"
    sheets = risk_marks.draw(block)
    return [part for sheet in sheets for part in _chart(sheet, block, words, kit, width)]


@flow.register
def _(block: blocks.OnlineTwin, kit: Kit, _width: float) -> Flow:
    if not safe_address(block.address):
        return []
    sheet = online.draw(block)
    where = (
        blocks.Words(text="This report online: "),
        blocks.Words(text=block.address, target=block.address),
    )
    return [holding([picture(sheet, kit)], "picture", kit), paragraph(where, "note", kit)]
