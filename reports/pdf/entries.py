"""Entries of the evidence index: all of a finding, its queries in full, its places with links."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Indenter, Spacer
from reportlab.platypus import Table as Grid

from reports import colours, fonts
from reports.blocks import Entry, Words
from reports.charts import marks
from reports.charts.sheet import Sheet
from reports.pdf.flowables import Anchor, Picture, Rule
from reports.pdf.styles import CONTENT, style
from reports.pdf.words import Kit, markup, paragraph
from reportlab.platypus import Paragraph

_INDENT = 62.0
_QUERY = ParagraphStyle(
    "query-box", parent=style("query"), backColor=colours.MIST, borderPadding=(4, 6, 5, 6),
    leftIndent=6, rightIndent=6, spaceBefore=6, spaceAfter=7,
)


def query(text: str, kit: Kit, width: float) -> list[Any]:
    """A query in the typewriter face on mist, with its own line breaks."""
    lines = [markup((Words(text=_indented(part), mono=True),), kit) for part in text.splitlines() or [""]]
    return [Paragraph("<br/>".join(lines).replace(' size="-0.5"', ""), _QUERY)]


def _indented(text: str) -> str:
    bare = text.lstrip(" \t")
    return "\u00a0" * (len(text) - len(bare)) + bare


def entry(block: Entry, kit: Kit, width: float) -> list[Any]:
    """Number and state at the left, the sentence and its facts at the right."""
    sheet = Sheet(_INDENT - 4, 24)
    sheet.text(0, 9.5, block.number, size=7.6, font=fonts.MONO)
    marks.verdict(sheet, block.state.tone, 3.4, 18, 6)
    sheet.text(10, 20.5, block.state.word, size=7.2, fill=colours.QUIET)
    title = paragraph(block.title, style("table-strong"), kit)
    head = Grid([[Picture(sheet, kit), title]], colWidths=[_INDENT, width - _INDENT], style=_LOOK, splitInRow=1)
    parts: list[Any] = [
        CondPageBreak(64), Rule(CONTENT, colours.LINE, 0.6, 4), Anchor(block.anchor, kit.pages), head,
        Indenter(left=_INDENT),
    ]
    for name, content in block.facts:
        label = Words(text=f"{name}  ", quiet=True)
        parts.append(paragraph((label, *content), style("table"), kit))
    for text in block.queries:
        parts.extend(query(text, kit, width - _INDENT))
    return [*parts, Indenter(left=-_INDENT), Spacer(1, 8)]


_LOOK = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]
