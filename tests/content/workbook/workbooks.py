"""Workbooks as people make them: the template filled in, then changed cell by cell."""

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from content.digests import AnyPack
from content.workbook.packs import read_workbook
from content.workbook.questionnaire_layout import QUESTIONNAIRE
from content.workbook.writing import template, workbook_of

Rows = dict[str, list[list[Any]]]

FILLED: Rows = {
    "Sections": [["ovens", "Ovens"], ["doors", "Doors", "", "ovens"]],
    "Questions": [
        ["heat", "ovens", "Is the heat read?", "", "one"],
        ["shut", "doors", "Do they shut?", "", "one", 2],
    ],
    "Choices": [
        ["heat", "no", "No", "", "", 0],
        ["heat", "yes", "Yes", "", "", 1, "Read it"],
        ["shut", "no", "No", "", "", 0],
        ["shut", "yes", "Yes", "", "", 1],
    ],
}


def book_of(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def filled(rows: Rows | None = None) -> Workbook:
    """The template of a questionnaire with these rows below its example."""
    book = book_of(template(QUESTIONNAIRE))
    for title, given in (rows or FILLED).items():
        for row in given:
            book[title].append(row)
    return book


def put(book: Workbook, tmp_path: Path, name: str = "pack.xlsx") -> Path:
    path = tmp_path / name
    book.save(path)
    return path


def problems(book: Workbook, tmp_path: Path) -> list[str]:
    pack, found, _ = read_workbook(put(book, tmp_path))
    assert (pack is None) == bool(found)
    return [str(item) for item in found]


def again(pack: AnyPack, tmp_path: Path) -> AnyPack | None:
    """The pack written to a workbook and read back."""
    path = tmp_path / "again.xlsx"
    path.write_bytes(workbook_of(pack))
    found, wrong, _ = read_workbook(path)
    assert wrong == ()
    return found
