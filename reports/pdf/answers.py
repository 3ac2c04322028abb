"""The one-page answer: the panel of the verdict, reasons, decisions, figures at the foot."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from reports import colours, fonts
from reports.blocks import Answer, DecisionCards, Figure, Figures, Reasons, Words
from reports.charts import confidence, marks
from reports.charts.sheet import Sheet
from reports.pdf.flowables import AtFoot, Placed, Rule, draw_sheet
from reports.pdf.grids import BARE, side_by_side
from reports.pdf.styles import CONTENT, style
from reports.pdf.words import Kit, paragraph

_BETWEEN = 15.5
"""Points between two decisions."""


class Panel(Placed):
    """Verdict with its shape at the left, confidence at the right, on mist."""

    def __init__(self, block: Answer) -> None:
        super().__init__()
        self.block = block
        self.width, self.height = CONTENT, 90.0

    def draw(self) -> None:
        """Ground, words, bar."""
        canvas: Canvas = self.canv
        canvas.setFillColor(colours.MIST)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        draw_sheet(self._words(), canvas, 0, 0)
        right = self._right()
        if right is not None:
            draw_sheet(right, canvas, 244, self.height - 18 - right.height)

    def _words(self) -> Sheet:
        block = self.block
        sheet = Sheet(self.width, self.height)
        sheet.text(16, 24, block.label, size=7.5, fill=colours.QUIET)
        left = 16.0
        if block.tone is not None:
            marks.verdict(sheet, block.tone, 24, 43.5, 16)
            left = 39.0
        colour = colours.INK if block.tone is None else colours.VERDICT_WORDS[block.tone]
        size = 22.0 if fonts.width(block.word, fonts.SEMIBOLD, 22) < 195 else 17.5
        sheet.text(left, 51, block.word, size=size, font=fonts.SEMIBOLD, fill=colour)
        if block.qualifier:
            sheet.text(16, 65, block.qualifier, size=7.5, font=fonts.SEMIBOLD, fill=colour)
        sheet.paragraph(
            16, 77 if block.qualifier else 71, block.note, limit=215, size=7.2, fill=colours.QUIET
        )
        return sheet

    def _right(self) -> Sheet | None:
        if self.block.shares:
            return confidence.shares(self.block.shares_title, self.block.shares, 232)
        if self.block.index:
            return confidence.index_scale(self.block.index, 2.5, 232)
        return None


def reasons(block: Reasons, kit: Kit) -> list[Any]:
    """Number, sentence, and the figure with its target at the right."""
    result: list[Any] = []
    for number, item in enumerate(block.items, start=1):
        left = [
            paragraph(item.headline, style("body-strong"), kit),
            Spacer(1, 1),
            paragraph(item.content, style("body"), kit),
            Spacer(1, 1.5),
            paragraph(item.chance, style("quiet"), kit),
        ]
        figure = Words(text=item.figure, target=item.figure_target, bare=True)
        big = "figure" if fonts.width(item.figure, fonts.SEMIBOLD, 17) <= 96 else "figure-small"
        right = [
            paragraph((figure,), style(big, "right"), kit),
            paragraph(item.figure_note, style("quiet", "right"), kit),
        ]
        count = paragraph(
            (Words(text=str(number), quiet=True, strong=True),), style("card-title"), kit
        )
        look = [*BARE, ("RIGHTPADDING", (1, 0), (1, 0), 12)]
        grid = Grid([[count, left, right]], colWidths=[25, 374, 100], style=look)
        result.append(KeepTogether([Rule(CONTENT, colours.LINE, 0.7, 9), grid, Spacer(1, 9)]))
    return result


def decisions(block: DecisionCards, kit: Kit) -> list[Any]:
    """Up to three columns under heavy rules; one alone, or two, take the whole width."""
    number = max(1, len(block.items))
    each = (CONTENT - (number - 1) * _BETWEEN) / number
    cells = []
    for number, item in enumerate(block.items, start=1):
        cells.append(
            [
                Rule(each, colours.INK, 1.4, 6),
                paragraph(f"{number}. {item.title}", style("body-strong"), kit),
                Spacer(1, 2),
                paragraph(item.text, style("body"), kit),
                Spacer(1, 4),
                paragraph(item.who, style("quiet"), kit),
            ]
        )
    return [side_by_side(cells, each, _BETWEEN), Spacer(1, 6)] if cells else []


def figures(block: Figures, kit: Kit) -> list[Any]:
    """Up to four figures, tied to the foot of the page."""
    each = CONTENT / max(4, len(block.items))
    cells = [_figure(item, kit, each - 8) for item in block.items]
    look = [
        *BARE,
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, colours.INK),
        ("TOPPADDING", (0, 0), (-1, 0), 10),
        ("RIGHTPADDING", (0, 0), (-1, 0), 10),
    ]
    row = [*cells, *[""] * max(0, 4 - len(cells))]
    return [AtFoot(Grid([row], colWidths=[each] * len(row), style=look))]


def _figure(item: Figure, kit: Kit, room: float) -> list[Any]:
    fits = fonts.width(item.value, fonts.SEMIBOLD, 17) < room
    value = Words(text=item.value, target=item.target, bare=True)
    return [
        paragraph(item.label, style("quiet"), kit),
        paragraph((value,), style("figure" if fits else "figure-small"), kit),
        paragraph(item.note, style("note"), kit),
    ]
