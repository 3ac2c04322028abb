"""The Word report as another program sets it: whole cards, whole ids, no page that is nearly empty."""

import re
import subprocess
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from reports import blocks
from reports.blocks import Column, Row, Table, Words
from reports.docx import render_report
from reports.docx.unbroken import whole_ids
from reports.lengths import Length
from reports.sections import build
from tests.assessments.small import example as worked_example
from tests.reports import example_report as example
from tests.reports.docx_reading import Element
from tests.reports.test_docx import held, standard, written


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page as LibreOffice sets it."""
    return as_set(standard().content, tmp_path_factory.mktemp("set"))


@pytest.fixture(scope="module")
def example_pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The same of the worked example, which has three use cases."""
    content = render_report(worked_example(), length=Length.REPORT)
    return as_set(content, tmp_path_factory.mktemp("example"))


def as_set(content: bytes, folder: Path) -> list[str]:
    """The text of each page of a Word file as LibreOffice sets it."""
    (folder / "report.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
               "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [page.extract_text() for page in PdfReader(folder / "report.pdf").pages]


def test_no_page_is_nearly_empty_and_each_says_its_number(pages: list[str]) -> None:
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text.replace("\u00a0", " ")
        assert number in (1, len(pages)) or len(text) > 600, (number, text)


def test_the_pages_of_use_case_gate_and_heat_map_follow_each_other_whole(
    example_pages: list[str],
) -> None:
    names = ("Lead use case", "Five-dimension gate", "46 capabilities", "Gap: data")
    begun = [
        next(at for at, text in enumerate(example_pages[2:]) if name in text.splitlines())
        for name in names
    ]
    assert begun == [*range(begun[0], begun[0] + len(names))]
    assert [at for at, text in enumerate(example_pages[2:-1], 3) if len(text) < 900] == []


def test_contents_and_heat_map_keep_to_a_page_each(pages: list[str]) -> None:
    last = build(held("full"))[-1].name
    assert [last in pages[1], last in pages[2]] == [True, False]
    areas = [area.name for area in example.pack().areas]
    assert [all(f"{name}" in page for name in areas) for page in pages].index(True) > 1
    assert any("Shade and figure" in page and "Chance of each level" in page for page in pages)


def test_no_id_is_broken_at_the_end_of_a_line(pages: list[str]) -> None:
    text = "\n".join(pages)
    assert len(re.findall(r"\bF-\d{4}\b", text)) > 20
    assert not re.findall(r"\b(?:F|K|[A-Z]-[A-Z]{2,5})-\n\d+|\b[A-Z]-\n[A-Z]{2,5}-\d", text)


def test_cards_stay_together_and_tie_nothing_that_follows() -> None:
    bare = dict.fromkeys(blocks.Card.model_fields, "words")
    card = blocks.Card.model_validate({**bare, "anchor": "", "trend": None, "link": ()})
    items = tuple(card.model_copy(update={"id": f"I-A-0{n}"}) for n in range(4))
    for table in written(blocks.Cards(items=items)).all("w:tbl"):
        tied = [_tied(row) for row in table.iterchildren(qn("w:tr"))]
        assert tied == [*[True] * (len(tied) - 1), False]


def _tied(row: Element) -> bool:
    first = next(row.iter(qn("w:p")))
    return first.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_strong_words_before_an_id_take_the_room_that_they_take_in_print() -> None:
    def ended(*, strong: bool) -> bool:
        line = (Words(text="Training/live parity kept and", strong=strong), Words(text=" F-0079"))
        return "\n" in "".join(words.text for words in whole_ids(line, "table", 134))

    assert [ended(strong=False), ended(strong=True)] == [False, True]


def test_an_id_in_the_last_column_is_measured_by_the_room_that_column_has() -> None:
    columns = (Column(title="S", width=402), Column(title="T", width=97))
    line = (Words(text="Serving log and skew jobs "), Words(text="I-DATA-07", target="#x"))
    table = written(Table(columns=columns, rows=(Row(cells=((), line)),))).all("w:tbl")[0]
    assert list(table.iter(qn("w:br")))


def test_an_id_that_finds_no_room_begins_the_next_line_of_its_cell() -> None:
    cell = (Words(text="Prometheus of returns "), Words(text="F-0079", target="#x"))
    columns = (Column(title="S", width=100), Column(title="T", width=399))
    table = written(Table(columns=columns, rows=(Row(cells=(cell, ())),))).all("w:tbl")[0]
    cells = list(table.iter(qn("w:tc")))
    assert list(cells[2].iter(qn("w:br")))
    assert "F-0079" in [item.text for item in cells[2].iter(qn("w:t"))]
