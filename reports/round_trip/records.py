"""Sheets that only tell: what they were made with, and a sentence for each that came back otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from reports.round_trip.apart import Apart, apart
from reports.round_trip.entries import Seen
from reports.round_trip.moved import head_of
from reports.round_trip.prints import Row, rows_made, rows_of
from reports.round_trip.where import ELSEWHERE, RECORDS
from reports.wording import plural

Records = Mapping[str, Mapping[int, Row]]
"""Title of a sheet -> number of a row -> the prints of its cells."""
_MOST = 8
"""Cells and rows that a sentence names."""


def made(book: Workbook) -> dict[str, dict[int, Row]]:
    """The prints of every sheet that only tells, of a workbook that is being made."""
    cells: dict[str, Any] = {one.title: getattr(one, "_cells", {}) for one in book.worksheets}
    return {title: dict(rows_made(held)) for title, held in cells.items() if title in RECORDS}


def changed(grids: Mapping[str, Sequence[Sequence[Seen]]], held: Records) -> list[str]:
    """A sentence for each sheet that says otherwise than it was made: nothing of it is taken."""
    told: list[str] = []
    for title, before in held.items():
        if title in grids:
            after = dict(rows_of(grids[title]))
            head = head_of(before, after)
            told += _told(title, apart(before, after), grids[title][head - 1] if head else (), head)
    return told


def _told(title: str, found: Apart, headers: Sequence[Seen], head: int) -> list[str]:
    """One sentence of the cells, and one of the rows where some were put in or taken out."""
    where = RECORDS.get(title, ELSEWHERE)
    told = []
    if found.cells:
        cells = [_cell(row, column, headers if row > head else ()) for row, column in found.cells]
        it = "it" if len(cells) == 1 else "them"
        told.append(
            f"{title}!{_listed(cells, 'cells')}: this sheet is a record, and what was typed over {it} is "
            f"not taken; {where}."
        )
    rows = []
    if found.added:
        numbers = _listed([f"{number}" for number in found.added], "rows")
        rows.append(f"what was added to it (row {numbers}) is not taken")
    if found.gone:
        rows.append(f"what was taken out of it ({plural(found.gone, 'row')}) stays in the app")
    if rows:
        told.append(f"The sheet {title} is a record: {' and '.join(rows)}; {where}.")
    return told


def _cell(row: int, column: int, headers: Sequence[Seen]) -> str:
    """Such as *D5 (Index 1 to 5)*."""
    header = headers[column].value if column < len(headers) else None
    named = " ".join(header.split())[:60] if isinstance(header, str) else ""
    return f"{get_column_letter(column + 1)}{row}" + (f" ({named})" if named else "")


def _listed(items: Sequence[str], what: str) -> str:
    if len(items) > _MOST:
        return f"{', '.join(items[:_MOST])} and {len(items) - _MOST:,} more {what}"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
