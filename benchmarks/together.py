"""How soon one person's change is on another's screen, in a browser, with the worked example.

The change is kept by an action in another process than the server's, as a second server would; it is
timed from there to the screen that shows it. It comes at another moment of the screen's second each time.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Row
from benchmarks.workshop_server import app_server
from engagement import demonstration
from engagement.answers import answering
from engagement.model import Workspace
from engagement.plans import plan_items, planning
from engagement.settling import conflicts
from engagement.store import Store

WITHIN_SECONDS = 2
CHANGES = 8
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CAPABILITY = "data.pipelines"
CHOSEN = "level => document.querySelectorAll('[role=radiogroup] input')[level - 1]?.checked"
# A table is drawn as a picture, with its cells beside it for whoever hears the page.
SHOWN = """name => document.body.textContent.includes(name)
  || [...document.querySelectorAll('input')].some(field => field.value === name)"""

Change = Callable[[int], tuple[str, object]]
"""Keeps a change, the n-th of its page; what has to hold in the browser then, and what is given to it."""


def rows() -> list[Row]:
    """The slowest of several changes on Ask, Settle and Plan."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PRODWORTHY_DATA"] = folder
        store = Store.open(f"sqlite:///{Path(folder) / 'prodworthy.db'}")
        try:
            space = demonstration.open_example(store)
            with app_server(Path(folder)) as server, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox"]
                )
                return list(_pages(browser, server.origin, store, space))
        finally:
            demonstration.stop()
            store.close()


def _pages(browser: Browser, origin: str, store: Store, space: Workspace) -> Iterator[Row]:
    person = answering.respondents(store, space.assessment.id)[0].id
    for name, change in (
        ("ask", _answers(store, space, person)),
        ("settle", _settles(store, space)),
        ("plan", _plans(store, space)),
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{origin}/{name}?a={space.assessment.id}&as={person}&q={CAPABILITY}")
        page.get_by_role("heading").first.wait_for(timeout=60_000)
        page.wait_for_timeout(8_000)  # whoever works beside somebody has been there for a while
        yield Row(
            name=f"From a change that somebody else keeps to the screen, {name.capitalize()}, the "
            f"slowest of {CHANGES}",
            subject=max(_seen(page, change, number) for number in range(1, CHANGES + 1)),
            peer=WITHIN_SECONDS, peer_name="what they may take", limit=1,
        )  # fmt: skip
        page.close()


def _seen(page: Page, change: Change, number: int) -> float:
    holds, given = change(number)
    began = time.perf_counter()
    page.wait_for_function(holds, arg=given, timeout=60_000, polling=20)
    took = time.perf_counter() - began
    page.wait_for_timeout(2_500 + number * 370)
    return took


def _answers(store: Store, space: Workspace, person: str) -> Change:
    key = space.assessment.id

    def change(number: int) -> tuple[str, object]:
        level = 1 + number % 2
        answering.answer(
            store, assessment_id=key, respondent_id=person, capability=CAPABILITY, kind="level",
            level=level,
        )  # fmt: skip
        return CHOSEN, level

    return change


def _settles(store: Store, space: Workspace) -> Change:
    key = space.assessment.id
    first = conflicts.conflicts(store, key)[0].number

    def change(number: int) -> tuple[str, object]:
        name = f"Somebody {number}"
        conflicts.assign(store, assessment_id=key, number=first, owner=name, due=None)
        return SHOWN, name

    return change


def _plans(store: Store, space: Workspace) -> Change:
    key = space.assessment.id
    first = planning.roadmap(store, key).rows[0].id

    def change(number: int) -> tuple[str, object]:
        name = f"Somebody {number} else"
        plan_items.set_item(store, key, first, owner=name)
        return SHOWN, name

    return change
