"""``/calendar/….ics``: what is due, for the calendar of whoever has the link; no sign-in, no cookie."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from engagement.faults import Refused
from ui.opened import opened

_HEADERS = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}


async def feed(request: Request) -> Response:
    """The calendar; 404 with a sentence for a link that opens none."""
    from engagement.schedule.calendar import calendar  # its library is large, and seldom needed

    token = request.path_params["token"]
    try:
        text = await run_in_threadpool(lambda: calendar(opened(), token))
    except Refused as refused:
        return PlainTextResponse(refused.sentence, 404, headers=_HEADERS)
    shown = _HEADERS | {"content-disposition": 'inline; filename="due.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=shown)
