"""Writes the rows of a sheet as text: the library writes the rest, and three times slower these.

The library makes an element tree of every cell. Ours are of five kinds, so that each is one line of
text; what stands around the rows (columns, rules, tables, charts, links) stays the library's.
Formulas are stored with their results, which the library cannot do.
"""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

from reports.workbook.cells import Computed

_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001  cells hold moments without a zone
_EMPTY = b"<sheetData/>"
_PLAIN = 10**11
"""Whole numbers below it are written as they are."""
ACCIDENT = 1e-14
"""How far a sum or product of doubles lies from the number that is meant, as a share of it."""


def write(book: Workbook, out: Any) -> None:
    """Save the workbook into a binary file."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _Book(book, archive).save()


class _Sheet(WorksheetWriter):
    """A sheet whose rows are left out, for the moment."""

    def write_rows(self) -> None:
        """Only where they belong."""
        self.xf.send(Element("sheetData"))


class _Book(ExcelWriter):
    """A workbook whose rows are put in as text."""

    def write_worksheet(self, ws: Any) -> None:
        """As the library does it, but for the rows."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = _Sheet(ws, out=BytesIO())  # empties the list of links, which the rows then fill
        rows = "".join(_rows(ws)).encode()
        writer.write()
        around: bytes = writer.read()
        if around.count(_EMPTY) != 1:
            raise ValueError(f"the sheet {ws.title} has no place for its rows")
        ws._rels = writer._rels  # type: ignore[attr-defined]
        archive: ZipFile = self._archive  # type: ignore[attr-defined]
        archive.writestr(ws.path[1:], around.replace(_EMPTY, rows, 1))
        self.manifest.append(ws)


def _rows(sheet: Any) -> Iterator[str]:
    """``sheetData`` whole; links are handed to the library on the way."""
    heights, held = sheet.row_dimensions, sheet._cells
    styles: dict[int, str] = {}
    letters = {column: get_column_letter(column) for column in {key[1] for key in held}}
    yield "<sheetData>"
    now = 0
    for row, column in sorted(held):
        if row != now:
            if now:
                yield "</row>"
            now = row
            more = dict(heights[row]).items() if row in heights else ()
            told = "".join([f' {name}="{value}"' for name, value in more])
            yield f'<row r="{row}"{told}>'
        yield _cell(held[row, column], f"{letters[column]}{row}", styles)
    yield "</row></sheetData>" if now else "</sheetData>"


def _cell(cell: Any, place: str, styles: dict[int, str]) -> str:
    """The cell; ``styles`` are known by the object of the look, which many cells of a table share."""
    look = id(cell._style)
    style = styles.get(look)
    if style is None:
        style = styles[look] = f' s="{cell.style_id}"' if cell.has_style else ""
    if cell._hyperlink is not None:
        cell.parent._hyperlinks.append(cell._hyperlink)
    value, kind = cell._value, cell.data_type
    if value is None or value == "":
        return f'<c r="{place}"{style}/>' if style else ""
    if kind == "s":
        keep = ' xml:space="preserve"' if value[0].isspace() or value[-1].isspace() else ""
        if "&" in value or "<" in value or ">" in value:
            value = escape(value)
        return f'<c r="{place}"{style} t="inlineStr"><is><t{keep}>{value}</t></is></c>'
    if kind == "f":
        return _formula(value, place, style)
    if type(value) is int and -_PLAIN < value < _PLAIN:
        return f'<c r="{place}"{style} t="n"><v>{value}</v></c>'
    number = _serial(value) if kind == "d" else value
    return f'<c r="{place}"{style} t="n"><v>{_figures(number)}</v></c>'


def _formula(text: str, place: str, style: str) -> str:
    """With its result, where it is known: who only looks at the file computes nothing."""
    formula = f"<f>{escape(text[1:])}</f>"
    if not isinstance(text, Computed):
        return f'<c r="{place}"{style}>{formula}</c>'
    result = text.result
    if isinstance(result, str):
        return f'<c r="{place}"{style} t="str">{formula}<v>{escape(result)}</v></c>'
    number = _serial(result) if isinstance(result, date) else result
    return f'<c r="{place}"{style}>{formula}<v>{_figures(number)}</v></c>'


def _figures(number: float) -> str:
    """The number in twelve figures where the rest is an accident of computing it, else in all."""
    short = f"{number:.12g}"
    return short if abs(float(short) - number) <= ACCIDENT * abs(number) else f"{number:.16g}"


def _serial(value: date) -> float:
    """A day or moment as a spreadsheet counts it: days since the end of 1899."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return (moment - _FIRST).total_seconds() / 86_400
