"""Reads a workbook made from the template: cells to entries, every trouble at its sheet and cell."""

import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from content.foreign.located import Unreadable
from content.pack_files import Part
from content.problems import Problem, nearest
from content.workbook.cells import Cell, CellSource
from content.workbook.forms import Misread
from content.workbook.layout import Column, Facts, Layout, Sheet, put
from content.yaml_reading import Path_

LARGEST = 10_000_000
"""Bytes of a workbook; unpacked it may have ten times as many."""
MOST_ROWS = 20_000
EMPTY_ROWS = 500
"""Empty rows in a row after which a sheet is taken to have ended."""
MOST_COLUMNS = 40
DAMAGED = (
    OSError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RuntimeError,
    SyntaxError, TypeError, ValueError, BadZipFile, InvalidFileException, zlib.error,
)  # fmt: skip
"""What the library that reads workbooks raises for one that is damaged; it has no error of its own."""


@dataclass
class Entry:
    """One entry of a pack while its cells are gathered."""

    kind: str
    data: dict[str, Any]
    cells: dict[Path_, Cell]

    def part(self) -> Part:
        """The entry as a raw part that knows its cells."""
        first = self.cells[()]
        lines = {path: cell.row for path, cell in self.cells.items()}
        source = CellSource(file=first.sheet, data=self.data, lines=lines, cells=self.cells)
        return Part(self.kind, self.data, source, ())  # type: ignore[arg-type]


@dataclass
class Book:
    """What a workbook holds: entries in their order, the header's, and all troubles."""

    head: Entry
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    named: dict[str, list[tuple[Cell, Any]]] = field(default_factory=dict)
    """Rows of sheets of names and values, such as Judgements."""


Row = dict[int, tuple[Cell, Any]]
"""Column from 0 -> its cell and what stands there; empty cells are left out."""


