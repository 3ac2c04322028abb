"""Fonts, fills and edges of the workbook: the same palette as the report."""

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from reports import hue

FAMILY = "Arial"  # a workbook embeds no font: one that every machine has
INK, QUIET, LINE, MIST, ACCENT = "FF1B2733", "FF5A6774", "FFD5DCE3", "FFF4F6F8", "FF0F62A8"
DARK_BAR, LIGHT_BAR, FREEZE, AMBER = "FF2B6CAD", "FF82AED6", "FFE3E8ED", "FFE0A030"
WARNED, WARNED_INK = "FFFBE7C6", "FF8A3B12"


def blue(colour: str) -> str:
    """A colour (eight digits) as this client sees it: our blue becomes its own."""
    return f"FF{hue.code(colour[2:])}"


def font(size: float = 10, bold: bool = False, colour: str = INK, underline: bool = False) -> Font:
    """A font of the house; sizes in points."""
    return Font(
        name=FAMILY, size=size, bold=bold, color=colour, underline="single" if underline else None
    )


def fill(colour: str) -> PatternFill:
    """A solid fill."""
    return PatternFill("solid", start_color=blue(colour), end_color=blue(colour))


BODY, BOLD, NOTE = font(), font(bold=True), font(9, colour=QUIET)
TITLE, HEAD = font(14, bold=True), font(10, bold=True, colour="FFFFFFFF")
LINK = font(colour=ACCENT, underline=True)
HEAD_FILL, TOTAL_FILL = fill(INK), fill(MIST)

TOP = Alignment(vertical="top", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
PADDED = Alignment(horizontal="left", vertical="center", indent=1)
FIGURE = Alignment(horizontal="right", vertical="center", indent=1)
HEADING = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
HEADING_RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
NUMBER = Alignment(horizontal="right", vertical="top", indent=1)
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
CENTRED = Alignment(horizontal="center", vertical="center")

_hair, _amber = Side(style="thin", color=LINE), Side(style="thin", color=AMBER)
RULE = Border(bottom=_hair)
EDITED = Border(left=_amber, right=_amber, top=_amber, bottom=_amber)
EDITED_FILL = fill("FFFFF9EC")
FREE = Protection(locked=False)
BOXED = Border(*(Side(style="thin", color=INK),) * 4)
GATE = Border(right=Side(style="thick", color=INK))


def edited(cell: Cell) -> None:
    """The look of what is the planner's: an amber edge on a pale ground, and open."""
    cell.border, cell.fill, cell.protection = EDITED, EDITED_FILL, FREE


def painted(colour: str) -> DifferentialStyle:
    """A conditional fill."""
    paint = blue(colour)
    solid = PatternFill("solid", start_color=paint, end_color=paint, bgColor=paint)
    return DifferentialStyle(fill=solid)


def outlined() -> DifferentialStyle:
    """A conditional outline: the white box of P50 to P80."""
    side = Side(style="thin", color=INK)
    return DifferentialStyle(border=Border(left=side, right=side, top=side, bottom=side))


def underlined() -> DifferentialStyle:
    """A conditional line under a cell."""
    return DifferentialStyle(border=Border(bottom=_hair))


def warned() -> DifferentialStyle:
    """A conditional mark that also reads in grey: bold on a pale ground."""
    ground = PatternFill("solid", start_color=WARNED, end_color=WARNED, bgColor=WARNED)
    return DifferentialStyle(font=Font(bold=True, color=WARNED_INK), fill=ground)
