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

_INDENT = 54.0
_WHOLE, _HEAD, _LINE, _ACROSS = 60.0, 15.0, 8.3, 120
"""Points up to which an entry keeps to its page; points of its head and of a line; characters of
a line."""
_SURELY_TWO, _STATE = 150, 28.5
"""Characters that never find room in one line, and points of a number above a state of two lines."""
_FEW = 4
"""Facts that are read in one paragraph; more would be hard to find in it."""
_QUERY = ParagraphStyle(
    "query-box",
    parent=style("query"),
    backColor=colours.MIST,
    fontSize=7,
    leading=8.3,
    borderPadding=(2, 5, 3, 5),
    leftIndent=5,
    rightIndent=5,
    spaceBefore=4,
    spaceAfter=4,
)


def query(text: str, kit: Kit) -> list[Any]:
    """A query in the typewriter face on mist, with its own line breaks."""
    parts = [_indented(part) for part in text.splitlines() or [""]]
    if fonts.needs_others("".join(parts), fonts.MONO):
        return [paragraph("\n".join(parts), _QUERY, kit)]
    lines = [markup((Words(text=part, mono=True),), kit, fonts.MONO) for part in parts]
    return [Said("<br/>".join(lines), _QUERY)]


def _indented(text: str) -> str:
    bare = text.lstrip(" \t")
    return "\u00a0" * (len(text) - len(bare)) + bare


def entry(block: Entry, kit: Kit) -> list[Any]:
    """Number and state at the left, the sentence and its facts at the right."""
    parts: list[Any] = [
        CondPageBreak(min(_WHOLE, _about(block))),
        Rule(CONTENT, colours.LINE, 0.6, 2.5),
        Anchor(block.anchor, kit.pages),
        MarginNote(_margin(block)),
        Indenter(left=_INDENT),
        paragraph(block.title, style("dense-strong"), kit),
    ]
    parts += [paragraph(line, style("dense"), kit) for line in _paragraphs(block)]
    if block.queries:
        parts.extend(query("\n".join(block.queries), kit))
    return [*parts, Indenter(left=-_INDENT), Spacer(1, 2.5 + _short_by(block))]


def _short_by(block: Entry) -> float:
    """Points that an entry of few lines lacks beside a state of two."""
    if len(_state_lines(block)) == 1 or block.queries:
        return 0.0
    letters = sum(len(words.text) for line in _paragraphs(block) for words in line)
    lines = 2 + (letters - 1) // _SURELY_TWO  # the title is the first
    return max(0.0, _STATE - _LINE * lines)


def _about(block: Entry) -> float:
    """Points that the entry takes, told from its characters: setting it twice would cost more."""
    texts = ["".join(words.text for words in line) for line in _paragraphs(block)]
    lines = sum(-(-len(text) // _ACROSS) for text in texts)
    asked = sum(len(query.splitlines()) + 1 + len(query) // _ACROSS for query in block.queries)
    return _HEAD + _LINE * (lines + asked) + (12.0 if asked else 0.0)


def _paragraphs(block: Entry) -> list[Line]:
    """Facts and trail in one paragraph; of many facts a line for two, what was met and what it left."""
    lines = [_named(name, content) for name, content in block.facts]
    trail = [*block.trail, *((("Used in", block.used_in),) if block.used_in else ())]
    told = [_named(name, content) for name, content in trail]
    if len(lines) > _FEW:
        pairs = [_joined(lines[place : place + 2]) for place in range(0, len(lines), 2)]
        return [*pairs, _joined(told)] if told else pairs
    return [_joined([*lines, *told])]


def _named(name: str, content: Line) -> Line:
    return (Words(text=f"{name}  ", quiet=True), *content)


def _joined(lines: list[Line]) -> Line:
    parts: list[Words] = []
    for line in lines:
        parts += [Words(text="   "), *line] if parts else line
    return tuple(parts)


def _state_lines(block: Entry) -> list[str]:
    return fitted(block.state.word, fonts.REGULAR, 7.2, _INDENT - 14, 2)


def _margin(block: Entry) -> Sheet:
    sheet = Sheet(_INDENT - 4, 24)
    sheet.text(0, 8, block.number, size=7.6, font=fonts.MONO)
    marks.verdict(sheet, block.state.tone, 3.4, 16.5, 6)
    for number, words in enumerate(_state_lines(block)):
        sheet.text(10, 19 + 8.5 * number, words, size=7.2, fill=colours.QUIET)
    return sheet
