"""Behind a reverse proxy that ends TLS and says who somebody is: in a browser, and round the proxy."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from websockets import Subprotocol
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from engagement import workspaces
from engagement.access.members import add_member
from engagement.clients import client_list, opening, use_cases
from engagement.invitations import inviting, links
from engagement.invitations.model import Invitee
from engagement.model import Workspace
from engagement.store import Store
from tests import databases
from tests.free_port import free_port
from tests.journeys.conftest import Server
from tests.reverse_proxy import FROM, ReverseProxy, certificate

STREAM = "/_stcore/stream"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proxied")


@pytest.fixture(scope="module")
def proxy(data: Path) -> Iterator[ReverseProxy]:
    behind = Server(data=data, port=free_port())
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DATA": str(data), "SIGN_IN": "header", "TRUSTED_PROXIES": FROM,
            "PUBLIC_ADDRESS": f"https://localhost:{port}",
        }.items():  # fmt: skip
            patch.setenv(f"PRODWORTHY_{name}", value)
        try:
            behind.start()
            with ReverseProxy(port, behind.port, certificate(data)).running() as running:
                yield running
        finally:
            if behind.process and behind.process.poll() is None:
                behind.process.terminate()
                behind.process.wait(timeout=30)


@pytest.fixture
def store(proxy: ReverseProxy, data: Path) -> Iterator[Store]:
    opened = Store.open(databases.address(data / "prodworthy.db"))
    yield opened
    opened.close()


@pytest.fixture
def place(store: Store) -> Workspace:
    known = workspaces.workspaces(store)
    if known:
        return known[0]
    client = client_list.create_client(store, name="Acme")
    case = use_cases.create_use_case(store, client_id=client.id, name="Scoring")
    add_member(store, client_id=client.id, who="kim@example.org", role="viewer", name="Kim")
    return opening.start_assessment(store, use_case_id=case.id, profile_id="customer-realtime")


@pytest.fixture
def context(browser: Browser, proxy: ReverseProxy) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=f"https://localhost:{proxy.port}", ignore_https_errors=True
    )
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()


def test_whom_the_proxy_names_is_signed_in_and_every_cookie_is_sent_encrypted_only(
    context: BrowserContext, proxy: ReverseProxy, place: Workspace, store: Store
) -> None:
    proxy.user = "Kim@example.org"
    page = context.new_page()
    page.goto("/account")
    expect(page.get_by_role("heading", name="Kim@example.org")).to_be_visible()
    expect(page.get_by_text("Acme: viewer")).to_be_visible()
    who = Invitee(name="Tom", role="operations", asked=("eng.rollback",))
    made = inviting.invite(store, assessment_id=place.assessment.id, people=[who], by="Mara")[0]
    page.goto(f"/i/{links.token_of(made)}")
    expect(page.get_by_text("you answer for yourself")).to_be_visible()
    cookies = {item.get("name", ""): item for item in context.cookies()}
    assert {"prodworthy-invitation", "_streamlit_xsrf"} <= set(cookies)
    assert all(item.get("secure") and item.get("sameSite") == "Lax" for item in cookies.values())
    assert cookies["prodworthy-invitation"].get("httpOnly")


def test_whom_the_proxy_does_not_name_is_nobody_whatever_the_browser_says(
    browser: Browser, proxy: ReverseProxy, place: Workspace
) -> None:
    proxy.user = ""
    for address in (f"https://localhost:{proxy.port}", f"http://127.0.0.1:{proxy.to}"):
        forging = browser.new_context(
            base_url=address, ignore_https_errors=True,
            extra_http_headers={"X-Forwarded-User": "kim@example.org", "X-Forwarded-For": FROM},
        )  # fmt: skip
        page = forging.new_page()
        page.goto("/account")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("nobody has named you here")).to_be_visible()
        forging.close()


@pytest.mark.parametrize(
    "origin",
    ["https://attacker.example", "null", "http://localhost:{port}", "https://localhost", ""],
)
def test_a_page_of_another_origin_opens_no_connection_with_the_persons_name(
    proxy: ReverseProxy, origin: str
) -> None:
    """The proxy would name the person for any page that their browser shows."""
    proxy.user = "kim@example.org"
    with pytest.raises(InvalidStatus) as refused:
        connect(
            f"wss://localhost:{proxy.port}{STREAM}", subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Origin": origin.format(port=proxy.port)}, ssl=_unchecked(),
        )  # fmt: skip
    assert refused.value.response.status_code == 403


def _unchecked() -> ssl.SSLContext:
    made = ssl.create_default_context()
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    return made
