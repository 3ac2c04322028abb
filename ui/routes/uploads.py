"""How much handed-over files may take of the memory, for one page and for the server.

Streamlit bounds one file while it arrives. It keeps every file that a page hands over for as long
as the page is open, however many they are; a script that sends one after the other would fill the
server.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX: Final = "/_stcore/upload_file/"
MOST_EACH: Final = 150_000_000
"""Bytes that one page may hold."""

MOST: Final = 800_000_000
"""Bytes that all pages of this server may hold together."""

_TOO_MUCH: Final = "This page holds too many files; reload it, then hand over what is needed."
_FULL: Final = "The server holds too many files at the moment; try again in a few minutes."


class UploadsBounded:
    """Refuses a further file where a page, or the server, would hold too much."""

    def __init__(
        self, app: ASGIApp, held: Callable[[], Mapping[str, int]], largest: int,
    ) -> None:  # fmt: skip
        self.app = app
        self.held = held
        self.largest = largest
        self._arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or 503 to it before any of it is read; pass everything else on."""
        if not _hands_over(scope):
            await self.app(scope, receive, send)
            return
        page = scope["path"].removeprefix(PREFIX).partition("/")[0]
        refused = self._refused(page)
        if refused:
            await refused(scope, receive, send)
            return
        self._arriving[page] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._arriving[page] -= 1
            if not self._arriving[page]:
                del self._arriving[page]

    def _refused(self, page: str) -> PlainTextResponse | None:
        """What arrives at this moment counts as large as it may become."""
        held = self.held()
        if held.get(page, 0) + (self._arriving[page] + 1) * self.largest > MOST_EACH:
            return PlainTextResponse(_TOO_MUCH, 413)
        if sum(held.values()) + (self._arriving.total() + 1) * self.largest > MOST:
            return PlainTextResponse(_FULL, 503, headers={"retry-after": "60"})
        return None


def _hands_over(scope: Scope) -> bool:
    sends = scope["type"] == "http" and scope["method"] in {"PUT", "POST"}
    return sends and str(scope["path"]).startswith(PREFIX)
