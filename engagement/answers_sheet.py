"""Answers as a workbook: a sheet of facts, one of people, and one row an answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from content.model import Pack
from engagement.answers_file import Located, Path_
from engagement.faults import Refused

FACTS = {
    "client": ("client", "name"),
    "use case": ("use_case", "name"),
    "summary": ("use_case", "summary"),
    "sponsor": ("use_case", "sponsor"),
    "pack": ("assessment", "pack"),
    "profile": ("assessment", "profile"),
    "depth": ("assessment", "depth"),
}
PEOPLE = ("id", "name", "role")
ANSWERS = (
    "capability",
    "question",
    "by",
    "level",
    "dont_know",
    "not_applicable",
    "grade",
    "confidence",
    "comment",
    "link",
)
MOST_ROWS = 5000


def read_sheet(path: Path) -> Located:
    """The workbook's content; no formula is evaluated and no macro run."""
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (OSError, KeyError, ValueError, BadZipFile, InvalidFileException):
        raise Refused(f"{path.name} is not a readable .xlsx workbook; save it again.") from None
    missing = [name for name in ("About", "People", "Answers") if name not in book.sheetnames]
    if missing:
        raise Refused(
            f"{path.name} has no sheet {missing[0]}; start from `prodworthy assess --template`."
        )
    rows: dict[str, list[int]] = {"respondents": [], "answers": []}
    data: dict[str, Any] = {"client": {}, "use_case": {}, "assessment": {}}
    for name, value in book["About"].iter_rows(min_row=2, max_row=60, max_col=2, values_only=True):
        part = FACTS.get(str(name).strip().lower())
        if part and value is not None:
            data[part[0]][part[1]] = str(value).strip()
    data["respondents"] = _rows(book["People"], PEOPLE, "name", rows["respondents"])
    data["answers"] = _rows(book["Answers"], ANSWERS, "by", rows["answers"])
    for answer in data["answers"]:
        answer.pop("question", None)
    book.close()
    return Located(data, lambda at: _where(path.name, rows, at))


def _rows(sheet: Any, columns: tuple[str, ...], needed: str, numbers: list[int]) -> list[Any]:
    """Rows with something in the ``needed`` column; empty cells are left out."""
    found = []
    heads = [str(cell or "").strip().lower() for cell in next(sheet.values, ())]
    for number, values in enumerate(sheet.iter_rows(min_row=2, max_row=MOST_ROWS), start=2):
        cells = {
            head: _plain(cell.value)
            for head, cell in zip(heads, values, strict=False)
            if head in columns and cell.value not in (None, "")
        }
        if needed in cells:
            found.append(cells)
            numbers.append(number)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, str):
        return {"yes": True, "true": True}.get(value.strip().lower(), value.strip())
    return value


def _where(file: str, rows: dict[str, list[int]], at: Path_) -> str:
    sheet = {"respondents": "People", "answers": "Answers"}.get(str(at[0]) if at else "", "About")
    if len(at) > 1 and isinstance(at[1], int):
        return f"{file}, sheet {sheet}, row {rows[str(at[0])][at[1]]}"
    return f"{file}, sheet {sheet}"


def template(pack: Pack) -> Workbook:
    """An empty workbook to fill in: every capability of the pack once, for a first person."""
    book = Workbook()
    book.remove(book.worksheets[0])
    about = book.create_sheet("About")
    given = {"pack": pack.id, "profile": pack.profiles[0].id, "depth": "standard"}
    _fill(about, ("what", "value"), [(name, given.get(name, "")) for name in FACTS])
    _fill(book.create_sheet("People"), PEOPLE, [("p1", "", pack.roles[0].id)])
    rows = [(item.id, item.name, "p1") for item in pack.capabilities]
    _fill(book.create_sheet("Answers"), ANSWERS, rows)
    _fill(
        book.create_sheet("Known"),
        ("kind", "id", "name"),
        [("role", role.id, role.name) for role in pack.roles]
        + [("profile", item.id, item.name) for item in pack.profiles],
    )
    return book


def _fill(sheet: Worksheet, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJ", (28, 46, 16, 8, 11, 30, 8, 11, 50, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
