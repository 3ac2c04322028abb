"""A whole workshop: one who leads, a big screen, eight phones, a bad network and a killed server."""

import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from assessment.workshop.model import Workshop
from assessment.workshop.phases import Stage
from engagement import workshops
from engagement.store import Store, workshop_votes
from tests import databases
from tests.engagement.desk import open_desk
from tests.engagement.roomful import ITEMS, Roomful, opened
from tests.journeys import steps
from tests.journeys.conftest import Server

LEADERS = ("Ana", "Ben", "Cleo")
MAKERS = ("Dov", "Eli", "Fay", "Gus", "Hal")
NOT_SENT = "Not sent yet"


@dataclass
class Hand:
    """A phone with somebody who holds it."""

    name: str
    page: Page
    role: str

    def join(self, code: str) -> None:
        self.page.goto(f"/join?c={code}")
        self.page.get_by_label("Name or pseudonym").fill(self.name)
        self.page.get_by_label("What do you do?").select_option(label=self.role)
        self.page.get_by_role("button", name="Join").dblclick()  # an eager thumb

    def choose(self, level: int) -> Locator:
        self.page.locator(f"input[name=pick][value='{level}']").check()
        return self.page.locator("#foot button")

    def vote(self, level: int) -> None:
        self.choose(level).click()
        self.kept()

    def kept(self) -> None:
        expect(self.page.locator("#foot")).to_contain_text("Kept")


@dataclass
class Scene:
    """Everybody in the room, and what the record has to say at the end."""

    server: Server
    at: Roomful
    lead: Page
    screen: Page
    hands: dict[str, Hand]
    errors: list[str]
    record: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)

    def press(self, label: str) -> None:
        button = self.lead.get_by_role("button", name=label).first
        expect(button).to_be_enabled()
        button.click()
        steps.settled(self.lead)

    def agree(self, owner: str) -> None:
        self.lead.get_by_role("textbox", name="Who owns the evidence").fill(owner)
        self.press("Keep as agreed")

    def open_round(self, item: int, number: int, press: str) -> None:
        self.press(press)
        self.record[item, number] = {}
        for hand in self.hands.values():
            expect(hand.page.locator("input[name=pick]").first).to_be_visible()

    def vote(self, item: int, number: int, **levels: int) -> None:
        for name, level in levels.items():
            self.hands[name].vote(level)
        self.record[item, number] |= levels

    def counted(self, words: str) -> None:
        expect(self.screen.locator("#counts")).to_contain_text(words)


