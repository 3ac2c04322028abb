"""The pages and their files: plain text from the package, held in memory, with a strict policy."""

from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from io import BytesIO

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'none'",
    )
)  # fmt: skip
"""Stricter than the app's own: no inline style, and nothing that these pages do not need."""

_TYPES = {"css": "text/css", "js": "text/javascript", "html": "text/html"}


async def join_page(request: Request) -> Response:
    """The participant's page, whatever its code: it asks for the rest itself."""
    return _page("phone.html", request)


def screen_page(request: Request) -> Response:
    """The big screen; what it shows comes by its read-only key."""
    return _page("screen.html", request)


def told(title: str, sentence: str, status: int) -> Response:
    """A page that says what is wrong and what to do, for whoever opened an address by hand."""
    page = _texts()["told.html"][0].decode()
    page = page.replace("{title}", escape(title)).replace("{sentence}", escape(sentence))
    headers = {"content-security-policy": _POLICY, "cache-control": "no-store"}
    return HTMLResponse(page, status_code=status, headers=headers)


async def asset(request: Request) -> Response:
    """A script or style of the two pages; a browser asks whether it changed."""
    name = request.path_params["name"]
    if name not in _texts() or name.endswith(".html"):
        return PlainTextResponse("There is no such file here.", status_code=404)
    return _file(name, request)


def join_code(address: str) -> Response:
    """``address`` as a QR code in SVG: dark on white in both themes, or some phones cannot read it."""
    drawn = BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False,
        omitsize=True, title="Scan to join",
    )  # fmt: skip
    headers = {"cache-control": "no-store"}
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers=headers)


@cache
def _texts() -> dict[str, tuple[bytes, str]]:
    """Every file's content with its tag."""
    found = {}
    for item in (files("ui.routes.workshop") / "static").iterdir():
        content = item.read_bytes()
        found[item.name] = content, f'"{sha256(content).hexdigest()[:16]}"'
    return found


def _page(name: str, request: Request) -> Response:
    page = _file(name, request)
    page.headers["content-security-policy"] = _POLICY
    return page


def _file(name: str, request: Request) -> Response:
    content, tag = _texts()[name]
    headers = {"cache-control": "no-cache", "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)
