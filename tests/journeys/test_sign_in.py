"""Signing in with a real OpenID provider, in a real browser, and every way not to get in."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from engagement.access import setting_up
from engagement.store import Store
from engagement.store.signed_in import SignedInRow
from tests import databases
from tests.free_port import free_port
from tests.journeys.conftest import Server

KIM = {"sub": "kim", "name": "Kim Lee", "email": "kim@example.org", "email_verified": True}
NOTICED_MS = 25_000
"""An open tab asks every ten seconds whether its sign-in still holds."""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A real provider as a process of its own."""
    port = free_port()
    command = ["-m", "oidc_provider_mock", "-p", str(port), "--user-claims", json.dumps(KIM)]
    with subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL) as running:
        address = f"http://127.0.0.1:{port}"
        try:
            _until_it_answers(f"{address}/.well-known/openid-configuration")
            yield address
        finally:
            running.terminate()


def _until_it_answers(address: str) -> None:
    for _ in range(100):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            import time

            time.sleep(0.1)
    raise AssertionError(address)


@pytest.fixture(scope="module")
def served(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("sign-in")
    running = Server(data=data, port=free_port())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DATA": str(data), "SIGN_IN": "oidc", "PUBLIC_ADDRESS": running.address,
            "OIDC_METADATA": f"{provider}/.well-known/openid-configuration",
            "OIDC_CLIENT": "prodworthy", "OIDC_SECRET": "provider",
            "SECRET_PROVIDER": "a client secret",
        }.items():  # fmt: skip
            patch.setenv(f"PRODWORTHY_{name}", value)
        try:
            running.start()
            yield running
        finally:
            if running.process and running.process.poll() is None:
                running.process.terminate()
                running.process.wait(timeout=30)


@pytest.fixture
def store(served: Server) -> Iterator[Store]:
    opened = Store.open(databases.address(served.data / "prodworthy.db"))
    yield opened
    opened.close()


@pytest.fixture
def tabs(browser: Browser, served: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=served.address)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def _accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [item["id"] for item in found if item["impact"] in {"serious", "critical"}] == []


def _signed_in(tabs: BrowserContext) -> Page:
    page = tabs.new_page()
    page.goto("/")
    page.get_by_role("button", name="Sign in with your account").click()
    page.get_by_role("button", name="kim").first.click()
    expect(page.get_by_role("heading", name="Sign in")).to_have_count(0)
    return page


def test_the_first_owner_signs_in_with_a_code_and_one_sign_out_ends_every_tab(
    tabs: BrowserContext, store: Store, browser: Browser, served: Server
) -> None:
    page = tabs.new_page()
    page.goto("/judge")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    _accessible(page)
    page.close()

    page = _signed_in(tabs)
    expect(page.get_by_role("heading", name="You have no access yet")).to_be_visible()
    page.get_by_role("textbox", name="Setup code").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_role("button", name="Become the owner").click()
    expect(page.get_by_text("This code is not in force")).to_be_visible()
    page.get_by_role("textbox", name="Setup code").fill(setting_up.new_code(store).lower())
    page.get_by_role("button", name="Become the owner").click()
    expect(page.get_by_role("heading", name="Can this AI pilot go to production?")).to_be_visible()

    second = tabs.new_page()
    second.goto("/account")
    expect(second.get_by_text("The whole server")).to_be_visible()
    _accessible(second)
    stolen: Any = tabs.cookies()

    second.get_by_role("button", name="Sign out").click()
    second.get_by_role("button", name="End session").click()  # the provider's own page
    expect(second.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=NOTICED_MS)

    thief = browser.new_context(base_url=served.address)
    thief.add_cookies(stolen)
    replayed = thief.new_page()
    replayed.goto("/")
    expect(replayed.get_by_text("You are signed out: this sign-in ended at")).to_be_visible()
    thief.close()


def test_a_sign_in_whose_time_is_over_ends_where_it_is_open(
    tabs: BrowserContext, store: Store
) -> None:
    page = _signed_in(tabs)
    expect(page.get_by_role("heading", name="Can this AI pilot go to production?")).to_be_visible()
    with store.writing() as tx:
        for row in tx.exec(select(SignedInRow).where(SignedInRow.ended_at.is_(None))):  # type: ignore[union-attr]
            row.until = datetime(2026, 1, 1, tzinfo=UTC)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=NOTICED_MS)
