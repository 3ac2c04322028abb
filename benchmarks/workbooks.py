"""The planning workbook with 5,000 answers, against XlsxWriter writing the same cells."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from openpyxl import load_workbook

from benchmarks.measure import Row, paired_seconds
from reports.model import Report
from reports.workbook import render
from tests.reports.workbook_report import answers, report

ANSWERS = 5_000
LIMIT = 1.3


@dataclass(frozen=True)
class Shown:
    """One cell as it stands in the file: where, what, and how it looks."""

    row: int
    column: int
    value: Any
    link: str
    look: tuple[Any, ...]


Sheets = dict[str, list[Shown]]


def rows() -> list[Row]:
    """One row: everything of the workbook against its cells alone, values and looks already made."""
    made = _large()
    cells = _cells(render(made))
    count = sum(len(shown) for shown in cells.values())
    subject, peer = paired_seconds(lambda: render(made), _peer(cells))
    return [
        Row(
            name=f"The planning workbook with {ANSWERS:,} answers, {count:,} cells on {len(cells)} sheets",
            subject=subject,
            peer=peer,
            peer_name="XlsxWriter writing the same cells, ready in memory",
            limit=LIMIT,
        )
    ]


def _large() -> Report:
    known = answers(
        "Seen in the review of the pilot; the record names who was there and what was tried"
    )
    many = (known * (ANSWERS // len(known) + 1))[:ANSWERS]
    return report(
        assessment="a1",
        answers=tuple(one.model_copy(update={"id": f"a{n}"}) for n, one in enumerate(many)),
    )


def _cells(content: bytes) -> Sheets:
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [
            Shown(row, column, cell.value, _link(cell), _look(cell))
            for row, cells in enumerate(sheet.iter_rows())
            for column, cell in enumerate(cells)
            if cell.value is not None or cell.has_style
        ]
        for sheet in book.worksheets
    }


def _link(cell: Any) -> str:
    if cell.hyperlink is None:
        return ""
    return cell.hyperlink.target or f"internal:{cell.hyperlink.location}"


def _look(cell: Any) -> tuple[Any, ...]:
    return (
        cell.number_format, cell.font.b, cell.font.sz, cell.font.color and cell.font.color.rgb,
        cell.fill.fgColor.rgb if cell.fill.fill_type else None, cell.alignment.wrap_text,
        _edge(cell.border.left), _edge(cell.border.bottom), cell.protection.locked,
    )  # fmt: skip


def _peer(cells: Sheets) -> Callable[[], bytes]:
    def write() -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
        looks: dict[tuple[Any, ...], Any] = {}
        for title, shown in cells.items():
            sheet = book.add_worksheet(title)
            for one in shown:
                look = looks.get(one.look)
                if look is None:
                    look = looks[one.look] = book.add_format(_properties(one.look))
                _put(sheet, one, look)
        book.close()
        return out.getvalue()

    return write


def _properties(look: tuple[Any, ...]) -> dict[str, Any]:
    shape, bold, size, colour, ground, wrap, left, bottom, locked = look
    return {
        "num_format": shape, "bold": bool(bold), "font_size": size or 11, "text_wrap": bool(wrap),
        **({"font_color": f"#{colour[2:]}"} if isinstance(colour, str) else {}),
        **({"bg_color": f"#{ground[2:]}"} if ground else {}),
        "left": 2 if left else 0, "right": 2 if left else 0, "bottom": 1 if bottom else 0,
        "locked": bool(locked),
    }  # fmt: skip


def _put(sheet: Any, one: Shown, look: Any) -> None:
    value = one.value
    if value is None:
        sheet.write_blank(one.row, one.column, None, look)
    elif one.link:
        sheet.write_url(one.row, one.column, one.link, look, str(value))
    elif isinstance(value, datetime):
        sheet.write_datetime(one.row, one.column, value, look)
    elif isinstance(value, str) and value.startswith("="):
        sheet.write_formula(one.row, one.column, value, look)
    elif isinstance(value, str):
        sheet.write_string(one.row, one.column, value, look)
    else:
        sheet.write_number(one.row, one.column, value, look)


def _edge(side: Any) -> str | None:
    return side.style if side is not None else None
