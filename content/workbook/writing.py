"""Writes workbooks: the empty template of a shape, and a pack put into it."""

import re
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from content.digests import AnyPack
from content.model import Pack
from content.pack_files import FIELD_OF
from content.workbook.grid_layout import GRID, JUDGEMENTS
from content.workbook.layout import Column, Facts, Layout, Sheet, reached
from content.workbook.questionnaire_layout import QUESTIONNAIRE

_FIELD_OF = {**FIELD_OF, "section": "sections", "question": "questions"}
LAST_ROW = 2000
LONGEST = 32_767
"""Characters that a cell holds."""
NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
HEAD_FILL = PatternFill("solid", fgColor="1B2733")
HEAD_FONT = Font(name="Calibri", bold=True, color="FFFFFF")
TOLD_FONT = Font(name="Calibri", italic=True, color="5B6770")
EXAMPLE_FONT = Font(name="Calibri", italic=True, color="8A949C")
WRAP = Alignment(wrap_text=True, vertical="top")


class TooLong(ValueError):
    """A text does not fit into a cell; the message names it."""


def template(layout: Layout) -> bytes:
    """An empty workbook to fill in: instructions, headings, choices to pick from, an example."""
    book = _started(layout)
    _write_facts(book, layout.facts, {}, layout.facts.examples)
    for sheet in layout.sheets:
        page = _page(book, sheet)
        if sheet.example:
            _row(page, 3, ["# " + str(sheet.example[0]), *sheet.example[1:]], EXAMPLE_FONT)
    return _saved(book)


def workbook_of(pack: AnyPack) -> bytes:
    """The whole pack in its shape's workbook; reading it back gives an equal pack.

    Raises :class:`TooLong` for a text that no cell can hold.
    """
    layout = GRID if isinstance(pack, Pack) else QUESTIONNAIRE
    data = pack.model_dump(mode="json", exclude={"digest"})
    book = _started(layout)
    _write_facts(book, layout.facts, data, {})
    for sheet in layout.sheets:
        page = _page(book, sheet)
        for number, values in enumerate(_rows(sheet, data), start=3):
            _row(page, number, values)
    if isinstance(pack, Pack):
        _write_judgements(book, data["judgements"])
    return _saved(book)


def _started(layout: Layout) -> Workbook:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # noqa: S101  a new workbook has one
    page.title = "Read me"
    page.column_dimensions["A"].width = 110
    page.append([layout.purpose])
    page["A1"].font = Font(name="Calibri", bold=True, size=14)
    page.append([])
    for number, step in enumerate(layout.steps, start=1):
        page.append([f"{number}. {step}"])
    about = [(item.title, item.told) for item in layout.sheets]
    for title, told in [(layout.facts.title, layout.facts.told), *about]:
        page.append([f"{title}: {told}"])
    for row in page.iter_rows():
        row[0].alignment = WRAP
    return book


def _write_facts(
    book: Workbook, facts: Facts, data: dict[str, Any], examples: dict[str, Any]
) -> None:
    page = book.create_sheet(facts.title)
    _row(page, 1, ["field", "value", "what to write"], HEAD_FONT, HEAD_FILL)
    for number, column in enumerate(facts.columns, start=2):
        value = _cell(column, reached(data, column.path)) if data else examples.get(column.path[0])
        told = column.told + (" (needed)" if column.needed else "")
        _row(page, number, [column.head, value, told])
        page.cell(number, 2).number_format = "@"
        page.cell(number, 3).font = TOLD_FONT
        if column.options:
            _choose(page, f"B{number}", column.options)
    for letter, width in zip("ABC", (20, 60, 100), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "B2"


def _page(book: Workbook, sheet: Sheet) -> Worksheet:
    page: Worksheet = book.create_sheet(sheet.title)
    _row(page, 1, [column.head for column in sheet.columns], HEAD_FONT, HEAD_FILL)
    told = [_told(column) for column in sheet.columns]
    _row(page, 2, [f"# {told[0]}".strip(), *told[1:]], TOLD_FONT)
    for index, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(index)
        page.column_dimensions[letter].width = column.width
        where = f"{letter}3:{letter}{LAST_ROW}"
        if column.form.name in {"id", "text"}:
            page.column_dimensions[letter].number_format = "@"
        if column.options:
            _choose(page, where, column.options)
        elif column.of:
            ids = f"={quote_sheetname(column.of)}!$A$3:$A${LAST_ROW}"
            page.add_data_validation(_list(ids, where, strict=False))
    page.freeze_panes = "B3"
    return page


def _told(column: Column) -> str:
    about = column.told or (", ".join(column.options) if column.options else "")
    about = about or (f"An id of {column.of}" if column.of else column.form.name)
    return f"{about} (needed)" if column.needed else about


def _choose(page: Worksheet, where: str, options: tuple[str, ...]) -> None:
    page.add_data_validation(_list('"' + ",".join(options) + '"', where, strict=True))


def _list(formula: str, where: str, *, strict: bool) -> DataValidation:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    rule.error = "Choose one of the list."
    rule.add(where)
    return rule


def _rows(sheet: Sheet, data: dict[str, Any]) -> list[list[Any]]:
    """The rows of a sheet: its entries, or the list that each entry of its owner holds."""
    if not sheet.owner:
        entries = reached(data, sheet.into) if sheet.into else data[_FIELD_OF[sheet.kind]]
        return [[_cell(column, _at(item, column)) for column in sheet.columns] for item in entries]
    rows: list[list[Any]] = []
    for owner in data[_FIELD_OF[sheet.kind]]:
        for item in reached(owner, sheet.into) or ():
            values = [_cell(column, _at(item, column)) for column in sheet.columns[1:]]
            rows.append([owner["id"], *values])
    return rows


def _at(item: dict[str, Any], column: Column) -> Any:
    if column.path[0] == "anchors":
        return item["anchors"][int(column.path[1])]
    return reached(item, column.path)


def _cell(column: Column, value: Any) -> Any:
    return None if value is None else column.form.write(value)


def _write_judgements(book: Workbook, data: dict[str, Any]) -> None:
    page = book.create_sheet(JUDGEMENTS)
    _row(page, 1, ["name", "value"], HEAD_FONT, HEAD_FILL)
    for number, (name, value) in enumerate(_flat(data, ""), start=2):
        _row(page, number, [name, value])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 44, 80


def _flat(data: Any, above: str) -> list[tuple[str, Any]]:
    if isinstance(data, dict):
        pairs = list(data.items())
    elif isinstance(data, list):
        pairs = [(str(index + 1), item) for index, item in enumerate(data)]
    else:
        return [(above, data)]
    return [
        row
        for name, item in pairs
        for row in _flat(item, f"{above}.{name}" if above else str(name))
    ]


def _row(
    page: Worksheet, number: int, values: list[Any], font: Font | None = None,
    fill: PatternFill | None = None,
) -> None:  # fmt: skip
    for index, value in enumerate(values, start=1):
        cell = page.cell(number, index)
        if isinstance(value, str):
            if len(value) > LONGEST:
                raise TooLong(
                    f"{page.title}:{cell.coordinate} would hold {len(value):,} characters"
                )
            cell.value = NOT_ALLOWED.sub("", value)
            cell.data_type = "s"  # a text that begins with = stays a text
            cell.alignment = WRAP
        else:
            cell.value = value
        if font is not None:
            cell.font = font
        if fill is not None:
            cell.fill = fill


def _saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


LAYOUTS = {layout.shape: layout for layout in (QUESTIONNAIRE, GRID)}
"""The shapes that have a template, by name; the first is what most people want."""
