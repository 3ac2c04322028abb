"""Opens a workbook that came back: within limits, without macros, without computing anything."""

import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import islice
from math import inf
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reports.round_trip.entries import HEADER_WITHIN, Grid, Seen, folded
from reports.round_trip.fields import SHEETS
from reports.round_trip.origin import TITLE, NoOrigin, Origin, read_origin
from reports.round_trip.where import RECORDS


@dataclass(frozen=True)
class Limits:
    """The most that is read: bytes of the file and unpacked, parts, rows of a sheet, columns."""

    file: int = 20_000_000
    unpacked: int = 80_000_000
    parts: int = 1_000
    rows: int = 20_000
    columns: int = 400
    cells: int = 600_000


LIMITS = Limits()
LAST_ROW = 1_048_576
"""The last row that a spreadsheet has."""
OWN_SHEETS = (TITLE, *RECORDS)
"""Sheets of the workbook that are never taken for a copy of another, although some headers are alike."""
_LARGEST = 10**300
_PIECE = 1 << 18
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The names of the other kind of Open XML, which the library does not know."""
_DAMAGED = (
    OSError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RuntimeError,
    SyntaxError, TypeError, ValueError, BadZipFile, InvalidFileException, zlib.error,
)  # fmt: skip


class CannotOpen(ValueError):
    """A file that is not read at all; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Opened:
    """A workbook that came back: what it was made from, and its editable sheets by title."""

    origin: Origin
    grids: dict[str, Grid]
    renamed: dict[str, str] = field(default_factory=dict)
    """Title -> the name that the sheet has in this file, where somebody renamed it."""
    copies: dict[str, str] = field(default_factory=dict)
    """Name -> the title of the sheet of which it is a copy that nobody reads."""
    records: dict[str, list[Sequence[Seen]]] = field(default_factory=dict)
    """Title -> the rows of a sheet that only tells."""
    too_large: tuple[str, ...] = ()
    """Titles of those that hold more than is looked at."""


def opened(content: bytes, limits: Limits = LIMITS) -> Opened:
    """Read the workbook; raises :class:`CannotOpen` with one sentence for anything else."""
    _check_outside(content, limits)
    try:
        _check_inside(content, limits)
        with (
            warnings.catch_warnings()
        ):  # what the library leaves out, such as pictures, is not read
            warnings.simplefilter("ignore")
            computed = _loaded(content, data_only=True)
            formulas = _loaded(content, data_only=False)
            return _read(computed, formulas, limits)
    except NoOrigin as missing:
        raise CannotOpen(str(missing)) from None
    except CannotOpen:
        raise
    except _DAMAGED:
        raise CannotOpen(
            "This file cannot be read as an Excel workbook; open it in a spreadsheet and save it as "
            ".xlsx."
        ) from None


def _check_outside(content: bytes, limits: Limits) -> None:
    if len(content) > limits.file:
        raise CannotOpen(
            f"This file is larger than {limits.file // 1_000_000} MB; a planning workbook is not: "
            "take out what was added to it."
        )
    if content.startswith(_ENCRYPTED):
        raise CannotOpen(
            "This file is protected by a password or saved in the old .xls format; save it as .xlsx "
            "without a password to open."
        )
    if not content.startswith(b"PK"):
        raise CannotOpen("This is not an .xlsx workbook; save it as .xlsx and upload it again.")


def _check_inside(content: bytes, limits: Limits) -> None:
    """Count what really comes out of each part, whatever the archive says of itself."""
    total = 0
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > limits.parts:
            raise CannotOpen(
                f"This file has more than {limits.parts:,} parts; no workbook has that."
            )
        names = {item.filename.lower() for item in parts}
        if any("vbaproject" in name or name.startswith("xl/macrosheets") for name in names):
            raise CannotOpen("This workbook holds macros; save it as .xlsx without them.")
        if "[content_types].xml" not in names:
            raise CannotOpen("This is not an .xlsx workbook; save it as .xlsx and upload it again.")
        for item in parts:
            with archive.open(item) as part:
                first = True
                while piece := part.read(_PIECE):
                    total += len(piece)
                    if total > limits.unpacked:
                        raise CannotOpen(
                            "This file unpacks to far more than a planning workbook holds; it is not "
                            "read."
                        )
                    if first and b"<!DOCTYPE" in piece[:4096].upper():
                        raise CannotOpen("This file defines XML of its own; it is not read.")
                    first = False
        kinds = archive.read("[Content_Types].xml")
        if "xl/workbook.xml" in archive.namelist() and _STRICT in archive.read("xl/workbook.xml"):
            raise CannotOpen(
                "This workbook is saved as Strict Open XML; save it as Excel Workbook (.xlsx) and "
                "upload it again."
            )
    if b"macroEnabled" in kinds:
        raise CannotOpen("This workbook holds macros; save it as .xlsx without them.")


