"""What a workbook was made from, kept inside it on a sheet that no spreadsheet shows by itself."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.model import Report
from reports.round_trip import locked, records
from reports.round_trip.entries import Entries, Grid, Key, Seen
from reports.round_trip.fields import CAPACITY, WEEK, Entry
from reports.round_trip.prints import Row, packed, unpacked
from reports.round_trip.reading import read

TITLE = "prodworthy_origin"
FORMAT = "1"
FACTS = ("format", "assessment", "pack", "pack version", "pack digest", "made at")
_FACT, _COLUMN, _DIGEST, _FIXED = "fact", "column", "digest", "fixed"
_LOCKED = "locked "
"""Before the title of a sheet: a cell of it that nobody edits."""
_RECORD = "record "
"""Before the title of a sheet that only tells: a row of it."""


class NoOrigin(ValueError):
    """The sheet is missing or was changed; the message says what to do."""


@dataclass(frozen=True)
class Origin:
    """Of which assessment and pack a workbook is, and every editable cell as it was made.

    ``fixed`` are the initiatives whose start a planner had entered when it was made; ``locked`` are
    the cells that nobody edits, and ``records`` the rows of sheets that only tell.
    """

    facts: dict[str, str]
    entries: Entries
    fixed: dict[str, str]
    locked: dict[Key, str] = field(default_factory=dict)
    records: dict[str, dict[int, Row]] = field(default_factory=dict)


def of(book: Workbook, report: Report) -> Origin:
    """What a workbook of ``report`` is made from; its cells are read as those of a returned one."""
    facts = (
        FORMAT, report.assessment, report.pack.id, report.pack.version, report.pack.digest,
        report.made_at.isoformat(),
    )  # fmt: skip
    starts = report.entries.starts_on if report.entries else {}
    fixed = {name: day.isoformat() for name, day in sorted(starts.items())}
    entries = read(grids(book))
    entries.values.update(_weeks(report))
    return Origin(
        dict(zip(FACTS, facts, strict=True)), entries, fixed, locked.made(grids(book)),
        records.made(book),
    )  # fmt: skip


def _weeks(report: Report) -> Iterator[tuple[Key, Entry]]:
    """Person-weeks of the single weeks that somebody set; their cells hold formulas."""
    plan, held = report.roadmap, report.entries
    if plan is None or held is None:
        return
    for item in held.capacity_changes:
        if item.start.weekday() == 0 and item.end == item.start + timedelta(days=6):
            days = (item.start + timedelta(days=n) for n in range(5))
            worked = sum(
                not any(off.start <= day <= off.end for off in plan.freezes) for day in days
            )
            there = round(item.people * worked / 5, 6)
            yield (CAPACITY.matter, item.role, f"{WEEK}{item.start}"), there


def grids(book: Workbook) -> dict[str, Grid]:
    """The sheets of a workbook that is being made; what its formulas come to is not known yet."""
    return {sheet.title: _grid(sheet) for sheet in book.worksheets if isinstance(sheet, Worksheet)}


def _grid(sheet: Worksheet) -> Iterator[Sequence[Seen]]:
    for row in sheet.iter_rows():
        yield [
            Seen(None, True) if cell.data_type == "f" else Seen(cell.value, False) for cell in row
        ]


def lines(origin: Origin) -> tuple[tuple[str, str, str, str], ...]:
    """The lines of the sheet, the last of which seals the others."""
    told = tuple(_lines(origin))
    return (*told, (_DIGEST, "", "", _digest(told)))


def _lines(origin: Origin) -> Iterator[tuple[str, str, str, str]]:
    for name, text in origin.facts.items():
        yield _FACT, name, "", text
    for name, day in origin.fixed.items():
        yield _FIXED, name, "", day
    for matter, name in sorted(origin.entries.columns):
        yield _COLUMN, matter, name, ""
    for (matter, row_id, name), value in origin.entries.values.items():
        yield matter, row_id, name, json.dumps(value, ensure_ascii=True)
    for (title, row_id, header), text in origin.locked.items():
        yield f"{_LOCKED}{title}", row_id, header, text
    for title, rows in origin.records.items():
        for number, row in rows.items():
            yield f"{_RECORD}{title}", str(number), "", packed(row)


def _digest(lines: Iterable[Sequence[str]]) -> str:
    return sha256("\n".join("\t".join(line) for line in lines).encode()).hexdigest()


def read_origin(rows: Iterable[Sequence[Any]]) -> Origin:
    """The sheet of a returned workbook; raises :class:`NoOrigin` where it was changed."""
    held = [tuple("" if value is None else str(value) for value in [*row, *[None] * 4][:4])
             for row in rows]  # fmt: skip
    held = [line for line in held if any(line)]
    if not held or held[-1][0] != _DIGEST or held[-1][3] != _digest(held[:-1]):
        raise NoOrigin(
            "The hidden sheet that says what this workbook was made from is damaged; download the "
            "workbook again and copy your entries into it."
        )
    entries, facts, fixed = Entries(), dict[str, str](), dict[str, str]()
    kept: dict[Key, str] = {}
    told: dict[str, dict[int, Row]] = {}
    for what, one, two, text in held[:-1]:
        if what == _FACT:
            facts[one] = text
        elif what == _FIXED:
            fixed[one] = text
        elif what == _COLUMN:
            entries.columns.add((one, two))
        elif what.startswith(_LOCKED):
            kept[what.removeprefix(_LOCKED), one, two] = text
        elif what.startswith(_RECORD):
            told.setdefault(what.removeprefix(_RECORD), {})[int(one)] = unpacked(text)
        else:
            entries.values[what, one, two] = _value((what, one, two), text)
            entries.matters.add(what)
    return Origin(facts, entries, fixed, kept, told)


def _value(key: Key, text: str) -> Entry:
    value = json.loads(text)
    if value is None or isinstance(value, str | float | int):
        return float(value) if isinstance(value, int) else value
    raise NoOrigin(f"The hidden sheet holds no cell under {key}; download the workbook again.")
