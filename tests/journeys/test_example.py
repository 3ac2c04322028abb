"""The worked example from its door to the files, with its systems really running."""

import io
import signal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Page, expect

from engagement import judging, workspaces
from engagement.store import Store
from scoring.model import CapabilityScore
from tests import databases
from tests.journeys import access, steps
from tests.journeys.conftest import Server
from ui.components.charts.claim import SHOWN
from ui.navigation import PAGES


@pytest.fixture
def example(page: Page) -> Page:
    page.goto("/")
    steps.heading(page, "Can this AI pilot go to production?")
    steps.click(page, "Open the example", "Open it again")
    page.wait_for_url("**/judge?**", timeout=180_000)
    steps.settled(page)
    return page


def processes_of(data: Path) -> list[bytes]:
    """Command lines of running processes that name the data folder or carry it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(data).encode() in told:
            found.append(told[:80])
    return found


def pictured(data: Path) -> CapabilityScore:
    """What the example's judgement says of the capability that the first page pictures."""
    store = Store.open(databases.address(data / "prodworthy.db"))
    space = workspaces.workspaces(store)[0]
    score = judging.scorecard(store, space.assessment.id).capability(SHOWN["capability"])
    store.close()
    return score


def test_the_worked_example_leads_from_findings_to_a_plan_and_its_files(
    example: Page, server: Server
) -> None:
    expect(example.get_by_text("fictional").first).to_be_visible()
    expect(example.get_by_role("heading", name="Not ready").first).to_be_visible()
    expect(example.get_by_text("What stands in the way")).to_be_visible()
    steps.visit(example, "Look")
    expect(example.get_by_text("Finished")).to_be_visible()
    expect(example.get_by_text("Absent").first).to_be_visible()
    steps.visit(example, "Plan")
    steps.heading(example, "four chances in five")
    steps.visit(example, "Report")
    pdf = pypdf.PdfReader(io.BytesIO(steps.download(example, "PDF")))
    assert "Northwind Retail" in pdf.pages[0].extract_text()
    book = openpyxl.load_workbook(io.BytesIO(steps.download(example, "Workbook")))
    assert "Initiatives" in book.sheetnames


def test_the_findings_can_be_turned_from_below_and_begin_at_their_top(example: Page) -> None:
    steps.visit(example, "Look")
    second = example.get_by_role("button", name="Page 2", exact=True)
    expect(second).to_have_count(2)
    second.last.click()
    steps.settled(example)
    first = example.get_by_role("navigation", name="Pagination").first
    expect(first).to_be_in_viewport()
    for row in (first, example.get_by_role("navigation", name="Pagination").last):
        expect(row.locator("[aria-current=page]")).to_have_text("2")


def test_a_square_of_the_gaps_opens_its_capability(example: Page) -> None:
    chart = example.locator("[aria-label*='three gaps']")
    chart.locator(".mark-rect path").first.click()
    expect(example.get_by_role("dialog").get_by_text("What was found")).to_be_visible()
    example.keyboard.press("Escape")
    expect(example.get_by_role("dialog")).to_have_count(0)


def test_the_first_page_pictures_what_the_example_really_says(
    example: Page, server: Server
) -> None:
    score = pictured(server.data)
    assert (score.claim, score.observed_high) == (SHOWN["claim"], SHOWN["absent"] - 1)
    shown = (SHOWN["reading"], SHOWN["low"], SHOWN["high"])
    assert (round(score.mean, 1), score.low, score.high) == shown


def test_no_page_has_a_grave_fault_for_whoever_hears_or_magnifies_it(example: Page) -> None:
    wrong = []
    for row in PAGES:
        access.visit(example, row)
        wrong += access.grave(example)
        access.look(example, 390, "dark")
        wrong += access.grave(example, *access.IN_THE_DARK)
    assert not wrong, "\n".join(wrong)


def test_keys_stop_on_what_is_seen_and_step_into_the_bar_of_a_phone(example: Page) -> None:
    for width, stops in ((1440, 20), (390, 12)):
        access.visit(example, access.row_of("settle"), width)
        assert not access.stepped(example, stops)
    expand = example.get_by_role("button", name="Expand sidebar")
    expand.press("Enter")
    expect(example.get_by_role("link", name="Ask", exact=True)).to_be_focused()
    assert not access.grave(example, *access.IN_THE_DARK)
    example.keyboard.press("Enter")
    example.wait_for_url("**/ask?**")


@pytest.mark.ends_the_server
def test_stopping_the_server_ends_the_examples_processes(example: Page, server: Server) -> None:
    assert len(processes_of(server.data)) > 1
    server.kill(signal.SIGTERM)
    assert not processes_of(server.data)
