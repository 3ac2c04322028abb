"""The editable cells of a workbook by row id and column, wherever rows and columns were moved to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from openpyxl.utils import get_column_letter

from content.locales import short_day
from reports.round_trip.entries import (
    CALLED,
    HEADER_WITHIN,
    NAMED,
    Added,
    Entries,
    Grid,
    Seen,
    folded,
)
from reports.round_trip.fields import (
    CALENDAR,
    CAPACITY,
    DAYS_OFF,
    RECORD,
    SHEETS,
    TOTAL,
    WEEK,
    EditedSheet,
    Entry,
    Field,
)
from reports.round_trip.typed import Unclear, entry

FRIDAY = 4


@dataclass
class Page:
    """A sheet while it is read: where its columns are, and the rows by id."""

    sheet: EditedSheet
    header: int
    columns: dict[str, int]
    weeks: dict[str, int]
    twice: tuple[str, ...] = ()
    """Headers that more than one column has."""

    def cell(self, row: Sequence[Seen], header: str) -> Seen:
        place = self.columns.get(folded(header), -1)
        return row[place] if 0 <= place < len(row) else Seen(None)

    def at(self, header: str, number: int) -> str:
        """The name of a cell for a reader, such as *Schedule!J5*."""
        return f"{self.sheet.title}!{get_column_letter(self.columns[folded(header)] + 1)}{number}"

    def text(self, row: Sequence[Seen], header: str) -> str:
        seen = self.cell(row, header)
        return "" if seen.value is None or seen.formula else str(seen.value).strip()


def read(grids: Mapping[str, Grid], known: Entries | None = None) -> Entries:
    """The entries of all editable sheets by title; ``known`` is what the workbook was made with.

    Without ``known`` every row is taken as it stands.
    """
    found = Entries()
    titles = {folded(title): title for title in grids}
    for sheet in SHEETS:
        title = titles.get(folded(sheet.title))
        if title is not None:
            _read_sheet(sheet, grids[title], found, known)
        elif known is not None and known.ids(sheet.matter):
            found.remarks.append(
                f"The sheet {sheet.title} is missing: nothing of it is changed. If it was renamed, give "
                "it its name back, or its headers with the hidden one of its ids."
            )
    return found


def _read_sheet(sheet: EditedSheet, grid: Grid, found: Entries, known: Entries | None) -> None:
    rows = enumerate(grid, start=1)
    head = []
    for number, row in rows:
        head.append((number, row))
        if number >= HEADER_WITHIN:
            break
    page = page_of(sheet, head)
    if page is None:
        if known is not None and known.ids(sheet.matter):
            found.remarks.append(
                f"The sheet {sheet.title} has no row of headers any more: nothing of it is changed."
            )
        return
    if not any(folded(name) in page.columns for name in sheet.ids):
        found.remarks.append(
            f"The sheet {sheet.title} has neither a column {sheet.ids[0]} nor {sheet.ids[1]}: "
            "nothing of it is changed; keep one of the two."
        )
        return
    found.matters.add(sheet.matter)
    _columns(page, found, known)
    body = [(number, row) for number, row in head if number > page.header] + list(rows)
    _rows(page, body, found, known)
    if sheet is CAPACITY:
        _days_off(page, body, found)


def _days_off(page: Page, rows: list[tuple[int, Sequence[Seen]]], found: Entries) -> None:
    """All days without work as one entry; where one of them is unclear, none is taken."""
    place = page.columns.get(folded(DAYS_OFF))
    if place is None:
        return
    days, clear = set[str](), True
    for number, row in rows:
        seen = row[place] if place < len(row) else Seen(None)
        if seen.value in (None, "") and not seen.formula:
            continue
        at = f"{page.sheet.title}!{get_column_letter(place + 1)}{number}"
        try:
            day = str(_understood(Field(DAYS_OFF, "day", "date", needed=True), seen))
            if (when := date.fromisoformat(day)).weekday() > FRIDAY:
                found.remarks.append(
                    f"{at} ({DAYS_OFF}): {short_day(when)} is a {when:%A}, on which nobody works anyway; "
                    "it is left out."
                )
            else:
                days.add(day)
        except Unclear as unclear:
            clear = False
            found.remarks.append(
                f"{at} ({DAYS_OFF}): {unclear}. The days without work are left as they are."
            )
    if clear:
        found.values[CALENDAR] = ",".join(sorted(days))


def page_of(sheet: EditedSheet, head: list[tuple[int, Sequence[Seen]]]) -> Page | None:
    wanted = {folded(item.header) for item in sheet.fields} | {folded(item) for item in sheet.ids}
    best, place = 1, None
    for number, row in head:
        hits = len(wanted & {folded(seen.value) for seen in row if isinstance(seen.value, str)})
        if hits > best:
            best, place = hits, (number, row)
    if place is None:
        return None
    columns: dict[str, int] = {}
    weeks: dict[str, int] = {}
    twice = list[str]()
    for column, seen in enumerate(place[1]):
        if isinstance(seen.value, datetime | date):
            weeks.setdefault(f"{seen.value:%Y-%m-%d}", column)
        elif seen.value is not None:
            if folded(seen.value) in columns and folded(seen.value) in wanted:
                twice.append(str(seen.value))
            columns.setdefault(folded(seen.value), column)
    return Page(sheet, place[0], columns, weeks, tuple(twice))


def _columns(page: Page, found: Entries, known: Entries | None) -> None:
    sheet = page.sheet
    found.remarks += [
        f"The sheet {sheet.title} has more than one column {name}: the first of them is read."
        for name in page.twice
    ]
    for item in sheet.fields:
        if folded(item.header) in page.columns:
            found.columns.add((sheet.matter, item.name))
        elif known is None or (sheet.matter, item.name) in known.columns:
            found.remarks.append(
                f"The sheet {sheet.title} has no column {item.header} any more: what stood in it is "
                "left as it is."
            )


def _rows(
    page: Page, rows: Iterable[tuple[int, Sequence[Seen]]], found: Entries, known: Entries | None
) -> None:
    sheet, names = page.sheet, names_of(page.sheet, known)
    counted: Counter[str] = Counter()
    torn: list[int] = []
    for number, row in rows:
        ids = [page.text(row, name) for name in sheet.ids]
        if TOTAL in ids or RECORD in ids or not counts(page, row):
            continue
        row_id = ids[0] or names.get(ids[1], "") or ids[1]
        if _is_blank(page, row) and (not row_id or (known is not None and _is_emptied(page, row))):
            continue
        is_known = known is None or (sheet.matter, row_id, CALLED) in known.values
        values = _entries(page, number, row, found, is_new=not is_known,
                          made=_made(sheet, row_id, known))  # fmt: skip
        if row_id and is_known:
            counted[row_id] += 1
            if known is not None and is_of_another(page, row, row_id, known):
                torn.append(number)
                values = {}
            if counted[row_id] == 1:
                _keep(page, row, row_id, values, found)
        elif any(value is not None for value in values.values()):
            name = page.text(row, sheet.named) or row_id
            found.added.append(Added(sheet, number, row_id, name, values))
    for row_id in (name for name, times in counted.items() if times > 1):
        _forget(found, sheet, row_id)
    if torn:
        found.remarks.append(_torn(sheet, torn))


def is_of_another(page: Page, row: Sequence[Seen], row_id: str, known: Entries) -> bool:
    """Whether what a reader sees of the row is that of another one than its hidden id says."""
    matter = page.sheet.matter
    others = [one for one in known.ids(matter) if one != row_id]
    for header, called in ((page.sheet.ids[1], known.called), (page.sheet.named, known.named)):
        told = page.text(row, header)
        if told in ("", called(matter, row_id)):
            continue
        if any(told == called(matter, one) for one in others):
            return True
    return False


def _torn(sheet: EditedSheet, rows: Sequence[int]) -> str:
    told = ", ".join(str(number) for number in rows[:10])
    more = f" and {len(rows) - 10} more" if len(rows) > 10 else ""
    return (
        f"The sheet {sheet.title} has rows whose hidden id and visible words are of two different ones "
        f"(row {told}{more}), as after sorting only some of the columns: nothing of these rows is taken; "
        "sort all columns together."
    )


def _is_blank(page: Page, row: Sequence[Seen]) -> bool:
    """A row without an id in which nothing can be edited holds nothing new, such as a note."""
    return all(page.cell(row, item.header).value in (None, "") for item in page.sheet.fields)


def _is_emptied(page: Page, row: Sequence[Seen]) -> bool:
    """Of a row that nobody sees any more only the hidden id may be left: somebody took it out."""
    seen = (page.sheet.ids[1], page.sheet.named)
    return folded(seen[0]) in page.columns and not any(page.cell(row, one).value for one in seen)


def names_of(sheet: EditedSheet, known: Entries | None) -> dict[str, str]:
    """What rows are called -> their ids; a name that two of them share tells nothing."""
    if known is None:
        return {}
    called = [(known.called(sheet.matter, row_id), row_id) for row_id in known.ids(sheet.matter)]
    times = Counter(name for name, _ in called)
    return {name: row_id for name, row_id in called if times[name] == 1}


def counts(page: Page, row: Sequence[Seen]) -> bool:
    only = page.sheet.only
    return only is None or folded(page.cell(row, only[0]).value) == folded(only[1])


def _keep(
    page: Page, row: Sequence[Seen], row_id: str, values: dict[str, Entry], found: Entries
) -> None:
    matter = page.sheet.matter
    called = page.text(row, page.sheet.ids[1]) or row_id
    found.values[matter, row_id, CALLED] = called
    found.values[matter, row_id, NAMED] = page.text(row, page.sheet.named) or called
    for name, value in values.items():
        found.values[matter, row_id, name] = value


def _forget(found: Entries, sheet: EditedSheet, row_id: str) -> None:
    called = found.called(sheet.matter, row_id)
    for key in [key for key in found.values if key[:2] == (sheet.matter, row_id)]:
        if key[2] not in (CALLED, NAMED):
            del found.values[key]
    found.remarks.append(
        f"The sheet {sheet.title} has {called} more than once: none of these rows is taken; "
        "keep one."
    )


def _made(sheet: EditedSheet, row_id: str, known: Entries | None) -> dict[str, Entry] | None:
    """What the workbook was made with in a row, by field; ``None`` while it is being made."""
    if known is None:
        return None
    names = [item.name for item in sheet.fields]
    return {name: known.values.get((sheet.matter, row_id, name)) for name in names}


def _entries(
    page: Page, number: int, row: Sequence[Seen], found: Entries, *, is_new: bool,
    made: Mapping[str, Entry] | None,
) -> dict[str, Entry]:  # fmt: skip
    """What the row says by field; a new row may leave out what a known one has to have.

    A text that was made longer than one may type, and that nobody touched, is no mistake.
    """
    values: dict[str, Entry] = {}
    for known, header, column in _fields(page):
        item = replace(known, needed=False) if is_new else known
        seen = row[column] if column < len(row) else Seen(None)
        week = item.name.startswith(WEEK)
        if week and seen.formula:
            continue
        text = str(seen.value).strip()
        if item.kind == "text" and (made is None or made.get(item.name) == text):
            item = replace(item, longest=max(item.longest, len(text)))
        try:
            values[item.name] = _understood(item, seen)
        except Unclear as unclear:
            place = f"{page.sheet.title}!{get_column_letter(column + 1)}{number}"
            found.remarks.append(f"{place} ({header}): {unclear}. It is left as it is.")
    return values


def _understood(item: Field, seen: Seen) -> Entry:
    if seen.formula and seen.value is None:
        raise Unclear(
            "its formula has no stored result; open the file in a spreadsheet, save it and upload it "
            "again"
        )
    return entry(item, seen.value)


def _fields(page: Page) -> Iterator[tuple[Field, str, int]]:
    for item in page.sheet.fields:
        if folded(item.header) in page.columns:
            yield item, item.header, page.columns[folded(item.header)]
    if page.sheet.only is not None:
        for monday, column in page.weeks.items():
            name = f"{WEEK}{monday}"
            yield Field(name, name, "number", needed=True), name, column
