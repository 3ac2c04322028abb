"""The blocks of a section as plain lines, for speaker notes: every word that the report prints.

What a picture shows is told by its description, and a table row by row, so that who speaks has the
figures with the ids of capabilities, initiatives, conflicts and findings.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import singledispatch

from reports import blocks
from reports.blocks import Block, Line, Section, State, Trend
from reports.pdf.words import safe_address
from reports.pptx.measures import shown
from reports.wording import percent

Pages = Mapping[str, int]
"""Anchor of a section -> number of the slide that has its finding as the title."""


def section_lines(section: Section, pages: Pages) -> list[str]:
    """A section's finding, lead and blocks."""
    lead = [plain(section.lead, pages)] if section.lead else []
    told = [line for block in section.blocks for line in lines(block, pages)]
    return [line for line in (*lead, *told) if line.strip()]


def plain(content: Line, pages: Pages) -> str:
    """A line of words as text; a page of the report becomes the slide of the same finding."""
    return "".join(paged(words.text, words.page_of, pages) for words in content).strip()


def paged(text: str, anchor: str, pages: Pages) -> str:
    """Words with a page number in them, told for a deck."""
    if not anchor:
        return text
    number = pages.get(anchor)
    where = f"slide\u00a0{number}" if number else "the full report"
    return text.replace("page\u00a0{page}", where).replace("{page}", where)


@singledispatch
def lines(block: Block, _pages: Pages) -> list[str]:
    """The lines of a block; an unknown kind is a bug and says so."""
    raise TypeError(f"the notes cannot tell a block of kind {type(block).__name__}")


def _joined(parts: Iterable[str], between: str = ". ") -> str:
    kept = [
        part.strip().rstrip(".") if between == ". " else part.strip()
        for part in parts
        if part.strip()
    ]
    return between.join(kept)


@lines.register
def _(block: blocks.Heading, _pages: Pages) -> list[str]:
    return ["", _joined((block.text, block.note), ": ") + ":"]


@lines.register
def _(block: blocks.Prose, pages: Pages) -> list[str]:
    words = plain(block.content, pages)
    return [f"– {words}" if block.kind == "bullet" else words]


@lines.register
def _(block: blocks.Query, _pages: Pages) -> list[str]:
    return [block.text]


@lines.register
def _(block: blocks.KeyValues, _pages: Pages) -> list[str]:
    return [f"{name}: {value}" for name, value in block.rows]


@lines.register
def _(block: blocks.Columns, pages: Pages) -> list[str]:
    return [line for column in block.columns for each in column for line in lines(each, pages)]


@lines.register
def _(block: blocks.Table, pages: Pages) -> list[str]:
    titles = [column.title for column in block.columns]
    made = []
    for row in block.rows:
        cells = [_cell(each, pages) for each in row.cells]
        if row.group or row.below:
            made.append(_joined(cells))
            continue
        pairs = zip(titles, cells, strict=False)
        made.append(
            "– " + "; ".join(f"{name}: {text}" if name else text for name, text in pairs if text)
        )
    return made or [block.empty]


def _cell(content: blocks.Cell, pages: Pages) -> str:
    if isinstance(content, State):
        return content.word
    if isinstance(content, Trend):
        return content.note
    links = dict.fromkeys(safe_address(words.target) for words in content)
    told = "".join(f" <{address}>" for address in links if address)
    return shown(plain(content, pages)) + told


@lines.register
def _(block: blocks.Cover, _pages: Pages) -> list[str]:
    facts = [f"{name}: {value}" for name, value in block.facts]
    return [block.kicker, block.client, block.use_case, block.promise, *facts, block.note]


@lines.register
def _(block: blocks.OnlineTwin, _pages: Pages) -> list[str]:
    return [f"This report online: {safe_address(block.address)}"]


@lines.register
def _(block: blocks.Answer, _pages: Pages) -> list[str]:
    shares = ", ".join(f"{item.word} {percent(item.share)}" for item in block.shares)
    told = f"{block.shares_title}: {shares}" if shares else ""
    return [_joined((f"{block.label}: {block.word}", block.qualifier, block.note)), told]


@lines.register
def _(block: blocks.Reasons, pages: Pages) -> list[str]:
    return [
        f"{place}. "
        + _joined((item.headline, plain(item.content, pages), item.chance,
                   f"{item.figure}, {item.figure_note}"))
        for place, item in enumerate(block.items, 1)
    ]  # fmt: skip


@lines.register
def _(block: blocks.DecisionCards, _pages: Pages) -> list[str]:
    return [f"– {_joined((item.title, item.text, item.who))}" for item in block.items]


@lines.register
def _(block: blocks.Figures, _pages: Pages) -> list[str]:
    return [f"{item.label}: {item.value}, {item.note}" for item in block.items]


@lines.register
def _(block: blocks.Horizons, pages: Pages) -> list[str]:
    return [
        f"{item.title}, {item.until}: {'; '.join(plain(each, pages) for each in item.lines)}"
        for item in block.items
    ]


@lines.register
def _(block: blocks.Cards, _pages: Pages) -> list[str]:
    return [_card(item) for item in block.items]


def _card(item: blocks.Card) -> str:
    now = _joined((item.figure, item.figure_note, item.missing), ", ")
    links = ", ".join(words.text for words in item.link if words.text)
    parts = (
        f"{item.id}, {item.owner}: {item.title}", item.closes, f"{item.metric}: {now or 'no number'}",
        f"Target {item.target}" if item.target else "", item.exit, f"Effort {item.effort}", item.done,
        links, item.read,
    )  # fmt: skip
    return f"– {_joined(parts)}."


@lines.register
def _(block: blocks.Entry, pages: Pages) -> list[str]:
    facts = (*block.facts, *block.trail)
    told = [f"{name}: {plain(content, pages)}" for name, content in facts]
    return [f"{block.number}, {block.state.word}: {block.title}", *told, *block.queries]


Drawn = (
    blocks.GateChart | blocks.Heatmap | blocks.Dumbbells | blocks.BeliefSteps | blocks.Gantt
    | blocks.CapacityGrid | blocks.TornadoChart | blocks.StepsChart | blocks.BandChart
    | blocks.PairChart | blocks.SpreadChart | blocks.SectionBars | blocks.RiskMarks | blocks.ImpactChart
    | blocks.ClimbChart | blocks.HistoryChart | blocks.BurnDownChart
)  # fmt: skip
"""Blocks that are pictures; their description tells what they show."""


def _pictured(block: Drawn, _pages: Pages) -> list[str]:
    return [block.alt]


_REGISTER: Callable[..., object] = lines.register
for _kind in Drawn.__args__:
    _REGISTER(_kind, _pictured)
