"""A forge's REST API over real HTTP: answers by path, paged as GitHub and GitLab page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.on_loopback import Reply, on_loopback

TOKEN = "read-only-token"
PAGE = 100


@dataclass
class Forge:
    """``answers`` by path below ``prefix`` (a list is paged, a function gets the parameters);
    ``refused`` answers by path with a status, a body and headers instead.
    """

    prefix: str
    answers: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, tuple[int, Any, dict[str, str]]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""
    first_page: int = 1
    required: dict[str, str] = field(default_factory=lambda: {"Authorization": f"Bearer {TOKEN}"})

    def refuse(self, path: str, status: int, body: Any = None, **headers: str) -> None:
        """Answer a path with a status; underscores in header names are hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.refused[path] = (status, body or {"message": "Not Found"}, named)

    def answer(self, path: str, given: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        """Status, body and headers of a GET."""
        if not path.startswith(self.prefix):
            return 404, {"message": "not the API"}, {}
        path = path.removeprefix(self.prefix)
        if path in self.refused:
            return self.refused[path]
        if path not in self.answers:
            return 404, {"message": "Not Found"}, dict(self.headers)
        body = self.answers[path]
        body = body(given) if callable(body) else body
        if not isinstance(body, list):
            return 200, body, dict(self.headers)
        number = int(given.get("page", self.first_page)) - self.first_page + 1
        size = int(given.get("per_page", given.get("page_size", "30")))
        extra = {}
        if number * size < len(body):
            query = urlencode({**given, "page": str(number + 1)})
            extra = {"Link": f'<{self.address}{self.prefix}{path}?{query}>; rel="next"'}
        return 200, body[(number - 1) * size : number * size], dict(self.headers) | extra


@contextmanager
def serving(prefix: str) -> Iterator[Forge]:
    """The API on a free loopback port; ``prefix`` is such as /api/v3."""
    forge = Forge(prefix)

    def get(path: str, headers: Message) -> Reply:
        parts = urlsplit(path)
        forge.asked.append(path)
        if any(headers.get(name) != value for name, value in forge.required.items()):
            return 401, {"message": "Bad credentials"}, {}
        given = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return forge.answer(parts.path, given)

    with on_loopback(get) as forge.address:
        yield forge
