"""Who may send us something, and how much: the checks that every POST of ours passes first.

These routes stand outside Streamlit's own protection against forged requests. A browser always says
where a POST comes from, and only a page of this server can send one as JSON with a ticket in a
header; so both are asked for.
"""

import asyncio
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect, Request

from engagement.faults import refusal
from engagement.outside.settings import settings
from ui.routes.origins import is_own

MOST_BYTES = 8192
"""Of one POST; a vote with the longest reason takes less than half."""

_PATIENCE_SECONDS = 10
_SCHEME = "bearer "


class Denied(Exception):
    """The request is not answered; ``status`` and a sentence, and when it may come again."""

    def __init__(self, status: int, sentence: str, *, again_in: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.again_in = again_in


class Sent(BaseModel):
    """What a phone sends: nothing else than the fields it names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


_Sent = TypeVar("_Sent", bound=Sent)


async def sent(request: Request, form: type[_Sent]) -> _Sent:
    """The body of a POST of our own page; :class:`Denied` for anything else."""
    must_be_ours(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Denied(415, "Only JSON is taken here.")
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            body = await _body(request)
    except TimeoutError:
        raise Denied(408, "The request did not arrive in time; send it again.") from None
    except ClientDisconnect:
        raise Denied(400, "The connection was lost; send it again.") from None
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        raise Denied(422, refusal(error).sentence) from None


def must_be_ours(request: Request) -> None:
    """Refuse what another site's page made the browser send, and what no browser sent."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
    if site != "same-origin" or not is_own(origin, host, settings().public_address):
        raise Denied(403, "This comes from another page; open the workshop's own page.")


def ticket(request: Request) -> str:
    """The signed ticket in the header; empty where there is none."""
    given = request.headers.get("authorization", "")
    return given[len(_SCHEME) :].strip() if given.lower().startswith(_SCHEME) else ""


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > MOST_BYTES:
        raise Denied(413, f"This is too long: {MOST_BYTES:,} bytes fit.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Denied(413, f"This is too long: {MOST_BYTES:,} bytes fit.")
    return body
