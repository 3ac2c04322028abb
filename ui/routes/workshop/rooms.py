"""The routes of a workshop's phones and big screen; each calls one action."""

from collections.abc import Callable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from engagement import workshops
from engagement.workshops.codes import as_typed
from ui.opened import opened
from ui.routes.workshop import pages
from ui.routes.workshop.answers import answer, refusing
from ui.routes.workshop.forms import Dots, Fingers, Joining, Knock, Nothing, Place, Voting
from ui.routes.workshop.guard import Denied, sent, ticket
from ui.routes.workshop.limits import Codes, Limit
from ui.routes.workshop.pump import Source
from ui.routes.workshop.streams import EventStream, Streams

_Given = TypeVar("_Given")
_OTHER_ROOM = "This ticket is not of this workshop. Scan the code in the room and join again."


def _room(workshop_id: str) -> dict[str, Any]:
    return workshops.room(opened(), workshop_id).model_dump(mode="json")


STREAMS = Streams(
    Source(version=lambda workshop_id: workshops.version(opened(), workshop_id), room=_room)
)
"""The open streams of this server."""

_CODES = Codes()
_BY_TICKET = Limit(burst=60, per_second=2)
_BY_ADDRESS = Limit(burst=1500, per_second=150)  # a whole room behind one address, voting at once


async def _action(act: Callable[[], _Given]) -> _Given:
    return await run_in_threadpool(act)


def _address(request: Request) -> str:
    address = request.client.host if request.client else ""
    _BY_ADDRESS.take(address)
    return address


@refusing
async def invitation(request: Request) -> Response:
    """What a code opens: client, use case and the roles to choose from."""
    given, address = await sent(request, Knock), _address(request)
    code = as_typed(given.code)
    _CODES.may_try(address, code)
    found = await _known(address, code, lambda: workshops.invitation(opened(), code))
    return answer(found.model_dump(mode="json"))


@refusing
async def join(request: Request) -> Response:
    """Join by code; the same phone again gets the same place, so that a retry is harmless."""
    given, address = await sent(request, Joining), _address(request)
    code = as_typed(given.code)
    _CODES.may_try(address, code)
    found = await _known(
        address,
        code,
        lambda: workshops.join(
            opened(), code=code, name=given.name, role=given.role, device=given.device
        ),
    )
    return answer(found.model_dump(mode="json"))


async def _known(address: str, code: str, act: Callable[[], _Given]) -> _Given:
    try:
        found = await _action(act)
    except workshops.NotIn:
        _CODES.was_wrong(address, code)
        raise
    _CODES.was_right(address, code)
    return found


@refusing
async def rejoin(request: Request) -> Response:
    """A fresh ticket for one that still holds."""
    await sent(request, Nothing)
    token = _ticket(request)
    fresh = await _action(lambda: workshops.rejoin(opened(), token=token))
    return answer(fresh.model_dump(mode="json"))


@refusing
async def mine(request: Request) -> Response:
    """What this participant gave, for a page that was loaded again."""
    token = _ticket(request)
    given = await _action(lambda: workshops.mine(opened(), token))
    return answer(given.model_dump(mode="json"))


@refusing
async def vote(request: Request) -> Response:
    """Keep a vote; the answer is the vote that counts, and comes when it is kept and not before."""
    given, token = await sent(request, Voting), _ticket(request)
    counts = await _action(
        lambda: workshops.vote(
            opened(), token=token, round_id=given.round, level=given.level,
            not_applicable=given.kind == "not_applicable", grade=given.grade,
            confidence=given.confidence, reason=given.reason, vote_key=given.vote_key,
        )
    )  # fmt: skip
    return answer({"vote": counts.model_dump(mode="json")})


@refusing
async def dots(request: Request) -> Response:
    """Keep where all of one's dots are."""
    given, token = await sent(request, Dots), _ticket(request)
    counts = await _action(lambda: workshops.place_dots(opened(), token=token, dots=given.dots))
    return answer({"dots": counts})


@refusing
async def place(request: Request) -> Response:
    """Keep where one puts a use case on the grid."""
    given, token = await sent(request, Place), _ticket(request)
    await _action(
        lambda: workshops.place(
            opened(), token=token, use_case_id=given.use_case, impact=given.impact,
            feasibility=given.feasibility,
        )
    )  # fmt: skip
    return answer({})