@pytest.fixture
def scene(browser: Browser, server: Server) -> Iterator[Scene]:
    store = Store.open(databases.address(server.data / "prodworthy.db"))
    desk = open_desk(store, "Northwind", "Returns")
    at = opened(desk, ITEMS, agenda="own")
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened_page(width: int, height: int) -> Page:
        context = steps.listening(
            browser.new_context(
                base_url=server.address, viewport={"width": width, "height": height}
            )
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    roles = dict.fromkeys(LEADERS, "Executive sponsor") | dict.fromkeys(MAKERS, "ML engineering")
    hands = {
        name: Hand(name, opened_page(320 + 10 * place, 700), role)
        for place, (name, role) in enumerate(roles.items())
    }
    yield Scene(server, at, opened_page(1440, 1000), opened_page(1280, 720), hands, errors)
    for context in contexts:
        context.close()
    store.close()


@pytest.mark.ends_the_server
def test_three_items_are_voted_on_and_the_record_is_exact_whatever_happens(scene: Scene) -> None:
    gather(scene)
    first_item(scene)
    second_item(scene)
    third_item(scene)
    assert recorded(scene.at.store, scene.at.workshop) == scene.record
    assert scene.errors == []
    stops_at_once(scene.server)


def gather(scene: Scene) -> None:
    workshop = scene.at.workshop
    scene.screen.goto(f"/screen/{workshop.id}?k={workshop.screen_key}")
    expect(scene.screen.get_by_text(workshop.code)).to_be_visible()
    late = scene.hands.pop("Hal")
    for hand in scene.hands.values():
        hand.join(workshop.code)
    for hand in scene.hands.values():
        expect(hand.page.get_by_role("heading", name="You are in.")).to_be_visible()
    scene.counted("7 joined")
    scene.hands["Hal"] = late
    scene.lead.goto(f"/workshop?a={workshop.assessment_id}")
    steps.settled(scene.lead)


def first_item(scene: Scene) -> None:
    """A lost line, a late joiner, a double tap, a change of mind, a reload."""
    late = scene.hands.pop("Hal")
    scene.press("Begin:")
    scene.open_round(1, 1, "Open the vote")
    away = scene.hands["Dov"]
    away.page.context.set_offline(True)
    away.choose(1).click()
    expect(away.page.locator("#foot")).to_contain_text(NOT_SENT)
    expect(away.page.locator("#foot")).not_to_contain_text("Kept")
    expect(away.page.locator("#line")).to_contain_text("No connection. Trying again")
    scene.hands["Ana"].choose(4).dblclick()
    scene.hands["Ana"].kept()
    scene.vote(1, 1, Ben=5, Cleo=3, Eli=2, Fay=2, Gus=4)
    scene.vote(1, 1, Cleo=4)  # may be changed until the reveal
    scene.counted("6 of 7 voted")
    late.join(scene.at.workshop.code)
    scene.hands["Hal"] = late
    expect(late.page.locator("input[name=pick]").first).to_be_visible()
    scene.vote(1, 1, Hal=2)
    away.page.context.set_offline(False)
    away.kept()
    expect(away.page.locator("#line")).to_be_hidden()
    scene.record[1, 1] |= {"Ana": 4, "Dov": 1}
    again = scene.hands["Eli"].page
    again.reload()
    expect(again.locator("input[name=pick][value='2']")).to_be_checked()
    scene.counted("8 of 8 voted")
    scene.press("Reveal the spread")
    said = "Leaders say 4 to 5. Practitioners say 1 to 4."
    expect(scene.screen.get_by_role("heading", name=said)).to_be_visible()
    expect(away.page.locator("#main").get_by_text("You chose 1.")).to_be_visible()
    scene.press("Hear the lowest and the highest")
    scene.open_round(1, 2, "Open the second vote")
    scene.vote(1, 2, Ana=3, Ben=3, Cleo=3, Dov=2, Eli=2, Fay=3, Gus=3, Hal=2)
    scene.press("Reveal the spread")
    scene.agree("Ben")
    expect(scene.screen.get_by_role("heading", name="Agreed: level 3.")).to_be_visible()


def second_item(scene: Scene) -> None:
    """The server is killed in the middle of a vote."""
    scene.press("Next:")
    scene.open_round(2, 1, "Open the vote")
    scene.vote(2, 1, Ana=2, Ben=2, Cleo=3)
    scene.server.kill(signal.SIGKILL)
    for name in MAKERS:
        scene.hands[name].choose(2).click()
    scene.hands["Ana"].choose(3).click()  # changed while nobody listens
    for name in (*MAKERS, "Ana"):
        expect(scene.hands[name].page.locator("#foot")).to_contain_text(NOT_SENT)
    scene.server.start()
    for name in (*MAKERS, "Ana"):
        scene.hands[name].kept()
    scene.record[2, 1] |= dict.fromkeys(MAKERS, 2) | {"Ana": 3}
    scene.counted("8 of 8 voted")
    scene.lead.reload()  # a laptop that comes back goes on at the same item
    steps.settled(scene.lead)
    scene.press("Reveal the spread")
    scene.agree("Ben")


def third_item(scene: Scene) -> None:
    """Two tabs of one phone, and a second thought in the other one."""
    scene.press("Next:")
    scene.open_round(3, 1, "Open the vote")
    one = scene.hands["Ana"]
    other = Hand("Ana", one.page.context.new_page(), one.role)
    other.page.goto(one.page.url)
    expect(other.page.locator("input[name=pick]").first).to_be_visible()
    one.vote(1)
    other.vote(4)
    scene.record[3, 1] |= {"Ana": 4}
    scene.vote(3, 1, Ben=4, Cleo=4, Dov=4)
    scene.counted("4 of 8 voted")
    scene.press("Reveal the spread")
    expect(scene.screen.get_by_role("heading", name="Everybody says 4.")).to_be_visible()
    idle = scene.hands["Hal"].page.locator("#main")
    expect(idle.get_by_text("You did not vote on this one.")).to_be_visible()


def recorded(store: Store, workshop: Workshop) -> dict[tuple[int, int], dict[str, int]]:
    """What the database has: the level of everybody in every round."""
    with store.reading() as tx:
        people = workshop_votes.participants(tx, workshop.id)
        return {
            (held.position, held.number): {
                person.name: vote.level
                for person in people
                if (vote := workshop_votes.vote(tx, held.id, person.id)) and vote.level
            }
            for held in workshop_votes.rounds(tx, workshop.id)
        }


def stops_at_once(server: Server) -> None:
    """Eight phones and a screen still listen; a server that is told to stop does not wait for them."""
    began = time.monotonic()
    server.kill(signal.SIGTERM)
    assert time.monotonic() - began < 10


def test_a_workshop_that_is_opened_is_seen_from_its_top(page: Page, server: Server) -> None:
    store = Store.open(f"sqlite:///{server.data / 'prodworthy.db'}")
    desk = open_desk(store, "Opened Ltd")
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"/workshop?a={desk.id}")
    steps.settled(page)
    page.get_by_role("textbox", name="You lead it as").fill("Kim")
    page.keyboard.press("Tab")
    steps.settled(page)
    page.get_by_role("button", name="Open it with 8 items").click()
    expect(page.get_by_role("heading", name="Purpose and the rule of candour")).to_be_in_viewport()
    last = page.get_by_role("button", name="Audit trail")  # the list of items stands far down
    last.scroll_into_view_if_needed()
    last.click()
    expect(page.get_by_role("heading", name="Audit trail")).to_be_in_viewport()
    store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_a_small_phone(
    browser: Browser, server: Server, scheme: str
) -> None:
    store = Store.open(databases.address(server.data / "prodworthy.db"))
    at = opened(open_desk(store, f"Acme {scheme}"), ITEMS)
    context = steps.listening(browser.new_context(
        base_url=server.address, viewport={"width": 320, "height": 640},
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce",
    ))  # fmt: skip
    phone = Hand("Ana", context.new_page(), "Executive sponsor")
    screen = context.new_page()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"/screen/{at.id}?k={at.workshop.screen_key}")
    phone.page.goto(f"/join?c={at.workshop.code}")
    expect(phone.page.get_by_label("Name or pseudonym")).to_be_visible()
    sound(phone.page, screen)
    phone.join(at.workshop.code)
    expect(phone.page.get_by_role("heading", name="You are in.")).to_be_visible()
    at.begin()
    phone.choose(2)
    sound(phone.page, screen)
    phone.page.keyboard.press("Tab")
    phone.vote(2)
    at.step(workshops.reveal)
    expect(phone.page.locator("#main").get_by_text("You chose 2.")).to_be_visible()
    sound(phone.page, screen)
    ends(at, phone.page, screen)
    context.close()
    store.close()


