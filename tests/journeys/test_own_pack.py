"""A pack of one's own: the template is taken, filled in, handed over, kept, and asked at once."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.content.workbook.workbooks import FILLED
from tests.journeys import steps


def _template(page: Page, tmp_path: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Template: questions with choices").click()
    path = tmp_path / "filled.xlsx"
    coming.value.save_as(path)
    return path


def test_a_template_is_filled_in_handed_over_and_asked_at_once(page: Page, tmp_path: Path) -> None:
    page.goto("/packs")
    steps.heading(page, "Packs")
    path = _template(page, tmp_path)
    book = load_workbook(path)
    book["Pack"]["B4"] = "Oven review"
    for title, rows in FILLED.items():
        for row in rows:
            book[title].append(row)
    book["Questions"]["B4"] = "oven"
    book.save(path)
    field = page.locator("input[type=file]")
    field.set_input_files(path)
    expect(page.get_by_text("Questions:B4")).to_be_visible()
    book["Questions"]["B4"] = "ovens"
    book.save(path)
    page.reload()
    steps.heading(page, "Packs")
    field.set_input_files(path)
    expect(page.get_by_text("2 sections · 2 questions · 4 choices").last).to_be_visible()
    steps.click(page, "Keep this pack")
    expect(page.get_by_text("Kept: Oven review, version 1")).to_be_visible()
    steps.start_assessment(page, "Mill and Sons", "Bread", depth="Oven review")
    steps.add_first_person(page, "Ana", "ML engineering")
    steps.heading(page, "Is the heat read?")
