"""A consultant works three conflicts down, each in another way, in under a minute of clicks."""

import pytest
from playwright.sync_api import Page, expect

from engagement import demonstration
from engagement.store import Store
from tests.journeys import steps
from tests.journeys.conftest import Server

# A click or a key each two seconds, and ten seconds for each of the two reasons that are typed.
MOVES_OF_A_MINUTE = 20


@pytest.fixture
def example(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The worked example, opened in the server's own data folder; the address of its assessment."""
    monkeypatch.setenv("PRODWORTHY_DATA", str(server.data))
    monkeypatch.delenv("PRODWORTHY_DATABASE", raising=False)
    store = Store.open()
    try:
        return demonstration.open_example(store, history_seconds=1).assessment.id
    finally:
        store.close()
        demonstration.stop()


def way(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_three_conflicts_are_settled_three_ways_in_under_a_minute(page: Page, example: str) -> None:
    page.goto(f"/judge?a={example}")
    steps.heading(page, "Four conflicts are open")
    before = steps.moves(page)
    page.get_by_role("button", name="Settle").first.click()
    steps.heading(page, "Four conflicts are open")
    page.get_by_role("textbox", name="You are").fill("Ute Berg")
    page.keyboard.press("Enter")
    steps.settled(page)

    page.get_by_role("radio", name="Service objectives").focus()
    page.keyboard.press("ArrowDown")  # the arrow keys move through the list
    steps.heading(page, "Rollback and progressive release")
    page.keyboard.press("ArrowUp")
    steps.heading(page, "Service level objectives")

    steps.click(page, "Correct")
    steps.heading(page, "Three conflicts are open")

    way(page, "Overrule the finding")
    page.get_by_role("textbox", name="Why it is wrong").fill("It is scripted in another repository")
    page.keyboard.press("Enter")  # a form is sent from the keyboard
    steps.agree(page, "Marta Olsen", then="Ute Berg")
    steps.heading(page, "Two conflicts are open")

    way(page, "Waive for a time")
    page.get_by_role("textbox", name="Why it can wait").fill("A daily comparison comes in January")
    steps.click(page, "Waive", "Ask to waive")
    steps.agree(page, "Marta Olsen", then="Ute Berg")
    steps.heading(page, "One conflict is open")
    assert steps.moves(page) - before <= MOVES_OF_A_MINUTE

    page.get_by_text("Closed 3").click()
    steps.settled(page)
    for told in ("Waived until", "The finding was overruled", "The answer was corrected to 3"):
        expect(page.get_by_text(told).first).to_be_visible()