def _loaded(content: bytes, *, data_only: bool) -> Any:
    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _read(computed: Any, formulas: Any, limits: Limits) -> Opened:
    if TITLE not in computed.sheetnames:
        raise CannotOpen(
            "This workbook does not say what it was made from: it is no planning workbook of this "
            "product, or its hidden sheet was taken out; download it again."
        )
    # Nobody computes anything there: read once, and not both as computed and as written.
    # It has a row for each of all the other sheets: what the file unpacks to is its limit.
    whole = replace(limits, rows=LAST_ROW, cells=limits.unpacked)
    origin = read_origin(
        [seen.value for seen in row] for row in _grid(computed, None, TITLE, whole)
    )
    titles = {folded(name): name for name in computed.sheetnames}
    held = {sheet.title: titles.get(folded(sheet.title), "") for sheet in SHEETS}
    alike = _alike(computed, limits)
    missing = {title for title, name in held.items() if not name}
    renamed = {title: names[0] for title, names in alike.items()
               if title in missing and len(names) == 1}  # fmt: skip
    held |= renamed
    copies = {
        name: title for title, names in alike.items() if title not in renamed for name in names
    }
    grids: dict[str, Grid] = {
        title: list(_grid(computed, formulas, name, limits)) for title, name in held.items() if name
    }
    told = {title: titles[folded(title)] for title in origin.records if folded(title) in titles}
    records, too_large = _records(formulas, told, limits)
    return Opened(origin, grids, renamed, copies, records, too_large)


def _records(
    formulas: Any, names: Mapping[str, str], limits: Limits
) -> tuple[dict[str, list[Sequence[Seen]]], tuple[str, ...]]:
    """The sheets that only tell, as written: nobody needs what a formula in them comes to."""
    found, too_large = dict[str, list[Sequence[Seen]]](), list[str]()
    for title, name in names.items():
        try:
            found[title] = list(_grid(formulas, None, name, limits))
        except CannotOpen:
            too_large.append(title)
    return found, tuple(too_large)


def _alike(computed: Any, limits: Limits) -> dict[str, list[str]]:
    """Title -> the sheets of another name that have all of its headers and the hidden one of its ids.

    Where the sheet itself is missing, a single one is it, renamed; else they are copies of it.
    """
    known = {folded(name) for name in (*OWN_SHEETS, *(sheet.title for sheet in SHEETS))}
    others = [name for name in computed.sheetnames if folded(name) not in known]
    heads = {name: _headers(computed, name, limits) for name in others}
    found: dict[str, list[str]] = {}
    for sheet in SHEETS:
        wanted = {folded(item.header) for item in sheet.fields} | {folded(sheet.ids[0])}
        alike = [
            name for name, head in heads.items() if wanted <= head and folded(sheet.ids[1]) in head
        ]
        if alike:
            found[sheet.title] = alike
    return found


def _headers(computed: Any, title: str, limits: Limits) -> set[str]:
    """Every text in the first rows of a sheet."""
    rows = islice(_grid(computed, None, title, limits), HEADER_WITHIN)
    return {folded(seen.value) for row in rows for seen in row if isinstance(seen.value, str)}


def _value(value: Any) -> Any:
    """The value of a cell; a whole number beyond all that a spreadsheet holds is beyond all numbers."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return inf if value > 0 else -inf
    return value


def _grid(computed: Any, formulas: Any, title: str, limits: Limits) -> Iterator[Sequence[Seen]]:
    """Rows of a sheet, both as computed and as written; empty cells at the end are left out."""
    cells = 0
    rows = computed[title].iter_rows()
    both = (
        zip(rows, formulas[title].iter_rows(), strict=False) if formulas else ((r, r) for r in rows)
    )
    for number, (values, written) in enumerate(both, start=1):
        row = [
            Seen(_value(one.value), other.data_type == "f")
            for one, other in zip(values, written, strict=False)
        ]
        while row and row[-1].value is None and not row[-1].formula:
            row.pop()
        cells += len(row)
        if row and (number > limits.rows or len(row) > limits.columns or cells > limits.cells):
            raise CannotOpen(
                f"The sheet {title[:31]} has more than {limits.rows:,} rows, {limits.columns} columns "
                f"or {limits.cells:,} cells, the last of them in row {number:,}; take out what was "
                "added to it."
            )
        if number > LAST_ROW:  # no spreadsheet has it; a file may still say so
            raise CannotOpen(
                f"The sheet {title[:31]} says that it goes on below row {LAST_ROW:,}, which no "
                "spreadsheet does; download the workbook again."
            )
        if number <= limits.rows:
            yield row
