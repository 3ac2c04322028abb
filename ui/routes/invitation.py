"""The link of an invitation: checked, remembered by the browser in a cookie, and on to the questions."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engagement.faults import Refused
from engagement.invitations.links import open_link
from engagement.outside import clock
from ui.opened import opened
from ui.routes.told import page

COOKIE = "prodworthy-invitation"
LEAVE = "/i/leave"


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
    return HTMLResponse(page(title, sentence), status_code=status, headers=_NEVER_KEPT)


def _followed(request: Request) -> bool:
    """Whether somebody went there: a picture or a frame of another page changes no cookie of ours."""
    into = (request.headers.get("sec-fetch-mode"), request.headers.get("sec-fetch-dest"))
    return into in {(None, None), ("navigate", "document")}


def _encrypted(request: Request) -> bool:
    """Whether the browser speaks TLS, to us or to the proxy before us."""
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))
