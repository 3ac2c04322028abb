"""What a person does in the browser, in the words of the screen."""

import re
from contextlib import suppress

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

expect.set_options(timeout=30_000)

FOCUSED = """() => {
  const it = document.activeElement;
  const label = it.closest('label');
  return [it.tagName, it.type || '', (label || it).innerText.trim()].join('|');
}"""


# Keeps when a page last asked its server for something and last heard from it, and how often a hand moved.
LISTENING = """(() => {
  const traffic = window.traffic = {asked: 0, heard: 0, asks: 0, hands: 0};
  for (const move of ['pointerdown', 'keydown'])
    window.addEventListener(move, () => { traffic.hands += 1; }, true);
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => { traffic.heard = performance.now(); });
    }
    send(what) { traffic.asked = performance.now(); traffic.asks += 1; super.send(what); }
  };
})()"""
# Milliseconds: less than a person notices, more than a widget takes to tell of a change.
PAUSE = 150
ANSWERED = f"""() => {{
  const at = window.traffic, last = Math.max(at.asked, at.heard);
  return at.heard > at.asked && performance.now() - last > {PAUSE}
    && !document.querySelector('[data-test-script-state=running]');
}}"""


def listening(context: BrowserContext) -> BrowserContext:
    """The same window, whose pages keep when they asked and when they heard: see ``settled``."""
    context.add_init_script(LISTENING)
    return context


def settled(page: Page) -> None:
    """Wait until the app has drawn what was asked for, however slow the server is.

    That no script runs is not enough: where the machine is busy, the server has not begun yet.
    """
    page.wait_for_timeout(PAUSE)
    page.wait_for_function(ANSWERED, timeout=60_000)


def moves(page: Page) -> int:
    """How many clicks and keys a person has needed on this page; typing a text is none of them."""
    return int(page.evaluate("window.traffic.hands"))


def asks(page: Page) -> int:
    """How often this page has asked its server for something, by itself or because of a person."""
    return int(page.evaluate("window.traffic.asks"))


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
    if asked := waits.count():
        sit_down(page, second)
        for left in reversed(range(asked)):  # one for each finding
            waits.first.click()
            expect(waits).to_have_count(left)
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


def choose(page: Page, box: str, name: str) -> None:
    """Choose from a list; it is opened once more where the page scrolled, which closes it."""
    chosen = page.get_by_role("combobox", name=box, exact=True)
    option = page.get_by_role("option", name=name)
    chosen.scroll_into_view_if_needed()
    settled(page)
    for _ in range(5):
        chosen.click()
        with suppress(Error):
            option.click(timeout=5_000)
            break
    settled(page)
    expect(chosen).to_have_value(name)


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
