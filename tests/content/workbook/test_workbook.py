"""The template as people fill it in: what they wrote comes back, or each mistake at its cell."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from content.handed_over import read_handed
from content.loading import load_shipped
from content.model import Pack
from content.questionnaire import Questionnaire
from content.workbook.grid_layout import GRID
from content.workbook.packs import read_workbook
from content.workbook.questionnaire_layout import QUESTIONNAIRE
from content.workbook.writing import template, workbook_of
from tests.content.workbook.workbooks import FILLED, Rows, book_of, filled, problems, put


def changed(title: str, row: int, column: int, value: object) -> Rows:
    """The filled-in rows with one cell otherwise; row and column of the list, from 0."""
    rows = {name: [list(item) for item in items] for name, items in FILLED.items()}
    rows[title][row][column] = value
    return rows


def test_a_filled_in_template_is_a_questionnaire_and_its_examples_are_not_read(
    tmp_path: Path,
) -> None:
    pack, wrong, told = read_workbook(put(filled(), tmp_path))
    assert (wrong, told) == ((), ())
    assert isinstance(pack, Questionnaire)
    assert (pack.id, pack.version, pack.scoring) == ("my-review", "1", "additive")
    assert [item.title for item in pack.questions] == ["Is the heat read?", "Do they shut?"]
    assert pack.sections[1].parent == "ovens"
    assert pack.questions[0].choices[1].advice is not None
    assert pack.questions[1].weight == 2
    assert read_handed(put(filled(), tmp_path)).ours


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (changed("Questions", 0, 1, "oven"),
         "Questions:B4: there is no section 'oven'; did you mean 'ovens'?"),
        (changed("Questions", 1, 4, "several"),
         "Questions:E5: answer: expected 'one' or 'many', found 'several'"),
        (changed("Questions", 1, 5, "heavy"), "Questions:F5: weight: expected a number, found 'heavy'"),
        (changed("Choices", 1, 5, "NaN"), "Choices:F5: points: expected a number, found 'NaN'"),
        (changed("Choices", 1, 5, "1e999"), "Choices:F5: points: expected a number, found '1e999'"),
        (changed("Questions", 1, 5, 1e308), "Questions:F5: weight: expected a number, found '1"),
        (changed("Questions", 1, 5, 0), "Questions:F5: weight: expected greater than 0"),
        (changed("Choices", 2, 0, "shout"),
         "Choices:A6: no question has the id 'shout'; did you mean 'shut'?"),
        (changed("Choices", 1, 5, None), "Choices:A5: choice 'yes' needs points"),
        (changed("Choices", 1, 5, "=1+1"), "Choices:F5: a formula; formulas are not evaluated"),
        (changed("Questions", 0, 2, None), "Questions:C4: 'question' is missing"),
        (changed("Sections", 1, 0, "ovens"), "section id 'ovens' stands twice"),
        (changed("Choices", 1, 1, "no"), "choice id 'no' stands twice in question 'heat'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_sheet_and_cell(rows: Rows, said: str, tmp_path: Path) -> None:
    found = problems(filled(rows), tmp_path)
    assert any(said in item for item in found), found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    book = filled(changed("Questions", 0, 1, "oven"))
    book["Pack"]["B2"] = None
    book["Pack"]["A3"] = "verson"
    book["Choices"]["B1"] = "ident"
    found = problems(book, tmp_path)
    assert any("'id' is missing" in item and item.startswith("Pack:") for item in found)
    assert "Pack:A3: unknown field 'verson'; did you mean 'version'?" in found
    assert any(item.startswith("Choices:B1: unknown column 'ident'") for item in found)
    assert any("the column 'id' is missing in row 1" in item for item in found)


def test_a_sheet_that_is_missing_is_told_and_one_that_is_unknown_is_only_told(
    tmp_path: Path,
) -> None:
    book = filled()
    book.create_sheet("My notes")
    _, wrong, told = read_workbook(put(book, tmp_path))
    assert not wrong
    assert [str(item) for item in told] == ["My notes: an unknown sheet is ignored"]
    del book["Choices"]
    assert any("Choices: this sheet is missing" in item for item in problems(book, tmp_path))


def test_risk_rules_are_checked_in_their_cell(tmp_path: Path) -> None:
    book = filled()
    book["Pack"]["B9"] = "risk-rules"
    book["Rules"].append(["heat", "yess", "none"])
    found = problems(book, tmp_path)
    assert found == ["Rules:A4: question 'heat' has no choice 'yess'; did you mean 'yes'?"]


def test_numbers_where_texts_belong_are_taken_as_they_read(tmp_path: Path) -> None:
    book = filled()
    book["Pack"]["B3"] = 2
    book["Pack"]["B4"] = "=Bakery"
    book["Pack"]["B4"].data_type = "s"
    pack, wrong, _ = read_workbook(put(book, tmp_path))
    assert not wrong
    assert pack is not None
    assert (pack.version, pack.title) == ("2", "=Bakery")


def test_the_template_offers_choices_to_pick_from() -> None:
    for layout in (QUESTIONNAIRE, GRID):
        book = book_of(template(layout))
        assert book.sheetnames == ["Read me", "Pack", *(item.title for item in layout.sheets)]
        assert all(book[item.title].data_validations.dataValidation for item in layout.sheets
                   if any(column.options or column.of for column in item.columns))  # fmt: skip


def test_an_unfilled_template_says_what_to_write_first(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    for layout, sheet in ((QUESTIONNAIRE, "Questions"), (GRID, "Capabilities")):
        path.write_bytes(template(layout))
        pack, wrong, _ = read_workbook(path)
        assert pack is None
        assert any(item.file == sheet and "at least one" in item.message for item in wrong)


def test_a_mistake_in_a_grid_is_told_at_its_cell(tmp_path: Path) -> None:
    book = book_of(workbook_of(load_shipped("ai-production")))
    book["Capabilities"]["B3"] = "dta"
    book["Initiatives"]["E4"] = "nobody"
    book["Efforts"]["C3"] = 99
    area = problems(book, tmp_path)
    assert any(item.startswith("Capabilities:B3: no area has the id 'dta'") for item in area), area
    assert any(item.startswith("Initiatives:E4: no role has the id 'nobody'") for item in area)
    assert any(item.startswith("Efforts:") and "low <= mid <= high" in item for item in area)


def test_a_grid_without_judgements_takes_those_of_the_products_own_pack(tmp_path: Path) -> None:
    ours = load_shipped("ai-production")
    book = book_of(workbook_of(ours))
    del book["Judgements"]
    pack, wrong, _ = read_workbook(put(book, tmp_path))
    assert not wrong
    assert isinstance(pack, Pack)
    assert pack.judgements.thresholds == ours.judgements.thresholds
    assert pack.judgements.weights.areas == {}


def test_what_is_no_workbook_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    for content in (b"", b"not a zip", b"PK\x03\x04broken"):
        path.write_bytes(content)
        pack, wrong, _ = read_workbook(path)
        assert pack is None
        assert [str(item) for item in wrong] == [
            "bad.xlsx: not a readable .xlsx workbook; save it again as .xlsx"
        ]


def test_a_workbook_that_is_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = put(filled(), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/extra.xml", b" " * 120_000_000)
    _, wrong, _ = read_workbook(path)
    assert "far more than it seems" in wrong[0].message


def test_a_workbook_of_another_kind_is_told(tmp_path: Path) -> None:
    book = filled()
    for title in book.sheetnames[1:]:
        del book[title]
    assert "neither a sheet Questions nor Capabilities" in problems(book, tmp_path)[0]


def test_rows_far_below_cost_no_time(tmp_path: Path) -> None:
    book = filled()
    book["Questions"].cell(1_000_000, 1, "far")
    pack, wrong, _ = read_workbook(put(book, tmp_path))
    assert not wrong
    assert pack is not None


def test_the_file_on_disk_is_a_workbook_that_excel_opens(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(QUESTIONNAIRE))
    assert load_workbook(path)["Questions"]["A1"].value == "id"


@given(st.integers(0, 11), st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=12))))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_workbook_is_told_and_never_crashes(
    tmp_path: Path, member: int, changes: list[tuple[int, bytes]]
) -> None:
    whole = tmp_path / "whole.xlsx"
    if not whole.exists():
        put(filled(), tmp_path, "whole.xlsx")
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(path, "w") as bad:
        names = good.namelist()
        for name in names:
            content = good.read(name)
            if name == names[member % len(names)]:
                for at, piece in changes:
                    content = content[:at] + piece + content[at + 3 :]
            bad.writestr(name, content)
    pack, wrong, _ = read_workbook(path)
    assert (pack is None) == bool(wrong)