@refusing
async def confidence(request: Request) -> Response:
    """Keep how many fingers one shows."""
    given, token = await sent(request, Fingers), _ticket(request)
    await _action(lambda: workshops.confidence_vote(opened(), token=token, fingers=given.fingers))
    return answer({})


@refusing
async def events(request: Request) -> Response:
    """What is live, for a participant's ticket or the screen's key."""
    workshop_id = request.path_params["id"]
    who = await _watcher(request, workshop_id)
    STREAMS.must_have_room(who)
    last = request.headers.get("last-event-id", "")
    seen = int(last) if last.isdecimal() and len(last) < 16 else -1
    return EventStream(STREAMS, workshop_id, who, seen)


async def screen(request: Request) -> Response:
    """The big screen's page; an address that opens no workshop says so at once."""
    workshop_id, key = request.path_params["id"], request.query_params.get("k", "")
    try:
        _address(request)
        await _action(lambda: workshops.watch(opened(), workshop_id=workshop_id, key=key))
    except Denied as denied:
        return pages.told("Not now", denied.sentence, denied.status)
    except workshops.NotIn as out:
        return pages.told("No workshop is shown here", out.sentence, 404)
    return pages.screen_page(request)


async def nothing_here(request: Request) -> Response:  # noqa: ARG001  the form of a route
    """An address below ours that is none: typed by hand, or cut off where it was copied."""
    return pages.told("There is no page at this address", _TYPE_THE_CODE, 404)


@refusing
async def join_code(request: Request) -> Response:
    """The QR code that the big screen shows: this server's address with the workshop's code."""
    workshop_id = request.path_params["id"]
    await _watcher(request, workshop_id)
    code = (await _action(lambda: workshops.room(opened(), workshop_id))).code
    return pages.join_code(f"{request.base_url}join?c={code}")


async def _watcher(request: Request, workshop_id: str) -> str:
    """Who watches: a participant by their ticket, or a screen by its key."""
    if ticket(request):
        token = _ticket(request)
        await _action(lambda: workshops.listen(opened(), token))
        return token.rsplit(".", 2)[0]  # without time and signature: one for all of one's tickets
    key = request.headers.get("x-screen-key", "") or request.query_params.get("k", "")
    _address(request)
    await _action(lambda: workshops.watch(opened(), workshop_id=workshop_id, key=key))
    return f"{workshop_id}.screen"


def _ticket(request: Request) -> str:
    """The ticket of a request to its own workshop, in bounds; only an action knows if it holds."""
    token = ticket(request)
    _address(request)
    if not token or token.partition(".")[0] != request.path_params["id"] or len(token) > 512:
        raise Denied(403, _OTHER_ROOM)
    _BY_TICKET.take(token)
    return token


_TYPE_THE_CODE = (
    "A workshop is joined with the code of six letters and digits that stands on the screen in the "
    "room. Ask whoever leads for it."
)
_ROOM = "/room/{id}"
_NOT_OURS = ("/room", "/room/{rest:path}", "/screen", "/screen/{rest:path}", "/join/{rest:path}")
ROUTES: list[BaseRoute] = [
    Route("/join", pages.join_page, methods=["GET"]),
    Route("/join", join, methods=["POST"]),
    Route("/join/invitation", invitation, methods=["POST"]),
    Route("/screen/{id}", screen, methods=["GET"]),
    Route("/workshop/{name}", pages.asset, methods=["GET"]),
    Route(f"{_ROOM}/events", events, methods=["GET"]),
    Route(f"{_ROOM}/mine", mine, methods=["GET"]),
    Route(f"{_ROOM}/code.svg", join_code, methods=["GET"]),
    Route(f"{_ROOM}/rejoin", rejoin, methods=["POST"]),
    Route(f"{_ROOM}/vote", vote, methods=["POST"]),
    Route(f"{_ROOM}/dots", dots, methods=["POST"]),
    Route(f"{_ROOM}/place", place, methods=["POST"]),
    Route(f"{_ROOM}/confidence", confidence, methods=["POST"]),
    *(Route(path, nothing_here, methods=["GET"]) for path in _NOT_OURS),
]
