"""A sheet with one table: a sentence, a note, a header row with filters, typed rows below."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import QUOTED, Content, Link, at, plain, put, put_text, utc
from reports.workbook.look import (
    BODY,
    HEAD,
    HEAD_FILL,
    HEADING,
    HEADING_RIGHT,
    LINK,
    NOTE,
    NUMBER,
    RULE,
    TITLE,
    WRAPPED,
    edited,
    underlined,
    warned,
)
from reports.workbook.protection import protect

HEADER_ROW = 4
BESIDE_A_WORD = 2.0
"""By how much a column is wider than the longest word above it, which is bold and is not to be broken."""


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
    _head(sheet, columns, rows)
    looks: Looks = {}
    heights: dict[int, Any] = {}
    fits = [max(4.0, 1.1 * column.width - 3) for column in columns]
    for offset, row in enumerate([*rows, *[(None,) * len(columns)] * spare], start=HEADER_ROW + 1):
        lines, is_record = 1, offset - HEADER_ROW in locked
        for number, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
            if content is None and not column.edit:
                continue
            free = column.edit and not is_record
            text = _fill(sheet, (offset, number), content, column, looks, free=free)
            if column.edit and not free:  # no line is drawn over what is the planner's
                at(sheet, offset, number).border = RULE
            if text and (len(text) > fits[number - 1] or "\n" in text):
                lines = max(lines, _lines(text, fits[number - 1]))
        heights[offset] = Height(5 + 13.0 * min(lines, MOST_LINES))
    # Past the library's own way of adding a row, which makes an object of twelve parts.
    dict.update(sheet.row_dimensions, heights)
    last = HEADER_ROW + max(len(rows) + spare, 1)
    _as_table(sheet, [column.title for column in columns], last - HEADER_ROW)
    _rules(sheet, columns, last)
    _lines_between(sheet, columns, last)
    sheet.freeze_panes = at(sheet, HEADER_ROW + 1, freeze + 1).coordinate
    protect(sheet)  # but for the cells that are edited: what is typed elsewhere could not come back


def _head(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """The row of headers, each on the side on which what is below it stands."""
    lines = 1
    for number, column in enumerate(columns, start=1):
        head = at(sheet, HEADER_ROW, number)
        put_text(head, column.title)
        below = next((row[number - 1] for row in rows if row[number - 1] is not None), None)
        is_number = bool(column.shape) or isinstance(below, int | float | date)
        head.font, head.fill = HEAD, HEAD_FILL
        head.alignment = HEADING_RIGHT if is_number and not isinstance(below, bool) else HEADING
        dimension = sheet.column_dimensions[get_column_letter(number)]
        longest = max(len(word) for word in re.split(r"[\s-]", column.title))
        dimension.width, dimension.hidden = (
            max(column.width, longest + BESIDE_A_WORD),
            column.hidden,
        )
        # Bold capitals are wide, and a long word goes to a line of its own.
        lines = lines if column.hidden else max(lines, _lines(column.title, column.width - 3))
    sheet.row_dimensions[HEADER_ROW].height = 8 + 13.0 * max(2, min(lines, 4))


Looks = dict[tuple[int, type, bool], StyleArray]
"""By column, type of content and whether it is the planner's: a look that was put together before."""
QUICK = (str, int, float, datetime, date, type(None))
MOST_LINES = 9
"""Lines of a row at most; the rest of a long text is read in the cell."""


def _fill(
    sheet: Worksheet, place: tuple[int, int], content: Content, column: Column, looks: Looks, *,
    free: bool,
) -> str | None:  # fmt: skip
    """Put the content into a new cell; all but the first of its kind take the look of the first.

    Where there is nothing, and nobody is to write there, there is no cell. Returns the text that
    the cell shows, where it is one.
    """
    of = type(content)
    if of is str:
        content = plain(content) or None  # type: ignore[arg-type]
    elif of is bool:
        content, of = "yes" if content else "no", str
    elif of is Link and not content.text:  # type: ignore[union-attr]
        content = None
    if content is None:
        if not free:
            return None
        of = type(None)
    kind = (place[1], of, free)
    if kind in looks and not (of is str and content.startswith(QUOTED)):  # type: ignore[union-attr]
        sheet._cells[place] = _alike(sheet, place, content, looks[kind])
        return content if of is str else None  # type: ignore[return-value]
    cell = at(sheet, *place)
    put(cell, content, column.shape)
    cell.number_format = column.shape if content is None and column.shape else cell.number_format
    cell.alignment = WRAPPED if cell.data_type == "s" else NUMBER
    cell.font = LINK if cell.hyperlink else BODY
    if free:
        edited(cell)
    if of in QUICK and not cell.quotePrefix:
        looks[kind] = cell._style  # type: ignore[attr-defined]
    return cell.value if cell.data_type == "s" else None  # type: ignore[return-value]


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


def _lines(text: str, width: float) -> int:
    """How many lines a text needs about: not every reader measures what it shows."""
    if "\n" not in text:
        return 1 + int(len(text) // width)
    return sum(1 + int(len(part) // width) for part in text.split("\n"))


def _lines_between(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """A line under every row, in each program: not all of them know the style of a table."""
    letters = [get_column_letter(n) for n, item in enumerate(columns, start=1) if not item.edit]
    area = " ".join(f"{letter}{HEADER_ROW + 1}:{letter}{last}" for letter in letters)
    under = Rule(type="expression", formula=["TRUE"], dxf=underlined())
    sheet.conditional_formatting.add(area, under)


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
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    # Named here: the library would make every empty cell of the table to read the headers.
    table._initialise_columns()  # type: ignore[attr-defined]
    for named, title in zip(table.tableColumns, titles, strict=True):
        named.name = plain(title)
    sheet.add_table(table)


WIDEST = 330.0
"""Characters beside each other on a page: A3 across, in letters that can still be read."""


def print_wide(sheet: Worksheet, *, on_one_page: bool = False) -> None:
    """Print landscape on A3, header rows on every page; a wide sheet on several pages side by side.

    What stays in view while scrolling is repeated on each of these.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    shown = [item.width for item in sheet.column_dimensions.values() if not item.hidden]
    across = ceil(sum(shown) / WIDEST)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, across), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if on_one_page:
        sheet.page_setup.fitToHeight = 1
        return
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    kept = re.match("[A-Z]+", sheet.freeze_panes or "A")
    if across > 1 and kept and kept[0] != "A":
        sheet.print_title_cols = f"A:{get_column_letter(column_index_from_string(kept[0]) - 1)}"
