"""A consultant words one level for a client, sees what that does, and takes it."""

from playwright.sync_api import Page, expect

from tests.journeys import steps


def test_a_level_is_worded_for_a_client_previewed_and_taken(page: Page) -> None:
    steps.start_assessment(page, "Word and Sons", "Claims triage")
    steps.add_first_person(page, "Priya", "ML engineering")
    page.get_by_text("Word and Sons", exact=True).first.click()
    page.locator("a[href$='/clients']").click()
    steps.heading(page, "Clients")
    page.get_by_role("link", name="Changes to the pack").first.click()
    steps.heading(page, "Changes to the pack for Word and Sons")
    page.get_by_role("textbox", name="You are").fill("Tom Weber")
    page.get_by_role("textbox", name="You are").press("Tab")
    steps.settled(page)
    page.get_by_role("textbox", name="Level 3 for this client").fill(
        "Jobs run in Control-M with retries."
    )
    page.get_by_role("textbox", name="Reason").fill(
        "Everybody here knows the scheduler by its name."
    )
    steps.click(page, "Save for this client")
    steps.heading(page, "Changes (1)")
    steps.visit(page, "Ask")
    page.get_by_role("link", name="Preview").click()
    steps.heading(page, "Reworded (1)")
    steps.click(page, "Take this version")
    steps.heading(page, "Versions taken")
    steps.visit(page, "Ask")
    expect(page.get_by_text("Jobs run in Control-M with retries.")).to_be_visible()
