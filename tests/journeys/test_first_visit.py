"""From the first page to a downloaded PDF, with the keyboard where it matters."""

import io

import pypdf
from playwright.sync_api import Page, expect

from tests.journeys import steps


def answer_by_keyboard(page: Page) -> bool:
    """Go back to the options, down to the third sentence, and on with Next."""
    steps.press_to(page, "INPUT|radio|", "Shift+Tab")
    steps.press_to(page, "INPUT|radio|3", "ArrowDown")
    last = page.get_by_role("button", name="Finish", exact=True).count() == 1
    steps.press_to(page, "submit|Finish" if last else "submit|Next")
    page.keyboard.press("Enter")
    steps.settled(page)
    return last


def test_a_pulse_answered_by_keyboard_ends_in_an_index_and_a_pdf(page: Page) -> None:
    steps.start_assessment(page, "Acme Bank", "Loan triage")
    steps.add_first_person(page, "Priya", "ML engineering")
    steps.press_to(page, "submit|Next")
    while not answer_by_keyboard(page):
        pass
    steps.heading(page, "All answered")
    steps.visit(page, "Judge")
    expect(page.get_by_role("heading", name="of 100").first).to_be_visible()
    expect(page.get_by_text("never a verdict").first).to_be_visible()
    steps.visit(page, "Report")
    pdf = pypdf.PdfReader(io.BytesIO(steps.download(page, "PDF")))
    assert "Acme Bank" in pdf.pages[0].extract_text()
