"""The page that a browser opens: Streamlit's own, told where this server is and what it is called.

Left to itself the page guesses: opened at ``/look`` it asks below ``/look/`` first, and gets two
*not found* before it comes to the right place. It also holds a script that our content security
policy refuses, and fetches a font that no page of ours uses.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.routes import by_keyboard

PLACE = "/place.js"
"""Where the script is that tells the page its server."""

_SCRIPT = "window.__streamlit = {BACKEND_BASE_URL: window.location.origin};\n"
_INLINE = re.compile(rb"<script>.*?</script>", re.DOTALL)
_PRELOADED_FONT = re.compile(rb'<link\s+rel="preload"[^>]*as="font"[^>]*>')
_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since")
"""With these a server may answer with something else than the plain page."""


async def place(request: Request) -> Response:  # noqa: ARG001  the form of a route
    """The script that the page runs first."""
    kept = {"cache-control": "no-cache"}
    return Response(_SCRIPT + by_keyboard.SCRIPT, media_type="text/javascript", headers=kept)


def ours(page: bytes) -> bytes:
    """Streamlit's page with our script in the place of its own, our title, and no idle font.

    What it leaves out for keys and for ears is added (:mod:`ui.routes.by_keyboard`).
    """
    script = f'<script src="{PLACE}"></script><style>{by_keyboard.STYLE}</style>'.encode()
    page, found = _INLINE.subn(script, page, count=1)
    if not found:
        page = page.replace(b"<head>", b"<head>" + script, 1)
    page = _PRELOADED_FONT.sub(b"", page)
    return _TITLE.sub(b"<title>Prodworthy</title>", page, count=1)


class FirstPage:
    """Gives :func:`ours` to a browser that opens a page; everything else passes unchanged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a page back until it is whole, change it, and send it on."""
        if not _opens_a_page(scope):
            await self.app(scope, receive, send)
            return
        plain = [item for item in scope["headers"] if item[0] not in _UNWANTED]
        await self.app({**scope, "headers": plain}, receive, _Whole(send))


class _Whole:
    """Collects an HTML response and sends it changed; any other is sent as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif message["type"] != "http.response.body" or self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._changed(self._start)

    async def _changed(self, start: Message) -> None:
        body = ours(self._body)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):  # they are those of the unchanged page
            del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _opens_a_page(scope: Scope) -> bool:
    wanted = scope["type"] == "http" and scope["method"] == "GET"
    return wanted and "text/html" in Headers(scope=scope).get("accept", "")


def _is_html(message: Message) -> bool:
    """Whether it is Streamlit's page; one that brings a policy of its own is ours and complete."""
    headers = Headers(raw=message["headers"])
    ours_already = "content-security-policy" in headers
    return headers.get("content-type", "").startswith("text/html") and not ours_already
