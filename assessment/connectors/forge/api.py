"""Asking a forge: page by page, counted, and told apart when it refuses."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from assessment.connectors.quoting import it_says
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest
from assessment.connectors.transport import Channel, Reply
from assessment.sources import SourceUnavailable

T = TypeVar("T")

REQUESTS = 170
"""Requests at most for one repository; a forge allows thousands an hour."""
PACE_SECONDS = 0.2
PER_PAGE = 100


class NotShown(SourceUnavailable):
    """A forge refused, or says that it is not there: it answers 404 for both.

    ``message`` is its own word for it, redacted and short.
    """

    def __init__(self, reason: str, remedy: str, status: int, message: str) -> None:
        super().__init__(reason, remedy)
        self.status = status
        self.message = message


class ForgeApi(Rest):
    """One repository's API; stops asking once the forge says that it was enough."""

    def __init__(self, channel: Channel, name: str, most: int = REQUESTS) -> None:
        super().__init__(channel, name)
        self._left = most
        self._closed: SourceUnavailable | None = None
        self.headers: dict[str, str] = {}
        """Those of the newest answer, in lower case."""

    def json(self, path: str, why: str, params: Mapping[str, str | list[str]] | None = None) -> Any:
        """The body of a GET; :class:`NotShown` where the forge answers 401, 403 or 404."""
        if self._closed:
            raise self._closed
        if self._left <= 0:
            raise SourceUnavailable(
                f"the number of requests allowed for one repository ({REQUESTS}) is used up",
                "Nothing needs to be done: what was read until then is judged.",
            )
        self._left -= 1
        return super().json(path, why, params)

    def pages(
        self,
        kind: type[T],
        path: str,
        why: str,
        params: Mapping[str, str | list[str]],
        most: int,
        enough: Callable[[T], bool] = lambda _: False,
    ) -> tuple[T, ...]:
        """Items of at most ``most`` pages of 100; no further page once one is ``enough``."""  # fmt: skip
        found: list[T] = []
        for number in range(1, most + 1):
            asked = {**params, "per_page": str(PER_PAGE), "page": str(number)}
            items = self.read(tuple[kind, ...], path, why, asked)  # type: ignore[valid-type]
            found.extend(items)
            if 'rel="next"' not in self.headers.get("link", "") or any(map(enough, items)):
                break
        return tuple(found)

    def _checked(self, reply: Reply, path: str) -> Reply:
        self.headers = reply.headers
        if self._enough(reply):
            self._closed = SourceUnavailable(
                f"{self._name} allows no more requests for now{_until(reply)}",
                "Look again after that, or give a token of an account that asks less.",
            )
            raise self._closed
        if reply.status in (401, 403, 404):
            message = _message(reply)
            raise NotShown(
                f"{self._name} answered {reply.status} to {path}{it_says(message)}",
                "Give a token that may read it; a forge answers the same where there is nothing.",
                reply.status, message,
            )  # fmt: skip
        return super()._checked(reply, path)

    @staticmethod
    def _enough(reply: Reply) -> bool:
        left = reply.headers.get("x-ratelimit-remaining", reply.headers.get("ratelimit-remaining"))
        limited = reply.status == 403 and (left == "0" or "retry-after" in reply.headers)
        return reply.status == 429 or limited


class Look(NamedTuple):
    """One look at one repository: its API and path there, what is main, and since when."""

    api: ForgeApi
    base: str
    reader: str
    branch: str
    since: datetime
    wanted: str = ""
    """What production is called, where a person said so."""
    places: frozenset[str] = frozenset()
    """Environments that are known to be production, whatever they are called."""
    within: timedelta = timedelta(days=1)
    """How soon after a deployment something must happen to be laid at its door."""


def _until(reply: Reply) -> str:
    reset = reply.headers.get("x-ratelimit-reset", reply.headers.get("ratelimit-reset", ""))
    wait = reply.headers.get("retry-after", "")
    if wait.isdigit() and len(wait) < 6:
        return f", and asks to wait {wait} seconds"
    if reset.isdigit() and len(reset) < 12:
        return f", until {datetime.fromtimestamp(int(reset), UTC):%H:%M} UTC"
    return ""


def _message(reply: Reply) -> str:
    try:
        body = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    said = body.get("message", "") if isinstance(body, dict) else ""
    return redact(said[:120]) if isinstance(said, str) else ""
