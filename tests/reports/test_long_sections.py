"""Sections of the body under long texts: one page each, and every text whole in the appendix."""

from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from reports import fonts
from reports.blocks import Block, Column, Prose, Row, Section, Table, Words
from reports.lengths import Length
from reports.long_cells import Face, spread
from reports.model import Decision
from reports.paper import PageSize
from reports.pdf import render
from reports.people import respondents
from reports.sections import build, metrics
from tests.assessments.made import full, full_as
from tests.assessments.small import tiny
from tests.reports import example_report as example
from tests.reports import pdf_reading


def pages_of(name: str) -> int:
    """The pages of the full PDF whose running head names the section."""
    pages = PdfReader(BytesIO(full_as("pdf"))).pages[1:]
    return sum(
        name in " · ".join(page.extract_text().splitlines()[-6:]).split(" · ") for page in pages
    )


def words_of(blocks: tuple[Block, ...]) -> str:
    """Every word of the tables and sentences among the blocks."""
    lines = [block.content for block in blocks if isinstance(block, Prose)]
    lines += [
        cell for block in blocks if isinstance(block, Table)
        for row in block.rows for cell in row.cells if isinstance(cell, tuple)
    ]  # fmt: skip
    return "".join(one.text for line in lines for one in line)


def section(name: str) -> Section:
    """A section of the full assessment."""
    return next(item for item in build(full().report) if item.id == name)


@cache
def report_in(size: PageSize) -> bytes:
    """The full assessment as the report: its appendix has but what the client changed."""
    return render(full().report, size, Length.REPORT)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_long_texts_and_many_people_leave_the_report_12_to_18_pages_that_can_be_read(
    size: PageSize,
) -> None:
    texts = [page.extract_text() for page in PdfReader(BytesIO(report_in(size))).pages]
    body = [text for text in texts[1:] if "Appendix: " not in text]
    assert 12 <= 1 + len(body) <= 18
    pages = pdf_reading.printed(report_in(size))
    assert min(letters for page in pages for letters, _, _ in page) >= 7


@pytest.mark.parametrize("name", [
    "Lead use case", "Risks", "Risk and regulation", "Live metrics", "Decisions and owners",
])  # fmt: skip
def test_a_section_with_long_texts_keeps_to_its_page(name: str) -> None:
    assert pages_of(name) == 1


def test_what_the_page_of_decisions_only_begins_stands_whole_in_the_appendix() -> None:
    report, held = full().report, section("decisions-whole")
    words = words_of(held.blocks)
    for decision in report.decisions:
        assert decision.title in words
        assert decision.text in words
    reasons = [one.reason for one in report.overrules]
    reasons += [one.reason for one in report.waivers]
    assert reasons
    assert all(reason in words for reason in reasons)


def test_below_a_movement_the_page_counts_what_people_set_aside_and_says_where_it_stands() -> None:
    told = words_of(section("decisions").blocks)
    assert "One request that waits for a second person, one finding set aside" in told
    assert "one level accepted as good enough: page" in told


def test_the_page_of_risks_says_once_where_every_text_stands_and_there_none_is_cut() -> None:
    told = words_of(section("risks").blocks)
    assert told.casefold().count("in full") == 1
    whole = words_of(section("risks-whole").blocks)
    assert "…" in told
    assert "…" not in whole


def test_metrics_that_miss_their_target_come_first_and_the_page_says_where_the_others_stand() -> (
    None
):
    report, held = full().report, section("metrics")
    shown = next(block for block in held.blocks if isinstance(block, Table))
    more = next(block for block in section(metrics.MOVED).blocks if isinstance(block, Table))
    words = [row.cells[-1].word for table in (shown, more) for row in table.rows  # type: ignore[union-attr]
             if not row.below]  # fmt: skip
    ranks = [0 if word.startswith("not met") else 2 if word == "met" else 1 for word in words]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    assert "Not met first, then uncertain or stale, then met" in words_of(held.blocks)
    pages = {one.page_of for block in held.blocks if isinstance(block, Prose)
             for one in block.content if one.page_of}  # fmt: skip
    assert pages == {f"section-{name}" for name in (metrics.MOVED, metrics.UNREAD)}
    stands = sum(len(held.rows) for held in (shown, more))
    assert stands == sum(item.reading is not None for _, item in metrics.measured(report))


def test_of_two_long_texts_in_one_cell_each_is_only_begun() -> None:
    cell = (Words(text="name " * 80), Words(text="\nsponsor " * 40), Words(text=" F-0001"))
    table = Table(columns=(Column(title="Case", width=120), Column(title="", width=379)),
                  rows=(Row(cells=(cell, ())),))  # fmt: skip
    begun, below = spread(table, [113, 372], {"text": Face(fonts.REGULAR, 7)})
    assert len(words_in(begun)) < 120
    assert words_in(begun).endswith("F-0001")
    assert "\n" in words_in(begun)
    assert words_in(below).count("name") == 80
    assert words_in(below).count("sponsor") == 40


def test_a_long_name_is_whole_beside_its_first_remark_and_short_beside_the_others() -> None:
    report = full().report
    names = [name for name in respondents(report).values() if len(name) > 150]
    assert names
    told = words_of(section("said").blocks)
    for name in names:
        assert told.count(name) == 1
        assert told.count(name[:40]) > 40


def words_in(row: Row) -> str:
    """The words of the first cell."""
    assert isinstance(row.cells[0], tuple)
    return "".join(one.text for one in row.cells[0])


def test_the_appendix_repeats_no_decisions_where_their_page_holds_them_all() -> None:
    assert not [item for item in build(example.report()) if item.id == "decisions-whole"]


def test_decisions_begin_below_a_short_movement_and_take_no_page_of_their_own() -> None:
    report = example.report(previous=full().report.previous)
    pages = [page.extract_text() for page in
             PdfReader(BytesIO(render(report, "A4", Length.REPORT))).pages]  # fmt: skip
    assert len(pages) <= 18
    assert any("Since the last snapshot · Decisions and owners" in page for page in pages)


def test_one_decision_alone_leaves_no_hole_in_the_page_of_the_answer() -> None:
    one = Decision(title="Hold", text="Until the gate.", owner="Ana", due=date(2026, 12, 1))
    content = render(example.report(decisions=(one,)), "A4", Length.SUMMARY)
    heights = sorted({y for _, y, _ in pdf_reading.printed(content)[0]}, reverse=True)
    body = [y for y in heights if y > 60]  # above the foot of the page
    assert max(high - low for high, low in pairwise(body)) < 75


def test_before_a_verdict_no_risk_stands_in_the_appendix_either() -> None:
    assert not [item for item in build(tiny()) if item.id in ("risks", "risks-whole")]