def ends(at: Roomful, phone: Page, screen: Page) -> None:
    """What was decided stays in sight to the end, and a phone says what it shows."""
    lead: Any = {"workshop_id": at.id, "by": "Kim"}
    for to in range(1, 6):
        workshops.go_to_block(at.store, at=to - 1, to=to, leaving=(1,), **lead)
        block = at.room().block
        expect(phone.locator("#said")).to_contain_text(block.title)
        expect(screen.get_by_role("heading", level=1)).to_contain_text(block.title)
        if not block.facts:  # then where the day stands is all there is to see
            expect(screen.locator("[aria-current=step]")).to_contain_text(block.title)
    workshops.decide(at.store, key="k", text="Ana owns production", owner="Ana Bell",
                     due=date(2031, 3, 7), **lead)  # fmt: skip
    workshops.set_kill_criterion(at.store, text="Nobody uses it by June", **lead)
    workshops.go_to_block(at.store, at=5, to=6, **lead)
    hands = (Stage.CONFIDENCE, False)
    workshops.show(at.store, at=(Stage.WAITING, False), to=hands, **lead)
    expect(screen.get_by_role("heading", name="How sure are you")).to_be_visible()
    told = ("Ana owns production", "Ana Bell, by 7 Mar 2031", "Nobody uses it by June")
    seen(screen, *told)
    phone.locator("input[name=fingers][value='2']").check()
    expect(phone.locator("#said")).to_have_text(re.compile(r"Your hand: 2\. Kept at .* UTC\."))
    sound(phone, screen)
    workshops.show(at.store, at=hands, to=(Stage.CONFIDENCE, True), **lead)
    seen(screen, *told, "1 of 1 doubt it")
    workshops.close_workshop(at.store, **lead)
    seen(screen, *told, "What we decided", "How sure we are, in fingers")
    expect(phone.locator("#said")).to_contain_text("The workshop is over")
    expect(phone.locator("#said")).to_contain_text("Nobody uses it by June")
    sound(phone, screen)


def seen(screen: Page, *told: str) -> None:
    for words in told:
        expect(screen.locator("#main")).to_contain_text(words)


def sound(phone: Page, screen: Page) -> None:
    """No violation on either page; the phone does not scroll sideways, the screen not at all."""
    for page in (phone, screen):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    least = screen.evaluate(LEAST_TYPE)
    assert least >= 40, least
    assert screen.evaluate("document.querySelector('main').scrollHeight") <= screen.evaluate(
        "document.querySelector('main').clientHeight"
    )


LEAST_TYPE = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
        && one.getClientRects().length && !one.closest('script, svg'))
    .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
