"""The link of an invitation: checked, remembered by the browser in a cookie, and on to the questions."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engagement.faults import Refused
from engagement.invitations.links import open_link
from engagement.outside import clock
from ui.opened import opened

COOKIE = "prodworthy-invitation"
LEAVE = "/i/leave"

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prodworthy</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>
@font-face {{ font-family: "IBM Plex Sans"; src: url("/type/plex-sans.ttf"); font-weight: 100 700; }}
:root {{ color-scheme: light dark; --ink: #1b2733; --paper: #fff; --quiet: #55616d; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e8edf2; --paper: #10161d; --quiet: #a9b4bf; }} }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 "IBM Plex Sans", sans-serif; }}
main {{ max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }} p {{ color: var(--quiet); }}
</style></head><body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>"""


async def follow(request: Request) -> Response:
    """Open the questions of a link; one that opens nothing says so on one page (403)."""
    if not _followed(request):
        return _told(
            "Open the link itself", "A link opens by following it, not from another page.", 403
        )
    token = request.path_params["token"]
    try:
        found = await run_in_threadpool(lambda: open_link(opened(), token))
    except Refused as refused:
        return _told("This link opens nothing", refused.sentence, 403)
    answer = RedirectResponse("/answer", status_code=303, headers=_NEVER_KEPT)
    lasts = int((found.until - clock.now()).total_seconds())
    answer.set_cookie(
        COOKIE, token, max_age=max(lasts, 1), httponly=True, samesite="lax", path="/",
        secure=_encrypted(request),
    )  # fmt: skip
    return answer


async def leave(request: Request) -> Response:
    """Forget the invitation in this browser; the link opens it again."""
    if not _followed(request):
        return _told(
            "Open the link itself", "This is opened from the page with the questions.", 403
        )
    answer = _told(
        "You left the invitation",
        "What you answered is kept. Close the page with the questions; your link opens it again.",
        200,
    )
    answer.delete_cookie(
        COOKIE, path="/", httponly=True, samesite="lax", secure=_encrypted(request)
    )
    return answer


_NEVER_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def _told(title: str, sentence: str, status: int) -> Response:
    page = _PAGE.format(title=escape(title), sentence=escape(sentence))
    return HTMLResponse(page, status_code=status, headers=_NEVER_KEPT)


def _followed(request: Request) -> bool:
    """Whether somebody went there: a picture or a frame of another page changes no cookie of ours."""
    into = (request.headers.get("sec-fetch-mode"), request.headers.get("sec-fetch-dest"))
    return into in {(None, None), ("navigate", "document")}


def _encrypted(request: Request) -> bool:
    """Whether the browser speaks TLS, to us or to the proxy before us."""
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))
