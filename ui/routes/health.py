"""Whether the server answers: for a container's health check and for scripts that wait."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from engagement.health import health as health_of
from ui.opened import opened
from ui.routes.ending import ENDING

_NOT_KEPT = {"cache-control": "no-store"}


async def health(request: Request) -> JSONResponse:  # noqa: ARG001  the form of a route
    """The state of server and database, 200 or 503; says nothing of any client."""
    state = await run_in_threadpool(lambda: health_of(opened()))
    status = 200 if state["status"] == "ok" else 503
    return JSONResponse(state, status_code=status, headers=_NOT_KEPT)


async def ready(request: Request) -> JSONResponse:
    """The same, and 503 from the moment on at which the server was told to stop."""
    if ENDING.begun.is_set():
        return JSONResponse({"status": "ending"}, status_code=503, headers=_NOT_KEPT)
    return await health(request)


async def alive(request: Request) -> PlainTextResponse:  # noqa: ARG001  the form of a route
    """200 as long as the process answers at all: whoever restarts it asks this, not the database."""
    return PlainTextResponse("alive", headers=_NOT_KEPT)
