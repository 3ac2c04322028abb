"""A person who was invited answers alone in a browser of their own; two people work at once."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Server
from tests.journeys.steps import add_first_person, click, heading, settled, start_assessment
from ui.components.live import EVERY_SECONDS


def elsewhere(browser: Browser, server: Server) -> BrowserContext:
    """Another person's browser."""
    context = steps.listening(
        browser.new_context(base_url=server.address, viewport={"width": 390, "height": 844})
    )
    context.set_default_timeout(30_000)
    return steps.listening(context)


def test_an_invited_person_answers_on_a_phone_and_reaches_nothing_else(
    page: Page, browser: Browser, server: Server
) -> None:
    start_assessment(page, "Invited Ltd", "Alone")
    page.get_by_role("link", name="Or invite people").click()
    heading(page, "Invite people to answer by themselves")
    page.get_by_role("textbox", name="You are").fill("Mara")
    page.get_by_role("textbox", name="You are").press("Tab")
    page.get_by_role("textbox", name="People, one a line").fill("Tom Smith, Data engineering")
    page.get_by_role("textbox", name="People, one a line").press("Tab")
    settled(page)
    click(page, "Invite")
    heading(page, "1 person is invited, 0 answered everything")
    page.get_by_role("button", name="Link", exact=False).first.click()
    link = page.get_by_text(re.compile(r"^http.*/i/")).first.inner_text()
    page.keyboard.press("Escape")

    context = elsewhere(browser, server)
    theirs = context.new_page()
    theirs.goto(link)
    expect(theirs.get_by_text("Which one describes today, not the plan?")).to_be_visible()
    expect(theirs.get_by_role("link", name="Judge")).to_have_count(0)
    theirs.get_by_role("radiogroup").locator("label").nth(1).click()
    settled(theirs)
    expect(theirs.get_by_text(re.compile("Saved .* UTC"))).to_be_visible()
    # The next question is read from its title, not from where the button of the last one stood.
    title = theirs.get_by_role("heading").first
    first = title.inner_text()
    theirs.get_by_role("button", name="Next").first.click()
    expect(title).not_to_have_text(first)
    expect(title).to_be_in_viewport()
    theirs.get_by_role("button", name="Back").first.click()
    expect(title).to_have_text(first)
    # What they said is on the facilitator's screen, as progress, without anybody pressing anything.
    expect(page.get_by_text(re.compile("^1 of .* answered$"))).to_be_visible()
    here = re.sub(r"\?.*", "", page.url).rsplit("/", 1)[0]
    for name in ("", "ask", "look", "judge", "plan", "report", "track", "clients", "invite"):
        theirs.goto(f"{here}/{name}")
        settled(theirs)
        wanted = "Which one describes today" if not name else "not part of your invitation"
        expect(theirs.get_by_text(wanted)).to_be_visible()
    theirs.goto("/i/forged")
    expect(theirs.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    theirs.goto(link)
    expect(theirs.get_by_text("1 of", exact=False).first).to_be_visible()
    context.close()


def test_two_people_see_each_others_changes_and_neither_loses_what_they_type(
    page: Page, browser: Browser, server: Server
) -> None:
    start_assessment(page, "Two Ltd", "At once")
    add_first_person(page, "Ana", "Platform")
    context = steps.listening(
        browser.new_context(base_url=server.address, viewport={"width": 1440, "height": 1000})
    )
    other = context.new_page()
    asked = page.url
    clients = asked.replace("/ask?", "/clients?")
    page.goto(clients)
    heading(page, "Clients")
    other.goto(clients)
    heading(other, "Clients")
    notes = page.get_by_label("Notes")
    notes.press_sequentially("I am still typ")
    other.get_by_label("Currency").fill("EUR")
    other.get_by_role("button", name="Save").first.click()
    settled(other)
    asked_before = steps.asks(page)
    expect(page.get_by_text("currency is now EUR")).to_be_visible()
    assert EVERY_SECONDS < 2
    assert steps.asks(page) - asked_before <= 2  # one that was on its way already, and the next
    page.keyboard.type("ing")
    assert notes.input_value() == "I am still typing"
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    mine, theirs = page.get_by_label("Currency"), other.get_by_label("Currency")
    expect(mine).to_have_value("EUR")  # left alone, it follows
    mine.fill("USD")
    theirs.fill("CHF")
    other.get_by_role("button", name="Save").first.click()
    settled(other)
    expect(page.get_by_text("currency is now CHF")).to_be_visible()
    expect(mine).to_have_value("USD")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Somebody else was faster")).to_be_visible()
    page.reload()
    expect(page.get_by_text("theirs: CHF")).to_be_visible()
    click(page, "Keep mine")
    expect(page.get_by_label("Currency")).to_have_value("USD")
    expect(other.get_by_text("currency is now USD")).to_be_visible()
    context.close()
