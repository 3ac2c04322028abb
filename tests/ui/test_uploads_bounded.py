"""What open pages hold together is bounded; the bound for one page is tried at a real server."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from ui.routes.uploads import MOST, PREFIX, UploadsBounded

LARGEST = 25_000_000


def handed_over(held: Mapping[str, int], path: str, method: str = "PUT") -> int:
    """The status of a request, 204 where it came through."""
    told: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": []}
    bounded = UploadsBounded(app, held=lambda: held, largest=LARGEST)
    asyncio.run(bounded(scope, receive, send))
    return int(told[0]["status"])


@pytest.mark.parametrize(("held", "status"), [(MOST // 2, 204), (MOST - 1_000_000, 503)])
def test_pages_together_hold_no_more_than_the_server_can(held: int, status: int) -> None:
    others = {f"page-{number}": held // 10 for number in range(10)}
    assert handed_over(others, f"{PREFIX}another/1") == status
    assert handed_over(others, f"{PREFIX}another/1", "DELETE") == 204
    assert handed_over(others, "/join", "POST") == 204
