"""What a person does in the browser, in the words of the screen."""

import re

from playwright.sync_api import Locator, Page, expect

expect.set_options(timeout=30_000)

FOCUSED = """() => {
  const it = document.activeElement;
  const label = it.closest('label');
  return [it.tagName, it.type || '', (label || it).innerText.trim()].join('|');
}"""


def settled(page: Page) -> None:
    """Wait until the app has drawn what was asked for."""
    page.wait_for_timeout(150)
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    page.wait_for_timeout(100)


def heading(page: Page, text: str) -> Locator:
    found = page.get_by_role("heading", name=text)
    expect(found.first).to_be_visible()
    settled(page)
    return found


def click(page: Page, name: str, *or_names: str) -> None:
    """Press a button; where its words depend on what is there already, by any of its names."""
    names = "|".join(re.escape(item) for item in (name, *or_names))
    page.get_by_role("button", name=re.compile(f"^({names})$")).click()
    settled(page)


def agree(page: Page, second: str, then: str) -> None:
    """Where what was just asked for is critical, another person sits down and agrees."""
    settled(page)
    waits = page.get_by_role("button", name="Agree", exact=True)
    if waits.count():
        sit_down(page, second)
        while waits.count():  # one for each finding
            waits.first.click()
            settled(page)
        sit_down(page, then)


def sit_down(page: Page, name: str) -> None:
    """Say who is at the keyboard."""
    page.get_by_role("textbox", name="You are").fill(name)
    page.keyboard.press("Enter")
    settled(page)


def visit(page: Page, name: str) -> None:
    """Follow a link of the bar at the top."""
    page.get_by_role("link", name=name, exact=True).first.click()
    settled(page)


def start_assessment(page: Page, client: str, use_case: str, depth: str = "Pulse") -> None:
    page.goto("/")
    heading(page, "Can this AI pilot go to production?")
    click(page, "Start an assessment", "Start another assessment")
    heading(page, "Start an assessment")
    page.get_by_label("Client", exact=True).fill(client)
    page.get_by_label("Client", exact=True).press("Enter")  # a list of known clients takes it so
    settled(page)
    page.get_by_label("Use case", exact=True).fill(use_case)
    page.get_by_label("Use case", exact=True).press("Tab")
    settled(page)
    page.get_by_text(depth, exact=True).click()
    settled(page)
    click(page, "Start asking")
    heading(page, "Who answers first?")


def add_first_person(page: Page, name: str, role: str) -> None:
    page.get_by_label("Name or pseudonym").fill(name)
    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name=role).click()
    click(page, "Start with the first question")
    expect(page.get_by_text("Which one describes today, not the plan?")).to_be_visible()


def press_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press one key until what has the focus (``TAG|type|text``) has ``wanted`` in it."""
    for _ in range(80):
        if wanted in page.evaluate(FOCUSED):
            return
        page.keyboard.press(key)
        if key.startswith("Arrow"):
            settled(page)  # an arrow chooses, and a choice is saved at once
    raise AssertionError(f"{key} never reached {wanted!r}; stopped at {page.evaluate(FOCUSED)}")


def download(page: Page, what: str) -> bytes:
    click(page, f"Make {what}")
    save = page.get_by_role("button", name=f"Save {what}", exact=True)
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        save.click()
    path = waiting.value.path()
    return path.read_bytes()
