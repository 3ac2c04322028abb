"""Sheets that only tell come back edited: a sentence names the cells of which nothing is taken."""

import io
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from re import findall
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reports import workbook
from reports.round_trip import records
from reports.round_trip.opening import opened
from reports.round_trip.origin import TITLE
from reports.round_trip.where import EDITED, RECORDS
from tests.assessments.made import full, full_as
from tests.reports.workbook_report import report

Edit = Callable[[Workbook], None]


@cache
def content() -> bytes:
    return workbook.render(report(assessment="a1"))


def edited(edit: Edit) -> bytes:
    book = load_workbook(io.BytesIO(content()))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def told(data: bytes) -> list[str]:
    back = opened(data)
    return records.changed(back.records, back.origin.records)


def put(sheet: str, place: str, value: Any) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][place].value = value

    return edit


TYPED_OVER = {
    "README!B7": "made from",
    "Summary!A1 and D5 (Index 1 to 5)": "Ask and Look",
    "Capabilities!I5 (Used)": "Ask and Look",
    "Responses!G7 (Level)": "Ask",
    "Probes!D5 (Outcome)": "Look",
    "Initiatives!B5 (Title)": "Schedule",
    "Metrics!C5 (Now)": "Track",
    "Snapshots!D5 (Index 1 to 5)": "Track",
    "Assumptions!C6 (Value)": "Packs",
}
"""What a sentence begins with -> what its end has to name."""


@pytest.mark.parametrize("value", ["typed over", 77, "=1+1", None])
def test_a_cell_typed_over_is_named_with_where_to_change_it(value: Any) -> None:
    def over(book: Workbook) -> None:
        for named in TYPED_OVER:
            sheet, _, cells = named.partition("!")
            for place in findall(r"\b[A-Z]\d\b", cells):
                book[sheet][place].value = value

    said = told(edited(over))
    assert len(said) == len(TYPED_OVER)
    for named, where in TYPED_OVER.items():
        (one,) = [one for one in said if one.startswith(f"{named}: ")]
        assert "not taken" in one
        assert where in one.split("; ")[-1]


def test_the_cells_of_a_sheet_are_told_in_one_sentence_that_stays_short() -> None:
    def column(book: Workbook) -> None:
        for number in range(5, 45):
            book["Capabilities"].cell(number, 9).value = 5

    (one,) = told(edited(column))
    assert "I5 (Used), I6 (Used)" in one
    assert "and 32 more cells" in one


def test_rows_sorted_columns_put_in_and_taken_out_are_no_edit() -> None:
    def move(book: Workbook) -> None:
        page = book["Responses"]
        rows = [[item.value for item in row] for row in page.iter_rows(min_row=5)]
        rows.sort(key=lambda row: (str(row[6]), str(row[0])[::-1]))
        for number, row in enumerate(rows, start=5):
            for column, value in enumerate(row, start=1):
                page.cell(number, column).value = value
        page.insert_cols(3)
        page.insert_rows(2)
        book["Capabilities"].delete_cols(4)
        book["Capabilities"].auto_filter.ref = None
        for number in range(9, 14):
            book["Trail"].row_dimensions[number].hidden = True

    assert told(edited(move)) == []


def test_an_edit_is_found_where_its_row_and_column_are_now() -> None:
    def move(book: Workbook) -> None:
        page = book["Responses"]
        page["G9"] = 1 if page["G9"].value == 5 else 5
        page.insert_cols(2)
        page.move_range("A9:O9", rows=200)

    assert [one.partition(":")[0] for one in told(edited(move))] == ["Responses!H209 (Level)"]


def test_a_row_added_and_rows_taken_out_are_told_and_change_nothing() -> None:
    def rows(book: Workbook) -> None:
        book["Responses"].delete_rows(20, 3)
        book["Responses"].append(["data.mine", "Mine", "Bo"])

    (one,) = told(edited(rows))
    last = load_workbook(io.BytesIO(content()))["Responses"].max_row
    assert f"added to it (row {last - 2}) is not taken" in one
    assert "taken out of it (three rows) stays in the app" in one
    assert one.endswith("an answer is corrected on Ask.")


def test_a_sheet_that_was_thrown_away_asks_for_nothing() -> None:
    def without(book: Workbook) -> None:
        for name in set(RECORDS) & {*book.sheetnames}:
            del book[name]

    assert told(edited(without)) == []


def test_a_sheet_too_large_to_be_compared_is_named_and_hinders_nothing() -> None:
    back = opened(edited(put("Trail", "A20100", "mine")))
    assert back.too_large == ("Trail",)
    assert {*back.records} == {*back.origin.records} - {"Trail"}


def test_the_fullest_workbook_saved_by_another_program_and_in_another_format_says_the_same(
    tmp_path: Path,
) -> None:
    """Texts of 3,000 letters, names from right to left, moments and shares, through .ods and back."""
    name = "plan"
    (tmp_path / f"{name}.xlsx").write_bytes(full_as("xlsx"))
    for suffix, source in (
        ("ods", f"{name}.xlsx"),
        ("xlsx:Calc MS Excel 2007 XML", f"out/{name}.ods"),
    ):
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
                "--convert-to", suffix, "--outdir", tmp_path / "out", tmp_path / source,
            ],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    assert full().report.answers
    assert told((tmp_path / "out" / f"{name}.xlsx").read_bytes()) == []


def test_every_sheet_of_the_fullest_workbook_says_where_to_change_what_it_tells() -> None:
    names = {*load_workbook(io.BytesIO(full_as("xlsx")), read_only=True).sheetnames} - {TITLE}
    assert names <= {*RECORDS, *EDITED}
    assert {*opened(full_as("xlsx")).origin.records} == names - {*EDITED}
