"""How these routes answer: never kept by a cache, in JSON, refusals as a sentence with a status.

Whoever opens one of them by hand, or sends a form without our script, is a person: they get a page.
"""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engagement import workshops
from engagement.faults import Refused
from ui.routes.workshop import pages
from ui.routes.workshop.guard import Denied

NOT_KEPT = {"cache-control": "no-store"}
Endpoint = Callable[[Request], Awaitable[Response]]


def answer(data: dict[str, Any], status: int = 200) -> Response:
    """``data`` as JSON."""
    return JSONResponse(data, status_code=status, headers=NOT_KEPT)


def _is_person(request: Request) -> bool:
    """Whether a browser will show the answer as a page: our own scripts ask for anything but HTML."""
    return "text/html" in request.headers.get("accept", "")


_NO_SCRIPT = (
    "This page needs JavaScript, so that a vote is neither lost nor counted twice when the line drops. "
    "Switch it on for this page in the browser’s settings, or join from another phone."
)


def refused(request: Request, sentence: str, status: int) -> Response:
    """The sentence: as a page for a person, as JSON for our own script."""
    if not _is_person(request):
        return answer({"sentence": sentence}, status)
    if status == 415:
        return pages.told("This phone could not join", _NO_SCRIPT, status)
    return pages.told("This did not work", sentence, status)


def refusing(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose refusals become answers: 403 where one has to join again, 409 too late."""

    @functools.wraps(endpoint)
    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Denied as denied:
            told = refused(request, denied.sentence, denied.status)
            if denied.again_in:
                told.headers["retry-after"] = str(denied.again_in)
            return told
        except workshops.NotIn as out:
            return refused(request, out.sentence, 403)
        except Refused as refused_action:
            return refused(request, refused_action.sentence, 409)

    return guarded
