"""Entries of the evidence index: all of a finding, its queries in full, its places with links."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Indenter, Spacer

from reports import colours, fonts
from reports.blocks import Entry, Line, Words
from reports.charts import marks
from reports.charts.sheet import Sheet, fitted
from reports.pdf.flowables import Anchor, MarginNote, Rule
from reports.pdf.styles import CONTENT, style
from reports.pdf.words import Kit, Said, markup, paragraph

_INDENT = 62.0
_WHOLE, _HEAD, _LINE, _ACROSS = 240.0, 26.0, 11.0, 96
"""Points up to which an entry keeps to its page; points of its head and of a line; characters of
a line."""
_QUERY = ParagraphStyle(
    "query-box",
    parent=style("query"),
    backColor=colours.MIST,
    borderPadding=(4, 6, 5, 6),
    leftIndent=6,
    rightIndent=6,
    spaceBefore=6,
    spaceAfter=7,
)


def query(text: str, kit: Kit) -> list[Any]:
    """A query in the typewriter face on mist, with its own line breaks."""
    parts = [_indented(part) for part in text.splitlines() or [""]]
    if fonts.needs_others("".join(parts), fonts.MONO):
        return [paragraph("\n".join(parts), _QUERY, kit)]
    lines = [markup((Words(text=part, mono=True),), kit) for part in parts]
    return [Said("<br/>".join(lines).replace(' size="-0.5"', ""), _QUERY)]


def _indented(text: str) -> str:
    bare = text.lstrip(" \t")
    return "\u00a0" * (len(text) - len(bare)) + bare


def entry(block: Entry, kit: Kit) -> list[Any]:
    """Number and state at the left, the sentence and its facts at the right."""
    parts: list[Any] = [
        CondPageBreak(min(_WHOLE, _about(block))),
        Rule(CONTENT, colours.LINE, 0.6, 4),
        Anchor(block.anchor, kit.pages),
        MarginNote(_margin(block)),
        Indenter(left=_INDENT),
        paragraph(block.title, style("table-strong"), kit),
    ]
    parts += [paragraph(line, style("table"), kit) for line in _paragraphs(block)]
    if block.queries:
        parts.extend(query("\n\n".join(block.queries), kit))
    return [*parts, Indenter(left=-_INDENT), Spacer(1, 5)]


def _about(block: Entry) -> float:
    """Points that the entry takes, told from its characters: setting it twice would cost more."""
    texts = ["".join(words.text for words in line) for line in _paragraphs(block)]
    lines = sum(-(-len(text) // _ACROSS) for text in texts)
    asked = sum(len(query.splitlines()) + 1 + len(query) // _ACROSS for query in block.queries)
    return _HEAD + _LINE * (lines + asked) + (12.0 if asked else 0.0)


def _paragraphs(block: Entry) -> list[Line]:
    """The facts, each named, and then the trail with the way back in one paragraph."""
    lines = [_named(name, content) for name, content in block.facts]
    trail = [*block.trail, *((("Used in", block.used_in),) if block.used_in else ())]
    return [*lines, _joined([_named(name, content) for name, content in trail])] if trail else lines


def _named(name: str, content: Line) -> Line:
    return (Words(text=f"{name}  ", quiet=True), *content)


def _joined(lines: list[Line]) -> Line:
    parts: list[Words] = []
    for line in lines:
        parts += [Words(text="   "), *line] if parts else line
    return tuple(parts)


def _margin(block: Entry) -> Sheet:
    sheet = Sheet(_INDENT - 4, 24)
    sheet.text(0, 8, block.number, size=7.6, font=fonts.MONO)
    marks.verdict(sheet, block.state.tone, 3.4, 16.5, 6)
    for number, words in enumerate(fitted(block.state.word, fonts.REGULAR, 7.2, _INDENT - 14, 2)):
        sheet.text(10, 19 + 8.5 * number, words, size=7.2, fill=colours.QUIET)
    return sheet
