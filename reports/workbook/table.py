"""A sheet with one table: a sentence, a note, a header row with filters, typed rows below."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import QUOTED, Content, Link, at, plain, put, put_text, utc
from reports.workbook.look import (
    BODY,
    EDITED,
    FREE,
    HEAD,
    HEAD_FILL,
    HEADING,
    LINK,
    NOTE,
    TITLE,
    TOP,
    WRAPPED,
    warned,
)
from reports.workbook.protection import protect

HEADER_ROW = 4


@dataclass(frozen=True)
class Column:
    """A column: its header (unique in the sheet), width in characters, number format."""

    title: str
    width: float = 14
    shape: str = ""
    hidden: bool = False
    edit: bool = False
    """The planner's: amber-edged and open; every other cell of the sheet is protected then."""
    choices: tuple[str, ...] = ()
    """What may be chosen, where it is a list."""
    warns: tuple[str, ...] = ()
    """Words that are marked where they stand in the column."""


Row = Sequence[Content]


def add_sheet(
    book: Workbook, name: str, message: str, note: str = "", stamp: str = "", *, column: int = 1
) -> Worksheet:
    """A sheet with a sentence in row 1, how to read it in row 2 and version stamps in row 3."""
    sheet: Worksheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    for row, (text, look) in enumerate(((message, TITLE), (note, NOTE), (stamp, NOTE)), start=1):
        cell = at(sheet, row, column)
        put_text(cell, text)
        cell.font = look
    sheet.row_dimensions[1].height = 24
    return sheet


def add_table(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Sequence[Row],
    freeze: int = 2,
    spare: int = 0,
    locked: Container[int] = (),
) -> None:
    """Write header and rows from row 4 on as a filtered table; ``freeze`` columns stay in view.

    ``spare`` empty rows below are open for new ones; rows that are ``locked``, from 1, are records.
    """
    for number, column in enumerate(columns, start=1):
        head = at(sheet, HEADER_ROW, number)
        put_text(head, column.title)
        head.font, head.fill, head.alignment = HEAD, HEAD_FILL, HEADING
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden
    looks: Looks = {}
    heights: dict[int, Any] = {}
    fits = [max(4.0, column.width - 2) for column in columns]
    for offset, row in enumerate([*rows, *[(None,) * len(columns)] * spare], start=1):
        for number, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
            if content is None and not column.edit:
                continue
            place = (HEADER_ROW + offset, number)
            _fill(sheet, place, content, column, looks, free=column.edit and offset not in locked)
        heights[HEADER_ROW + offset] = Height(_height(fits, row))
    # Past the library's own way of adding a row, which makes an object of twelve parts.
    dict.update(sheet.row_dimensions, heights)
    sheet.row_dimensions[HEADER_ROW].height = 32
    last = HEADER_ROW + max(len(rows) + spare, 1)
    _as_table(sheet, [column.title for column in columns], last - HEADER_ROW)
    _rules(sheet, columns, last)
    sheet.freeze_panes = at(sheet, HEADER_ROW + 1, freeze + 1).coordinate
    if any(column.edit for column in columns):
        protect(sheet)


Looks = dict[tuple[int, type, bool], StyleArray]
"""By column, type of content and whether it is the planner's: a look that was put together before."""
QUICK = (str, int, float, datetime, date)


def _fill(
    sheet: Worksheet, place: tuple[int, int], content: Content, column: Column, looks: Looks, *,
    free: bool,
) -> None:  # fmt: skip
    """Put the content into a new cell; all but the first of its kind take the look of the first.

    Where there is nothing, and nobody is to write there, there is no cell.
    """
    content = _held(content)
    if content is None and not free:
        return
    kind = (place[1], type(content), free)
    quick = type(content) in QUICK and not (isinstance(content, str) and content.startswith(QUOTED))
    if quick and kind in looks:
        sheet._cells[place] = _alike(sheet, place, content, looks[kind])
        return
    cell = at(sheet, *place)
    put(cell, content, column.shape)
    cell.alignment = WRAPPED if cell.data_type == "s" else TOP
    cell.font = LINK if cell.hyperlink else BODY
    if free:
        cell.border, cell.protection = EDITED, FREE
    if quick:
        looks[kind] = cell._style  # type: ignore[attr-defined]


def _held(content: Content) -> Content:
    """The content without what no cell holds; an empty text or link is nothing."""
    kind = type(content)
    if kind is str:
        return plain(content) or None  # type: ignore[arg-type]
    if kind is bool:
        return "yes" if content else "no"
    return None if isinstance(content, Link) and not content.text else content


def _alike(sheet: Worksheet, place: tuple[int, int], content: Content, look: StyleArray) -> Cell:
    """A cell with a look that is known; what the setter would find out of its type is known too.

    It shares the look with the others, which nobody changes once the table is written: making one
    of its own for each took longer than all else.
    """
    cell: Any = Cell.__new__(Cell)
    cell.parent, (cell.row, cell.column), cell._style = sheet, place, look
    cell._hyperlink = cell._comment = None
    cell._value, cell.data_type = content, "n"
    if isinstance(content, str):
        cell.data_type = "s"
    elif isinstance(content, datetime):
        cell._value, cell.data_type = utc(content), "d"
    elif isinstance(content, date):
        cell.data_type = "d"
    made: Cell = cell
    return made


def _rules(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Lists to choose from, and marks on words that need somebody."""
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        area = f"{letter}{HEADER_ROW + 1}:{letter}{last}"
        if column.choices:
            add_list(sheet, area, column.choices)
        if column.warns:
            first = f"${letter}{HEADER_ROW + 1}"
            told = ",".join(f'{first}="{word}"' for word in column.warns)
            rule = Rule(type="expression", formula=[f"OR({told})"], dxf=warned())
            sheet.conditional_formatting.add(area, rule)


def add_list(sheet: Worksheet, area: str, words: Sequence[str]) -> None:
    """A list to choose from."""
    listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    listed.error = f"Choose one of: {', '.join(words)}."
    sheet.add_data_validation(listed)
    listed.add(area)


def _height(fits: Sequence[float], row: Row) -> float:
    """Points that a row's longest text needs, nine lines at most: not every reader measures."""
    lines = 1
    for width, content in zip(fits, row, strict=True):
        text = content.text if isinstance(content, Link) else content
        if isinstance(text, str) and (len(text) > width or "\n" in text):
            lines = max(lines, sum(1 + int(len(part) // width) for part in text.split("\n")))
    return 3 + 13.0 * min(lines, 9)


class Height:
    """How high a row is, in points: all that a row of a table has of its own, and nothing more."""

    __slots__ = ("height", "index")

    def __init__(self, height: float) -> None:
        self.height = height
        self.index = 0

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """The attributes of the row in the file."""
        yield "ht", f"{self.height:g}"
        yield "customHeight", "1"


def _as_table(sheet: Worksheet, titles: Sequence[str], rows: int) -> None:
    reference = f"A{HEADER_ROW}:{get_column_letter(len(titles))}{HEADER_ROW + rows}"
    table = Table(displayName=f"table_{sheet.title.lower().replace(' ', '_')}", ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    # Named here: the library would make every empty cell of the table to read the headers.
    table._initialise_columns()  # type: ignore[attr-defined]
    for named, title in zip(table.tableColumns, titles, strict=True):
        named.name = plain(title)
    sheet.add_table(table)


def print_wide(sheet: Worksheet) -> None:
    """Print landscape on A3, one page wide, with the header rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEADER_ROW}"