def opened(path: Path) -> Any:
    """The workbook; raises ``Unreadable`` where it is none or breaks a limit."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(path.name, 0, f"larger than {LARGEST // 1_000_000} MB; that is no pack")
    try:
        with ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > 10 * LARGEST:
            raise Unreadable(path.name, 0, "holds far more than it seems to; refused")
        with warnings.catch_warnings():  # what the library leaves out is none of a pack
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(
                BytesIO(path.read_bytes()), read_only=True, data_only=False, keep_links=False
            )
    except DAMAGED as error:
        raise unreadable(path.name) from error


def unreadable(name: str) -> Unreadable:
    """What is said of a file that is no workbook, or a damaged one."""
    return Unreadable(name, 0, "not a readable .xlsx workbook; save it again as .xlsx")


def gathered(book: Any, layout: Layout, names: tuple[str, ...] = ()) -> Book:
    """Everything on the sheets of the layout; ``names`` are further sheets of names and values."""
    found = Book(_head(book, layout.facts))
    known = {"Read me", layout.facts.title, *names, *(item.title for item in layout.sheets)}
    for title in book.sheetnames:
        if title not in known:
            found.remarks.append(Problem(file=title, line=0, message="an unknown sheet is ignored"))
    _read_facts(book, layout.facts, found)
    for sheet in layout.sheets:
        if sheet.title in book.sheetnames:
            _read_sheet(book[sheet.title], sheet, found)
        elif not sheet.optional:
            message = "this sheet is missing; start from the template"
            found.problems.append(Problem(file=sheet.title, line=0, message=message))
    for name in names:
        if name in book.sheetnames:
            found.named[name] = _named_rows(book[name], name, found)
    return found


def _head(book: Any, facts: Facts) -> Entry:
    title = facts.title if facts.title in book.sheetnames else book.sheetnames[0]
    return Entry(facts.kind, {}, {(): Cell(title, "A1", 1)})


def _read_facts(book: Any, facts: Facts, found: Book) -> None:
    if facts.title not in book.sheetnames:
        message = "this sheet is missing; start from the template"
        found.problems.append(Problem(file=facts.title, line=0, message=message))
        return
    columns = {column.head: column for column in facts.columns}
    for row in _rows(book[facts.title], facts.title, found, first=2):
        if 0 not in row:
            continue
        place, name = row[0]
        column = columns.get(str(name).strip().lower())
        if column is None:
            near = nearest(str(name), columns)
            found.problems.append(place.problem(f"unknown field {name!r}", near))
        elif 1 in row:
            _take(column, row[1], found.head.data, found.head.cells, (), found)
    for column in facts.columns:
        if column.needed and column.path[0] not in found.head.data:
            found.problems.append(found.head.cells[()].problem(f"{column.head!r} is missing"))


def _read_sheet(page: Any, sheet: Sheet, found: Book) -> None:
    rows = _rows(page, sheet.title, found, first=1)
    heads = _heads(next(rows, {}), sheet, found)
    owners = {item.data.get("id"): item for item in found.entries if item.kind == sheet.kind}
    for row in rows:
        if not row or str(row.get(0, (None, ""))[1]).startswith("#"):
            continue
        if sheet.owner:
            _into_owner(row, heads, sheet, owners, found)
        elif sheet.into:
            _into_list(row, heads, sheet, found.head, found)
        else:
            found.entries.append(_entry(row, heads, sheet, found))


def _heads(row: Row, sheet: Sheet, found: Book) -> dict[int, Column]:
    known = {column.head: column for column in sheet.columns}
    heads: dict[int, Column] = {}
    for index, (place, value) in row.items():
        name = str(value).strip().lower()
        if name not in known:
            found.problems.append(place.problem(f"unknown column {name!r}", nearest(name, known)))
        elif known[name] in heads.values():
            found.problems.append(place.problem(f"the column {name!r} stands twice"))
        else:
            heads[index] = known[name]
    for column in sheet.columns:
        if column.needed and column not in heads.values():
            message = f"the column {column.head!r} is missing in row 1"
            found.problems.append(Problem(file=sheet.title, line=1, message=message))
    return heads


def _entry(row: Row, heads: dict[int, Column], sheet: Sheet, found: Book) -> Entry:
    entry = Entry(sheet.kind, {}, {(): next(iter(row.values()))[0]})
    _fill(row, heads, entry.data, entry.cells, (), found)
    if sheet.kind == "capability" and isinstance(entry.data.get("anchors"), dict):
        anchors = entry.data["anchors"]
        entry.data["anchors"] = [anchors.get(str(level), "") for level in range(5)]
    return entry


def _into_owner(
    row: Row, heads: dict[int, Column], sheet: Sheet, owners: dict[Any, Entry], found: Book
) -> None:
    index = next((i for i, column in heads.items() if not column.path), None)
    first = next(iter(row.values()))[0]
    if index is None:
        return
    if index not in row:
        found.problems.append(first.problem(f"{sheet.owner!r} is missing in this row"))
        return
    place, value = row[index]
    name = str(value).strip()
    owner = owners.get(name)
    if owner is None:
        near = nearest(name, [str(item) for item in owners])
        found.problems.append(place.problem(f"no {sheet.owner} has the id {name!r}", near))
        return
    rest = {i: cell for i, cell in row.items() if i != index}
    _into_list(rest, heads, sheet, owner, found, place)


def _into_list(
    row: Row, heads: dict[int, Column], sheet: Sheet, owner: Entry, found: Book,
    place: Cell | None = None,
) -> None:  # fmt: skip
    inside: Any = owner.data
    for name in sheet.into[:-1]:
        inside = inside.setdefault(name, {})
    items = inside.setdefault(sheet.into[-1], [])
    path: Path_ = (*sheet.into, len(items))
    owner.cells[path] = place or next(iter(row.values()))[0]
    owner.cells.setdefault(sheet.into, owner.cells[path])
    made: dict[str, Any] = {}
    items.append(made)
    _fill(row, heads, made, owner.cells, path, found)


def _fill(
    row: Row, heads: dict[int, Column], data: dict[str, Any], cells: dict[Path_, Cell],
    path: Path_, found: Book,
) -> None:  # fmt: skip
    for index, cell in row.items():
        column = heads.get(index)
        if column is not None and column.path:
            _take(column, cell, data, cells, path, found)
    for index, column in heads.items():
        if column.needed and column.path and index not in row:
            at = cells[path]
            letter = get_column_letter(index + 1)
            here = Cell(at.sheet, f"{letter}{at.row}", at.row)
            found.problems.append(here.problem(f"{column.head!r} is missing"))


def _take(
    column: Column, cell: tuple[Cell, Any], data: dict[str, Any], cells: dict[Path_, Cell],
    path: Path_, found: Book,
) -> None:  # fmt: skip
    place, value = cell
    try:
        read = column.form.read(value)
    except Misread as error:
        found.problems.append(place.problem(f"{column.head}: {error}"))
        return
    if column.options and isinstance(read, str) and read not in column.options:
        words = " or ".join(map(repr, column.options))
        message = f"{column.head}: expected {words}, found {read!r}"
        found.problems.append(place.problem(message, nearest(read, column.options)))
        return
    put(data, column.path, read)
    for length in range(1, len(column.path) + 1):
        at = (*path, *column.path[:length])
        cells.setdefault(at, place)
    if column.path[0] == "anchors":
        cells["anchors", int(column.path[1])] = place


def _named_rows(page: Any, title: str, found: Book) -> list[tuple[Cell, Any]]:
    rows: list[tuple[Cell, Any]] = []
    for row in _rows(page, title, found, first=2):
        if 0 in row and not str(row[0][1]).startswith("#"):
            place = row[1][0] if 1 in row else row[0][0]
            rows.append((place, (str(row[0][1]).strip(), row[1][1] if 1 in row else None)))
    return rows


def _rows(page: Any, title: str, found: Book, *, first: int) -> Iterator[Row]:
    """The rows with something in them, from ``first`` on; the first one always."""
    empty = 0
    most = first + MOST_ROWS
    for number, cells in enumerate(
        page.iter_rows(min_row=first, max_row=most, max_col=MOST_COLUMNS), start=first
    ):
        row: Row = {}
        for index, cell in enumerate(cells):
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            place = Cell(title, f"{get_column_letter(index + 1)}{number}", number)
            if (said := _refused(cell)) is not None:
                found.problems.append(place.problem(said))
            else:
                row[index] = (place, value)
        empty = 0 if row else empty + 1
        if empty > EMPTY_ROWS:
            return
        if number == most:
            message = f"holds more than {MOST_ROWS:,} rows"
            found.problems.append(Problem(file=title, line=number, message=message))
            return
        if row or number == first:
            yield row


def _refused(cell: Any) -> str | None:
    """Why a cell cannot be read as it stands, or ``None``."""
    if cell.data_type == "f":
        return "a formula; formulas are not evaluated, write its value"
    if cell.data_type == "e":
        return f"an error of the spreadsheet ({cell.value})"
    if cell.data_type == "d":
        return "a date; write it as text"
    return None
