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
    steps.start_assessment(page, "Acme Bank www.evil.example", "ask me@evil.example")
    steps.add_first_person(page, "Priya", "ML engineering")
    steps.press_to(page, "submit|Next")
    while not answer_by_keyboard(page):
        pass
    steps.heading(page, "All answered")
    steps.visit(page, "Judge")
    expect(page.get_by_role("heading", name="of 100").first).to_be_visible()
    expect(page.get_by_text("never a verdict").first).to_be_visible()
    steps.visit(page, "Report")
    expect(page.get_by_text("Acme Bank www.evil.example / ask me@evil.example")).to_be_visible()
    expect(page.locator("a[href*=evil]")).to_have_count(0)
    pdf = pypdf.PdfReader(io.BytesIO(steps.download(page, "PDF")))
    assert "Acme Bank" in pdf.pages[0].extract_text()


def test_mark_and_picture_turn_with_the_theme_without_a_click(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    steps.heading(page, "Can this AI pilot go to production?")
    mark = page.get_by_role("img", name="Logo").first
    light = mark.get_attribute("src")
    assert light
    page.emulate_media(color_scheme="dark")
    expect(mark).not_to_have_attribute("src", light)
    steps.settled(page)
    page.emulate_media(color_scheme="light")
    expect(mark).to_have_attribute("src", light)
