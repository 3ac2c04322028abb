"""Ways in over the network: what phones, browsers, proxies and the provider send to the server."""

import asyncio
import json
from functools import cache
from pathlib import Path
from unittest.mock import patch

from starlette.requests import Request
from starlette.types import Message

from engagement.access.signing_in import _moment, person_of, vouched
from engagement.faults import Refused
from engagement.outside.signing import Forged, opened, signed
from engagement.workshops import tokens
from engagement.workshops.model import NotIn
from tests.fuzz.target import Target, refusal
from ui.routes.headers import name_of
from ui.routes.origins import is_own
from ui.routes.proxies import TrueSender
from ui.routes.workshop import forms, guard

FORMS: tuple[type[guard.Sent], ...] = (
    forms.Knock,
    forms.Joining,
    forms.Nothing,
    forms.Voting,
    forms.Dots,
    forms.Place,
    forms.Fingers,
)


def _posted(data: bytes, folder: Path) -> bool:
    """What a phone posts, as each of the forms."""
    taken = False
    for form in FORMS:
        try:
            _loop().run_until_complete(guard.sent(_post(data), form))
            taken = True
        except guard.Denied as error:
            refusal(error)
    return taken


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def _post(data: bytes) -> Request:
    """A POST of our own page, as the server hands it on."""

    async def receive() -> Message:
        return {"type": "http.request", "body": data, "more_body": False}

    headers = {
        "content-type": "application/json",
        "content-length": str(len(data)),
        "host": "127.0.0.1:8501",
        "origin": "http://127.0.0.1:8501",
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/workshop",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    return Request(scope, receive)


def _claims(data: bytes, folder: Path) -> bool:
    """What a provider says of somebody, once its signature was found right."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(told, dict):
        return False
    try:
        person_of(told)
        _moment(told.get("iat"))
    except Refused as error:
        return refusal(error)
    return True


def _headers(data: bytes, folder: Path) -> bool:
    """Names of hosts, origins and senders in headers, and the name that a proxy gives."""
    lines = [line.strip(b"\r") for line in data.split(b"\n")][:6]
    host, origin, *passed = lines if len(lines) > 2 else (b"", b"", b"")
    name_of(host.decode("latin-1"))
    is_own(origin.decode("latin-1"), host.decode("latin-1"), "https://ready.example.org")
    scope = {
        "type": "http",
        "client": ("127.0.0.1", 5),
        "method": "GET",
        "path": "/",
        "headers": [(b"x-forwarded-for", item) for item in passed],
    }
    TrueSender(lambda *_: None, ["127.0.0.0/8"])._sender(scope)  # type: ignore[arg-type]
    Request(scope).headers.get("authorization", "")
    try:
        vouched(passed[0].decode("latin-1"))
    except Refused as error:
        return refusal(error)
    return True


def _token(data: bytes, folder: Path) -> bool:
    """A link or ticket that somebody made up."""
    text = data.decode("latin-1")
    try:
        opened("invitation", text)
    except Forged:
        return False
    return True


def _ticket(data: bytes, folder: Path) -> bool:
    """A ticket of a phone, to a workshop whose secret is known here."""
    with patch("engagement.workshops.tokens.workshops.secret", return_value=SECRET):
        try:
            tokens.opened(None, f"room.{data.decode('latin-1')}")  # type: ignore[arg-type]
        except NotIn as error:
            return refusal(error)
    return True


SECRET = "a secret of one workshop"
VOTE = {
    "vote_key": "1",
    "round": "r",
    "kind": "level",
    "level": 3,
    "grade": "E1",
    "confidence": 2,
    "reason": "x",
}
CLAIMS = {
    "iss": "https://id.example.org",
    "sub": "a1",
    "email": "Ana@Example.org",
    "email_verified": True,
    "name": "Ana",
    "iat": 1767225600,
    "nonce": "n",
    "at_hash": "h",
}
TARGETS = (
    Target(
        "what a phone posts",
        _posted,
        lambda: [
            json.dumps(item).encode()
            for item in (
                VOTE,
                {"code": "ABCD"},
                {"code": "ABCD", "name": "Ana", "role": "r", "device": "d" * 20},
                {},
                {"vote_key": "1", "dots": {"a": 3}},
                {"vote_key": "1", "use_case": "u", "impact": 3, "feasibility": 2},
                {"vote_key": "1", "fingers": 4},
            )
        ],
        "json",
        ("ui.routes.workshop.guard",),
    ),
    Target("claims of a provider", _claims, lambda: [json.dumps(CLAIMS).encode()], "json", ()),
    Target(
        "headers of a request",
        _headers,
        lambda: [
            b"ready.example.org:8501\nhttps://ready.example.org\n10.0.0.1, [::1]:80\n192.168.0.1:5",
            b'[::1]:8501\nhttp://[::1]:8501\nunknown, for="[::2]"',
        ],
        "text",
        (),
    ),
    Target(
        "a signed link",
        _token,
        lambda: [signed("invitation", "a", 1).encode(), b"a.b"],
        "text",
        ("engagement.outside.signing",),
        largest=4_000,
    ),
    Target(
        "a ticket to a workshop",
        _ticket,
        lambda: [tokens._serializer(SECRET).dumps("p").encode()],
        "text",
        ("engagement.workshops.tokens",),
        largest=4_000,
    ),
)
