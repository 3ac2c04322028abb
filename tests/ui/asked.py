"""One request to an ASGI application, without a server in between."""

import asyncio
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Answered(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def asked(app: Any, address: str, **headers: str) -> Answered:
    """GET an address with its path and query."""
    parts = urlsplit(address)
    given = {"host": "127.0.0.1"} | headers
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9), "root_path": "",
    }  # fmt: skip
    return asyncio.run(_answered(app, scope))


async def _answered(app: Any, scope: dict[str, Any]) -> Answered:
    heard: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        heard.append(message)

    await app(scope, receive, send)
    begun = next(item for item in heard if item["type"] == "http.response.start")
    body = b"".join(item.get("body", b"") for item in heard)
    found = {name.decode(): value.decode() for name, value in begun["headers"]}
    return Answered(begun["status"], found, body.decode())
