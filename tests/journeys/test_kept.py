"""What was answered is kept; what the browser asks for stays with this server."""

from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Server


@pytest.fixture
def asking(page: Page) -> Page:
    steps.start_assessment(page, f"Acme Bank {uuid4().hex[:6]}", "Loan triage")
    steps.add_first_person(page, "Priya", "ML engineering")
    return page


def choose(page: Page, nth: int) -> None:
    page.get_by_role("radio").nth(nth).check(force=True)
    expect(page.get_by_text("Saved").first).to_be_visible()
    steps.settled(page)


@pytest.mark.ends_the_server
def test_the_last_answer_survives_a_reload_and_a_killed_server(
    asking: Page, server: Server
) -> None:
    choose(asking, 3)
    asking.reload()
    expect(asking.get_by_role("radio").nth(3)).to_be_checked()
    choose(asking, 1)
    server.kill()
    server.start()
    asking.goto(asking.url)
    expect(asking.get_by_role("radio").nth(1)).to_be_checked()


def test_a_second_tab_shows_the_answer_and_keeps_its_own_place(asking: Page) -> None:
    choose(asking, 2)
    other = asking.context.new_page()
    other.goto(asking.url)
    expect(other.get_by_role("radio").nth(2)).to_be_checked()
    steps.click(other, "Next")
    expect(other.get_by_role("radio").first).not_to_be_checked()
    asking.reload()
    expect(asking.get_by_role("radio").nth(2)).to_be_checked()


EVALUATES = """() => setTimeout(() => {
    try { window.evaluated = [(0, eval)("1"), new Function("return 1")()] }
    catch (error) { window.evaluated = error.name }
}, 0)"""
"""Once the browser's own way in for tests is left: that one is not held to the policy."""


def test_no_request_leaves_the_origin_and_no_page_needs_what_the_policy_forbids(
    asking: Page, server: Server, asked_for: list[str]
) -> None:
    told: list[str] = []
    asking.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    choose(asking, 2)
    for name in ("Look", "Judge", "Plan", "Report", "Track"):
        steps.visit(asking, name)
    asking.wait_for_timeout(2000)
    hosts = {
        urlsplit(address).netloc for address in asked_for if address.startswith(("http", "ws"))
    }
    assert hosts == {f"127.0.0.1:{server.port}"}
    assert told == []
    asking.evaluate(EVALUATES)
    asking.wait_for_function("() => window.evaluated !== undefined")
    assert asking.evaluate("() => window.evaluated") == "EvalError"


def test_a_page_opened_by_its_address_finds_all_that_it_asks_for(asking: Page) -> None:
    missing: list[str] = []
    told: list[str] = []
    asking.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
    asking.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    asking.goto("/look")
    steps.heading(asking, "Look")
    assert (missing, told) == ([], [])


@pytest.mark.parametrize("path", ["/", "/healthz", "/type/plex-sans.ttf", "/_stcore/health"])
def test_every_response_carries_the_security_headers(server: Server, path: str) -> None:
    with urlopen(server.address + path) as response:
        headers = response.headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_foreign_name_for_this_server_is_not_answered(server: Server) -> None:
    request = Request(server.address, headers={"Host": "attacker.example"})
    with pytest.raises(OSError, match="421"):
        urlopen(request)
