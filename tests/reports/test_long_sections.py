"""Sections of the body under long texts: one page each, and every text whole in the appendix."""

from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from reports.blocks import Table, Words
from reports.lengths import Length
from reports.model import Decision
from reports.pdf import render
from reports.sections import build
from tests.assessments.made import full, full_as
from tests.assessments.small import tiny
from tests.reports import example_report as example
from tests.reports import pdf_reading


def pages_of(name: str) -> int:
    """The pages of the full PDF whose running head names the section."""
    pages = PdfReader(BytesIO(full_as("pdf"))).pages[1:]
    return sum(name in page.extract_text().splitlines()[-6:] for page in pages)


@pytest.mark.parametrize("name", [
    "Lead use case", "Risks", "Risk and regulation", "Live metrics", "Decisions and owners",
])  # fmt: skip
def test_a_section_with_long_texts_keeps_to_its_page(name: str) -> None:
    assert pages_of(name) == 1


def test_what_the_page_of_decisions_only_begins_stands_whole_in_the_appendix() -> None:
    report = full().report
    held = next(item for item in build(report) if item.id == "decisions-whole")
    words = "".join(
        one.text for block in held.blocks if isinstance(block, Table)
        for row in block.rows for cell in row.cells if isinstance(cell, tuple)
        for one in cell if isinstance(one, Words)
    )  # fmt: skip
    for decision in report.decisions:
        assert decision.title in words
        assert decision.text in words
    reasons = [one.reason for one in report.overrules]
    reasons += [one.reason for one in report.waivers]
    assert reasons
    assert all(reason in words for reason in reasons)


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
