"""How these routes answer: never kept by a cache, in JSON, refusals as a sentence with a status."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engagement import workshops
from engagement.faults import Refused
from ui.routes.workshop.guard import Denied

NOT_KEPT = {"cache-control": "no-store"}
Endpoint = Callable[[Request], Awaitable[Response]]


def answer(data: dict[str, Any], status: int = 200) -> Response:
    """``data`` as JSON."""
    return JSONResponse(data, status_code=status, headers=NOT_KEPT)


def refusing(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose refusals become answers: 403 where one has to join again, 409 too late."""

    @functools.wraps(endpoint)
    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Denied as denied:
            refused = answer({"sentence": denied.sentence}, denied.status)
            if denied.again_in:
                refused.headers["retry-after"] = str(denied.again_in)
            return refused
        except workshops.NotIn as out:
            return answer({"sentence": out.sentence}, 403)
        except Refused as refused_action:
            return answer({"sentence": refused_action.sentence}, 409)

    return guarded
