"""Whether the server answers: for a container's health check and for scripts that wait."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from engagement.health import health as health_of
from ui.opened import opened


async def health(request: Request) -> JSONResponse:  # noqa: ARG001  the form of a route
    """The state of server and database, 200 or 503; says nothing of any client."""
    state = await run_in_threadpool(lambda: health_of(opened()))
    status = 200 if state["status"] == "ok" else 503
    return JSONResponse(state, status_code=status, headers={"cache-control": "no-store"})


async def alive(request: Request) -> PlainTextResponse:  # noqa: ARG001  the form of a route
    """200 as long as the process answers at all: whoever restarts it asks this, not the database."""
    return PlainTextResponse("alive", headers={"cache-control": "no-store"})
