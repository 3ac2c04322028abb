"""Cells among those that are edited that the product computes or keeps: which of them came back changed.

A formula that a spreadsheet computed anew is no edit; one that somebody typed over is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from math import isclose

from reports.round_trip.entries import HEADER_WITHIN, Entries, Grid, Key, Seen, folded
from reports.round_trip.fields import DAYS_OFF, RECORD, SHEETS, TOTAL, EditedSheet
from reports.round_trip.reading import Page, counts, is_of_another, names_of, page_of
from reports.round_trip.where import EDITED

Made = Mapping[Key, str]
"""By title of the sheet, id of the row and header: what the cell was made with."""
_FORMULA, _LONG, _MOST = "f", 80, 10
_SECONDS = 2.0
"""By how much a time may move when another program saves it."""


def made(grids: Mapping[str, Grid]) -> dict[Key, str]:
    """What the cells that nobody edits hold, of a workbook that is being made."""
    found: dict[Key, str] = {}
    for sheet in SHEETS:
        for _, row_id, cells, _ in _rows(sheet, grids.get(sheet.title, ()), None):
            for header, seen in cells.items():
                found[sheet.title, row_id, header] = _kept(seen)
    return found


def changed(grids: Mapping[str, Grid], held: Made, known: Entries) -> list[str]:
    """A sentence for each cell that came back otherwise than it was made: none of them is taken."""
    told: list[str] = []
    for sheet in SHEETS:
        found = []
        for number, row_id, cells, page in _rows(sheet, grids.get(sheet.title, ()), known):
            told_name = held.get((sheet.title, row_id, sheet.named), "")
            name = told_name[1:] if told_name.startswith("t") else known.named(sheet.matter, row_id)
            found += [
                f"{page.at(header, number)} ({header}), {name}: this cell is computed or kept by the "
                f"app, and what was typed over it is not taken; {EDITED[sheet.title]}."
                for header, seen in cells.items()
                if not _same(held.get((sheet.title, row_id, header)), seen)
            ]
        told += found[:_MOST]
        if len(found) > _MOST:
            told.append(
                f"The sheet {sheet.title} has {len(found) - _MOST} more cells of that kind: none of "
                "them is taken."
            )
    return told


def _rows(
    sheet: EditedSheet, grid: Grid, known: Entries | None
) -> Iterator[tuple[int, str, dict[str, Seen], Page]]:
    """Number, id and locked cells by header of each row of the sheet that has an id of its own."""
    rows = list(enumerate(grid, start=1))
    page = page_of(sheet, rows[:HEADER_WITHIN])
    if page is None:
        return
    headers = _headers(sheet, rows[page.header - 1][1])
    names, seen = names_of(sheet, known), set[str]()
    for number, row in rows[page.header :]:
        ids = [page.text(row, name) for name in sheet.ids]
        row_id = ids[0] or names.get(ids[1], "")
        if not row_id or {TOTAL, RECORD} & {*ids} or not counts(page, row) or row_id in seen:
            continue
        if known is not None and is_of_another(page, row, row_id, known):
            continue
        cells = {header: page.cell(row, header) for header in headers}
        if all(cell.value in (None, "") and not cell.formula for cell in cells.values()):
            continue  # somebody took the row out
        seen.add(row_id)
        yield number, row_id, cells, page


def _headers(sheet: EditedSheet, head: Sequence[Seen]) -> list[str]:
    free = {folded(item.header) for item in sheet.fields} | {folded(sheet.ids[0]), folded(DAYS_OFF)}
    named = [str(seen.value) for seen in head if isinstance(seen.value, str) and not seen.formula]
    return [header for header in dict.fromkeys(named) if folded(header) not in free]


def _kept(seen: Seen) -> str:
    """A cell in a line, after a letter for its kind: a long text as its digest."""
    if seen.formula:
        return _FORMULA
    value = seen.value
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, int | float):
        return f"n{float(value)!r}"
    if isinstance(value, date):
        return f"d{_moment(value).isoformat()}"
    text = " ".join(str(value).split())
    return f"t{text}" if len(text) <= _LONG else f"h{sha256(text.encode()).hexdigest()[:16]}"


def _moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001  a cell has no zone


def _same(before: str | None, seen: Seen) -> bool:
    """Whether a cell is what it was made with; of one that was not there nothing is said."""
    after = _kept(seen)
    if before is None or before == after:
        return True
    if before[:1] == after[:1] == "n":
        return isclose(float(before[1:]), float(after[1:]), rel_tol=1e-9, abs_tol=1e-6)
    if before[:1] == after[:1] == "d":
        times = [datetime.fromisoformat(each[1:]) for each in (before, after)]
        return abs((times[0] - times[1]).total_seconds()) < _SECONDS
    return False
