"""A header that names a person is believed from the proxies on the operator's list alone."""

import asyncio
from collections.abc import Iterable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from engagement.faults import Refused
from engagement.outside.settings import settings
from ui.routes.proxies import TrueSender, TrustedProxies
from ui.serving import serve


def _asked(sender: str, *headers: tuple[str, str]) -> str:
    async def who(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.headers.get("x-forwarded-user", "nobody"))

    inside = Starlette(routes=[Route("/", who)])
    app = TrustedProxies(inside, "X-Forwarded-User", ("10.0.0.0/8", "::1"))
    return asyncio.run(_text(httpx.ASGITransport(app, client=(sender, 1234)), headers))


async def _text(transport: httpx.ASGITransport, headers: Iterable[tuple[str, str]]) -> str:
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        return (await client.get("/", headers=list(headers))).text


@pytest.mark.parametrize("sender", ["10.1.2.3", "::1"])
def test_a_proxy_on_the_list_names_the_person(sender: str) -> None:
    assert _asked(sender, ("X-Forwarded-User", "kim")) == "kim"


@pytest.mark.parametrize("sender", ["192.168.1.4", "testclient", "::2"])
def test_anybody_else_names_nobody(sender: str) -> None:
    assert _asked(sender, ("X-Forwarded-User", "kim")) == "nobody"


def test_two_names_in_one_request_are_no_name() -> None:
    assert _asked("10.1.2.3", ("X-Forwarded-User", "kim"), ("x_forwarded_user", "lee")) == "nobody"


@pytest.mark.parametrize("sender", ["10.1.2.3", "10.1.2.3:1234", "203.0.113.9, 10.1.2.3"])
def test_an_address_that_the_server_took_from_a_header_is_believed_by_nobody(
    sender: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a server puts X-Forwarded-For in the place of the sender, anybody can write a proxy's."""
    named = (("X-Forwarded-User", "kim"), ("X-Forwarded-For", sender))
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    assert _asked("10.1.2.3", *named) == "nobody"
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")  # as `prodworthy serve` sets it: nothing is taken
    assert _asked("10.1.2.3", *named) == "kim"


def test_without_a_sign_in_the_server_listens_on_this_machine_only() -> None:
    with pytest.raises(Refused, match="Without a sign-in"):
        serve("0.0.0.0", 8501)


def test_each_way_to_sign_in_names_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODWORTHY_SIGN_IN", "oidc")
    with pytest.raises(Refused) as refused:
        settings()
    assert refused.value.sentence.count("needed with oidc") == 4
    monkeypatch.setenv("PRODWORTHY_SIGN_IN", "header")
    with pytest.raises(Refused, match="TRUSTED_PROXIES"):
        settings()


def test_with_a_sign_in_the_server_may_be_reached_and_reads_no_local_path_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "SIGN_IN": "header", "TRUSTED_PROXIES": "10.0.0.1", "HOST": "0.0.0.0",
        "PUBLIC_ADDRESS": "https://prodworthy.example.org/",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)
    known = settings()
    assert (known.host, known.permission().local_mode) == ("0.0.0.0", False)
    assert "prodworthy.example.org" in known.names


@pytest.mark.parametrize("address", ["http://prodworthy.example.org", "ftp://x", "prodworthy"])
def test_a_public_address_that_would_send_cookies_in_the_clear_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PRODWORTHY_PUBLIC_ADDRESS", address)
    with pytest.raises(Refused, match="PUBLIC_ADDRESS"):
        settings()


@pytest.mark.parametrize(
    ("peer", "forwarded", "sender"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # no proxy of ours: its word counts for nothing
        ("10.1.2.3", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.1.2.3", "203.0.113.9, 10.1.2.4", "203.0.113.9"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.9", "10.1.2.9"),
        ("10.1.2.3", "nonsense", "nonsense"),
    ],
)  # fmt: skip
def test_a_request_comes_from_whoever_our_own_proxies_say_and_from_nobody_elses_word(
    peer: str, forwarded: str, sender: str
) -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    scope = {
        "type": "http", "client": (peer, 1),
        "headers": [(b"x-forwarded-for", forwarded.encode())] if forwarded else [],
    }  # fmt: skip
    asyncio.run(TrueSender(app, ["10.1.2.0/24"])(scope, None, None))  # type: ignore[arg-type]
    assert seen == [sender]
