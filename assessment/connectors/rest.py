"""Asking a REST API part by part: what one part refuses costs the findings of that part alone."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from assessment.connectors.transport import Channel, Reply
from assessment.model import Outcome
from assessment.observation import Observation
from assessment.sources import SourceUnavailable
from content.values import Value

T = TypeVar("T")

_REMEDIES = {
    401: "Give the name of a secret that this API accepts.",
    403: "Grant the account of this secret the right to read it, then look again.",
    404: "Check the address, and that the account of this secret may see it.",
    429: "Look again later: the API allows no more requests for now.",
}


class Reach(Value):
    """Whether a part could be read; where not, why, and what would open it."""

    read: bool = True
    reason: str = ""
    remedy: str = ""

    def unavailable(self) -> Observation:
        """What a probe says of a part that could not be read."""
        return Observation(outcome=Outcome.UNAVAILABLE, observed=self.reason, remedy=self.remedy)


UNREAD = Reach(read=False, reason="it was not asked for")


def part(ask: Callable[[], T], otherwise: T) -> tuple[T, Reach]:
    """What ``ask`` returns; where it cannot be had, ``otherwise`` and the reason."""
    try:
        return ask(), Reach()
    except SourceUnavailable as fault:
        return otherwise, Reach(read=False, reason=fault.reason, remedy=fault.remedy)


def several(ask: Callable[[], tuple[T, ...]]) -> tuple[tuple[T, ...], Reach]:
    """What ``ask`` lists; where it cannot be had, nothing and the reason."""
    return part(ask, ())


class Rest:
    """Asks one API for JSON; a status that is no answer becomes :class:`SourceUnavailable`."""

    def __init__(self, channel: Channel, name: str) -> None:
        self._channel = channel
        self._name = name

    def json(self, path: str, why: str, params: Mapping[str, str | list[str]] | None = None) -> Any:
        """The body of a GET below the source's address."""
        return self._checked(self._channel.get(path, why, params), path).json_body()

    def reply(self, path: str, why: str) -> Reply:
        """The answer to a GET as it came, whatever its status."""
        return self._channel.get(path, why)

    def checked(self, reply: Reply, path: str) -> Reply:
        """The reply; :class:`SourceUnavailable` where its status is no answer."""
        return self._checked(reply, path)

    def text(self, path: str, why: str) -> str:
        """The body of a GET as text, undecodable bytes replaced."""
        return self._checked(self._channel.get(path, why), path).body.decode("utf-8", "replace")

    def read(
        self,
        kind: type[T],
        path: str,
        why: str,
        params: Mapping[str, str | list[str]] | None = None,
    ) -> T:
        """The answer as ``kind`` (a model or a container of models)."""
        return self.shaped(kind, self.json(path, why, params), path)

    def shaped(self, kind: type[T], body: Any, path: str) -> T:
        """``body`` as ``kind``; :class:`SourceUnavailable` where it has another shape."""
        try:
            return TypeAdapter(kind).validate_python(body)
        except ValidationError as error:
            where = ".".join(str(step) for step in error.errors()[0]["loc"]) or "the whole answer"
            raise SourceUnavailable(
                f"{self._name} answered {path} in an unknown shape, at {where[:80]}",
                f"Check that the address is that of {self._name}, and its version.",
            ) from None

    def _checked(self, reply: Reply, path: str) -> Reply:
        if reply.status < 400:
            return reply
        raise SourceUnavailable(
            f"{self._name} answered {reply.status} to {path}",
            _REMEDIES.get(reply.status, f"Check that {self._name} is well, and look again."),
        )
