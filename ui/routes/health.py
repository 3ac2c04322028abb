"""Whether the server answers: for a container's health check and for scripts that wait."""

from starlette.requests import Request
from starlette.responses import JSONResponse


async def health(request: Request) -> JSONResponse:  # noqa: ARG001  the form of a route
    """``{"status": "ok"}`` as soon as the server takes requests; says nothing of any client."""
    return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})
