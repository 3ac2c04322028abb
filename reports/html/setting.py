"""From blocks to elements: one function a kind of block."""

from collections.abc import Sequence
from functools import singledispatch
from itertools import groupby

from reports import blocks
from reports.blocks import Words
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
from reports.html import answers, cards, entries, tables
from reports.html.figures import figure
from reports.html.markup import EMPTY, Html, element, join, way
from reports.html.numbers import numbers
from reports.html.pictures import picture
from reports.html.words import Kit, runs

_FULL, _HALF = 499.0, 239.5
_GATE_ROW = 38.0
_ENDLESS = 100_000.0


@singledispatch
def write(block: blocks.Block, _kit: Kit, _width: float = _FULL) -> Html:
    """The element of a block whose charts are so many points wide; an unknown kind is a bug."""
    raise TypeError(f"the page cannot show a block of kind {type(block).__name__}")


def write_all(items: Sequence[blocks.Block], kit: Kit, width: float = _FULL) -> Html:
    """The elements of all blocks; bullets in a row are one list."""
    made: list[Html] = []
    for bullets, held in groupby(items, key=_is_bullet):
        if bullets:
            made.append(element("ul", *(write(item, kit, width) for item in held)))
        else:
            made += [write(item, kit, width) for item in held]
    return join(made)


def _is_bullet(block: blocks.Block) -> bool:
    return isinstance(block, blocks.Prose) and block.kind == "bullet"


def _chart(block: blocks.Block, kit: Kit, *sheets: Sheet) -> Html:
    return figure(sheets, kit, numbers(block))


@write.register
def _(block: blocks.Heading, kit: Kit, _width: float = _FULL) -> Html:
    kit.headed(block.text)
    head = element("h3", block.text, id=kit.place(block.anchor))
    return join([head, element("p", block.note, cls="note")]) if block.note else head


@write.register
def _(block: blocks.Prose, kit: Kit, _width: float = _FULL) -> Html:
    name, look = ("li", None) if block.kind == "bullet" else ("p", block.kind)
    said = way(words.text for words in block.content)
    return element(name, runs(block.content, kit), cls=look, dir=said)


@write.register
def _(block: blocks.Query, _kit: Kit, _width: float = _FULL) -> Html:
    return entries.query(block.text)


@write.register
def _(block: blocks.Answer, kit: Kit, _width: float = _FULL) -> Html:
    return answers.panel(block, kit)


@write.register
def _(block: blocks.Reasons, kit: Kit, _width: float = _FULL) -> Html:
    return answers.reasons(block, kit)


@write.register
def _(block: blocks.DecisionCards, kit: Kit, _width: float = _FULL) -> Html:
    return answers.decisions(block, kit)


@write.register
def _(block: blocks.Figures, kit: Kit, _width: float = _FULL) -> Html:
    return answers.figures(block, kit)


@write.register
def _(block: blocks.Horizons, kit: Kit, _width: float = _FULL) -> Html:
    return answers.horizons(block, kit)


@write.register
def _(block: blocks.Table, kit: Kit, _width: float = _FULL) -> Html:
    return tables.write(block, kit)


@write.register
def _(block: blocks.KeyValues, _kit: Kit, _width: float = _FULL) -> Html:
    return tables.key_values(block)


@write.register
def _(block: blocks.Columns, kit: Kit, _width: float = _FULL) -> Html:
    held = (element("div", write_all(column, kit, _HALF)) for column in block.columns)
    return element("div", *held, cls=f"columns of-{len(block.columns)}")


@write.register
def _(block: blocks.Cards, kit: Kit, _width: float = _FULL) -> Html:
    return cards.write(block, kit)


@write.register
def _(block: blocks.Entry, kit: Kit, _width: float = _FULL) -> Html:
    return entries.entry(block, kit)


@write.register
def _(block: blocks.GateChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, gate.draw(block, _GATE_ROW))


@write.register
def _(block: blocks.Heatmap, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, heatmap.draw(block, _ENDLESS))


@write.register
def _(block: blocks.Dumbbells, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, dumbbells.draw(block))


@write.register
def _(block: blocks.BeliefSteps, kit: Kit, width: float = _FULL) -> Html:
    return _chart(block, kit, beliefs.draw(block, width))


@write.register
def _(block: blocks.TornadoChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, tornado.draw(block))


@write.register
def _(block: blocks.StepsChart, kit: Kit, width: float = _FULL) -> Html:
    return _chart(block, kit, steps.draw(block, width))


@write.register
def _(block: blocks.BandChart, kit: Kit, width: float = _FULL) -> Html:
    return _chart(block, kit, scenarios.draw(block, width))


@write.register
def _(block: blocks.PairChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, pairs.draw(block))


@write.register
def _(block: blocks.SpreadChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, spreads.draw(block))


@write.register
def _(block: blocks.ImpactChart, kit: Kit, width: float = _FULL) -> Html:
    return _chart(block, kit, impact.draw(block, min(width, 300.0)))


@write.register
def _(block: blocks.Gantt, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, gantt.draw(block))


@write.register
def _(block: blocks.CapacityGrid, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, capacity.draw(block))


@write.register
def _(block: blocks.BurnDownChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, burn_down.draw(block))


@write.register
def _(block: blocks.HistoryChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, history.draw(block))


@write.register
def _(block: blocks.ClimbChart, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, waterfall.draw(block))


@write.register
def _(block: blocks.SectionBars, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, *section_bars.draw(block))


@write.register
def _(block: blocks.RiskMarks, kit: Kit, _width: float = _FULL) -> Html:
    return _chart(block, kit, *risk_marks.draw(block))


@write.register
def _(block: blocks.OnlineTwin, kit: Kit, _width: float = _FULL) -> Html:
    address = kit.target(block.address)
    if not address:
        return EMPTY
    drawn = picture(online.draw(block), kit, "Code for a phone’s camera", look="twin")
    where = Words(text=address, target=address)
    said = runs((Words(text="This report online: "), where, Words(text=".")), kit)
    return join([element("p", drawn), element("p", said, cls="note")])
