"""An id for every request: in the answer's header, in the log, and in the sentence about a mistake."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engagement.outside.logs import REQUEST
from ui.routes.origins import READS
from ui.routes.told import page

HEADER = "x-request-id"
_GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_LOG = logging.getLogger("prodworthy.requests")


class Identified:
    """Gives a request its id, and turns a mistake of ours into one sentence that holds it.

    A proxy may give the id (``X-Request-ID``), so that its log and ours can be laid side by side.
    """

    def __init__(self, app: ASGIApp, named: Callable[[str], str]) -> None:
        self.app = app
        self.named = named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what it raises before its answer began is answered here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reference = id_of(Headers(scope=scope).get(HEADER, ""))
        REQUEST.set(reference)
        began, status = time.perf_counter(), 0

        async def identified(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = reference
            await send(message)

        try:
            await self.app(scope, receive, identified)
        except Exception:
            _LOG.exception("A request failed through a mistake of ours")
            if status:
                raise  # the answer has begun: its connection is cut
            await _mistake(scope, reference)(scope, receive, identified)
        finally:
            self._tell(scope, status, began)

    def _tell(self, scope: Scope, status: int, began: float) -> None:
        """What changes something or fails is worth a line; a page's many files are not."""
        worth = scope["method"] not in READS or status >= 500
        facts = {
            "method": scope["method"], "handler": self.named(scope["path"]), "status": status,
            "ms": round(1000 * (time.perf_counter() - began)),
        }  # fmt: skip
        level = logging.INFO if worth else logging.DEBUG
        _LOG.log(level, "%(method)s %(handler)s %(status)s", facts, extra=facts)


def id_of(given: str = "") -> str:
    """The id that a proxy gave where it is one, else a new one."""
    return given if _GIVEN.fullmatch(given) else uuid4().hex[:12]


def _mistake(scope: Scope, reference: str) -> Response:
    sentence = (
        "Something went wrong on our side. Try again; if it stays, report the reference "
        f"{reference}, under which the log has the details."
    )
    kept = {"cache-control": "no-store"}
    if "text/html" in Headers(scope=scope).get("accept", ""):
        told = page("Something went wrong", sentence)
        return HTMLResponse(told, status_code=500, headers=kept)
    return JSONResponse({"sentence": sentence, "request": reference}, 500, headers=kept)
