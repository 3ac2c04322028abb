"""The web page of a tiny and of a full assessment in a real browser; the example's is a journey."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from reports.html import render_report
from tests.assessments.made import full, full_as
from tests.assessments.small import tiny

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ONE_OF_EACH = """
    for (const [what, most] of [['.entry', 12], ['section > p', 90], ['tr', 160]])
        [...document.querySelectorAll(what)].slice(most).forEach(item => item.remove())
"""
"""Much of the full page is the same again; axe reads what is left in seconds."""
CUT_OFF = """
    [...document.querySelectorAll('.below td')].filter(item => {
        const range = document.createRange();
        range.selectNodeContents(item);
        return range.getBoundingClientRect().right > innerWidth;
    }).length
"""

BESIDE_THE_SCREEN = """
    [...document.querySelectorAll('main table')].filter(item => item.scrollWidth > innerWidth).length
"""
"""Tables of which a part stands beyond the screen's edge: on a phone their rows are cards."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened.new_page(viewport={"width": 390, "height": 844})
        opened.close()


@pytest.fixture(params=["tiny", "full"])
def shown(page: Page, request: pytest.FixtureRequest, tmp_path: Path) -> Page:
    file = tmp_path / "report.html"
    file.write_bytes(render_report(tiny()) if request.param == "tiny" else full_as("html"))
    page.goto(file.as_uri())
    return page


def test_a_phone_shows_everything_and_axe_finds_nothing_wrong(shown: Page) -> None:
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shown.evaluate(CUT_OFF) == 0
    assert shown.evaluate(BESIDE_THE_SCREEN) == 0
    shown.evaluate(ONE_OF_EACH)
    found = Axe().run(shown, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_ids_stay_whole_on_a_phone(shown: Page) -> None:
    broken = shown.evaluate("""
        [...document.querySelectorAll('a, code')].filter(item =>
            /^[A-Z]{1,5}(-[A-Z]+)*-\\d+$/.test(item.textContent) && item.getClientRects().length > 1
        ).map(item => item.textContent)
    """)
    assert broken == []


def test_no_printed_page_is_nearly_empty(page: Page, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(render_report(tiny()))
    page.goto((tmp_path / "report.html").as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    texts = [item.extract_text() for item in PdfReader(tmp_path / "report.pdf").pages]
    assert f"Page 2 of {len(texts)}" in texts[1]
    assert [number for number, text in enumerate(texts[:-1], 1) if len(text) < 400] == []


def test_what_is_long_leaves_no_printed_page_empty_and_no_fact_without_its_name(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "report.html").write_bytes(full_as("html"))
    page.goto((tmp_path / "report.html").as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    texts = [item.extract_text() for item in PdfReader(tmp_path / "report.pdf").pages[:40]]
    assert [number for number, text in enumerate(texts, 1) if len(text) < 400] == []
    assert all(word in texts[0] for word in ("Sponsor", "Chief operating officer", "Report date"))
    contents = [
        number for number, text in enumerate(texts[:3]) if "Appendix: evidence index" in text
    ]
    assert [number for number, text in enumerate(texts[:3]) if "Contents" in text] == contents
    head = "Conflicts accepted for a time"
    assert all("Accepted by" in text.partition(head)[2] for text in texts if head in text)
    shared = [text for text in texts if "Since the last snapshot" in text.splitlines()]
    assert any("Decisions and owners" in text.splitlines() for text in shared)


def test_the_words_of_the_cover_can_be_read_on_a_phone(shown: Page) -> None:
    heights = shown.evaluate("""
        [...document.querySelectorAll('.emblem svg text')].filter(item => item.getClientRects().length)
            .map(item => item.getBoundingClientRect().height)
    """)
    assert len(heights) == len(full().report.pack.areas)
    assert min(heights) > 9
