"""What another page makes a browser send ends before any route sees it, and cookies go encrypted."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.routes.origins import EncryptedCookies, OwnPagesOnly, is_own

PUBLIC = "https://prodworthy.example.org"


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (PUBLIC, "prodworthy.example.org"), (f"{PUBLIC}:443", "prodworthy.example.org"),
        (PUBLIC, "127.0.0.1:8501"),  # a proxy that does not pass the name on
        ("http://127.0.0.1:8501", "127.0.0.1:8501"), ("http://localhost:8501", "localhost:8501"),
    ],
)  # fmt: skip
def test_a_page_of_the_public_address_or_of_this_machine_is_ours(origin: str, host: str) -> None:
    assert is_own(origin, host, PUBLIC)


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "https://attacker.example", "http://prodworthy.example.org",
        f"{PUBLIC}:8443", "https://prodworthy.example.org.attacker.example", "file://",
        "https://user@prodworthy.example.org", "https://127.0.0.1", "https://[x", f"{PUBLIC}:x",
    ],
)  # fmt: skip
def test_a_page_of_any_other_scheme_name_or_port_is_not(origin: str) -> None:
    assert not is_own(origin, "prodworthy.example.org", PUBLIC)
    assert not is_own(origin, "127.0.0.1:8501")


def _sent(method: str, headers: dict[str, str]) -> httpx.Response:
    async def kept(_: Request) -> Response:
        answer = PlainTextResponse("kept")
        answer.set_cookie("a", "1")
        answer.set_cookie("b", "2", secure=True)
        return answer

    app = Starlette(
        routes=[Route("/", kept, methods=["GET", "POST", "PUT", "DELETE"])],
        middleware=[Middleware(OwnPagesOnly, public=PUBLIC), Middleware(EncryptedCookies)],
    )

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
            return await client.request(method, "/", headers=headers)

    with ThreadPoolExecutor(1) as beside:  # a browser of another test may hold this thread's loop
        return beside.submit(lambda: asyncio.run(ask())).result()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json"]
)
def test_a_form_or_a_script_of_another_page_reaches_no_route(method: str, kind: str) -> None:
    for origin in ("https://attacker.example", "null"):
        headers = {"Origin": origin, "Content-Type": kind, "Cookie": "session=1"}
        assert _sent(method, headers).status_code == 403
    assert _sent(method, {"Origin": PUBLIC, "Content-Type": kind}).status_code == 200


def test_two_origins_are_no_origin_of_ours() -> None:
    assert _sent("POST", {"Origin": f"{PUBLIC}, https://attacker.example"}).status_code == 403


def test_every_cookie_is_sent_encrypted_only_and_keeps_what_it_had() -> None:
    cookies = _sent("GET", {}).headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert [cookie.lower().count("secure") for cookie in cookies] == [1, 1]
