"""The report's web page in a real browser: what it asks for, what it runs, and what axe says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reports.around import around_report
from reports.html import render, render_report
from reports.model import Decision, UseCaseFacts
from reports.sections import build
from tests.reports import example_report as example
from tests.reports.test_html import attacked

LOOKS = [("light", 1440), ("dark", 320)]
"""Colours do not depend on the width, nor the order of elements on the colours."""
OPEN_ALL = "document.querySelectorAll('details').forEach(item => { item.open = true })"
NOT_CONTAINED = """
    [...document.querySelectorAll('body *')].filter(item =>
        !item.closest('.scroll') && item.getBoundingClientRect().right > innerWidth + 1
    ).map(item => item.outerHTML.slice(0, 90))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The full report, with its appendix."""
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_bytes(render_report(example.report()))
    return file.as_uri()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report without its appendix, which has the same kinds of blocks and thrice the size."""
    report = example.report()
    body = tuple(item for item in build(report) if not item.name.startswith("Appendix"))
    file = tmp_path_factory.mktemp("short") / "report.html"
    file.write_bytes(render(body, around_report(report)))
    return file.as_uri()


@pytest.fixture(params=LOOKS, ids=[f"{scheme}-{width}" for scheme, width in LOOKS])
def sheet(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_wrong_in_light_and_dark_at_any_width(sheet: Page, short: str) -> None:
    sheet.goto(short)
    sheet.evaluate(OPEN_ALL)
    found = Axe().run(sheet, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_wrong_in_the_full_report(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark", viewport={"width": 1440, "height": 900})
    page.goto(address)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_only_what_scrolls_by_itself_is_wider_than_the_screen(sheet: Page, address: str) -> None:
    sheet.goto(address)
    sheet.evaluate(OPEN_ALL)
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert sheet.evaluate(NOT_CONTAINED) == []


def test_a_name_without_an_end_does_not_push_the_page_apart(
    browser: Browser, tmp_path: Path
) -> None:
    name = "W" * 400
    report = example.report(
        client=name, mark=f"Confidential to {name}",
        use_case=UseCaseFacts(name=f"שלום {name}", sponsor=name, traits=example.TRAITS),
        decisions=(Decision(title=name, text=name, owner=name),),
        planned=example.roadmap_inputs(owners=dict.fromkeys(
            (item.id for item in example.pack().initiatives), name)),
    )  # fmt: skip
    file = tmp_path / "report.html"
    file.write_bytes(render_report(report))
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate(NOT_CONTAINED) == []
    page.close()


def test_the_page_asks_for_nothing_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render_report(attacked()))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert page.evaluate("window.ran") is None
    # Even what somebody put in later is neither run nor loaded under the page's own policy.
    refused = page.evaluate("""() => new Promise(done => {
        const refused = [];
        document.addEventListener('securitypolicyviolation', event => {
            refused.push(event.effectiveDirective);
            if (refused.length === 2) done(refused.sort());
        });
        const script = document.createElement('script');
        script.textContent = 'window.ran = 1';
        document.body.append(script);
        const picture = document.createElement('img');
        picture.src = 'http://127.0.0.1:9/x.png';
        document.body.append(picture);
    })""")
    assert refused == ["img-src", "script-src-elem"]
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    page.close()


def test_the_report_s_own_fonts_are_in_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.weight)"
    )
    assert {"400", "500", "600"} <= set(loaded)
    page.close()


def test_a_keyboard_comes_first_to_the_text_and_then_opens_the_numbers(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] table").first.is_visible()
    page.close()
