"""Answers as a workbook: a sheet of facts, one of people, and one row an answer."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from content.model import Capability, Pack
from content.workbook.reading import DAMAGED
from content.yaml_reading import Path_
from engagement.answers.located import Located
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
ANCHORS = ("level 1", "level 2", "level 3", "level 4", "level 5")
"""Columns with what each level means: to be read by the person who answers, not by us."""
_SAYS = {"level", "dont_know", "not_applicable", "grade", "confidence", "comment", "link"}
MOST_ROWS = 5000
UNPACKED = 100_000_000
"""Bytes of all parts: twenty times the largest file that is taken."""


def read_sheet(path: Path) -> Located:
    """The workbook's content; no formula is evaluated and no macro run."""
    try:
        with ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > UNPACKED:
            raise Refused(
                f"{path.name} unpacks to far more than a sheet of answers; it is not read."
            )
        with warnings.catch_warnings():  # what the library leaves out is no answer
            warnings.simplefilter("ignore", UserWarning)
            return _read(
                path, load_workbook(path, read_only=True, data_only=True, keep_links=False)
            )
    except DAMAGED:
        raise Refused(f"{path.name} is not a readable .xlsx workbook; save it again.") from None


def _read(path: Path, book: Any) -> Located:
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
    """Rows with something in the ``needed`` column; empty cells are left out.

    A row of answers in which nobody has said anything is one that was not answered.
    """
    found = []
    heads = [str(cell or "").strip().lower() for cell in next(sheet.values, ())]
    for number, values in enumerate(sheet.iter_rows(min_row=2, max_row=MOST_ROWS), start=2):
        cells = {
            head: _plain(cell.value)
            for head, cell in zip(heads, values, strict=False)
            if head in columns and cell.value not in (None, "")
        }
        if needed in cells and (needed == "name" or _SAYS & cells.keys()):
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


class Person(NamedTuple):
    """A row of the sheet of people."""

    id: str
    name: str
    role: str


def template(pack: Pack) -> Workbook:
    """An empty workbook to fill in: every capability of the pack once, for a first person."""
    facts = {"pack": pack.id, "profile": pack.profiles[0].id, "depth": "standard"}
    return workbook(pack, facts, (Person("p1", "", pack.roles[0].id),), pack.capabilities)


def workbook(
    pack: Pack, facts: dict[str, str], people: Sequence[Person], asked: Sequence[Capability]
) -> Workbook:
    """A workbook to fill in: each of the questions ``asked`` once for each person."""
    book = Workbook()
    book.remove(book.worksheets[0])
    about = book.create_sheet("About")
    _fill(about, ("what", "value"), [(name, facts.get(name, "")) for name in FACTS])
    _fill(book.create_sheet("People"), PEOPLE, people)
    empty = ("",) * (len(ANSWERS) - 3)
    rows = [(item.id, item.name, one.id, *empty, *item.anchors) for one in people for item in asked]
    _fill(book.create_sheet("Answers"), (*ANSWERS, *ANCHORS), rows)
    _fill(
        book.create_sheet("Known"),
        ("kind", "id", "name"),
        [("role", role.id, role.name) for role in pack.roles]
        + [("profile", item.id, item.name) for item in pack.profiles],
    )
    _choices(book["People"], "C", f"=Known!$B$2:$B${len(pack.roles) + 1}")
    for letter, choices in (("D", "1,2,3,4,5"), ("G", "E0,E1,E2"), ("H", "1,2,3")):
        _choices(book["Answers"], letter, f'"{choices}"')
    return book


def _choices(sheet: Worksheet, letter: str, formula: str) -> None:
    """A list to choose from in one column."""
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    sheet.add_data_validation(rule)


def _fill(sheet: Worksheet, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
        for given in sheet[sheet.max_row]:
            if given.data_type == "f":  # a name that begins with = is a name
                given.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJ", (28, 46, 16, 8, 11, 30, 8, 11, 50, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    for letter in "KLMNO":
        sheet.column_dimensions[letter].width = 44
    for cells in sheet.iter_rows(min_row=2, min_col=11):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
