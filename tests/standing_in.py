"""A server that answers JSON over real HTTP in another system's place, with a bearer token."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.on_loopback import Reply, on_loopback

TOKEN = "viewer-token"
Answer = Callable[[str, dict[str, list[str]]], tuple[int, Any]]
"""Status and body of a GET, by its path and parameters; bytes are sent as they are."""


@dataclass
class StandIn:
    """What it answers, what it refuses (by the beginning of a path), and what it was asked."""

    answer: Answer
    forbidden: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    headers: tuple[str, ...] = (f"Bearer {TOKEN}",)
    posts: dict[str, Callable[[Any], tuple[int, Any]]] = field(default_factory=dict)
    """What it answers to JSON that is posted to a path, without a token."""
    open_paths: set[str] = field(default_factory=set)
    """What it tells without a token."""
    address: str = ""

    def reply(self, path: str, query: str, authorization: str | None) -> tuple[int, Any]:
        self.asked.append(path)
        if authorization not in self.headers and path not in self.open_paths:
            return 401, {"message": "Unauthorized"}
        if any(path.startswith(item) for item in self.forbidden):
            return 403, {"message": "permission denied"}
        return self.answer(path, parse_qs(query))


@contextmanager
def standing_in(stand_in: StandIn) -> Iterator[StandIn]:
    """It on a free loopback port; nothing but GET and the posts that were allowed is answered."""

    def get(path: str, headers: Message) -> Reply:
        parts = urlsplit(path)
        return *stand_in.reply(parts.path, parts.query, headers["Authorization"]), {}

    def post(path: str, body: bytes) -> Reply:
        stand_in.asked.append(path)
        allowed = stand_in.posts.get(path)
        return *(allowed(json.loads(body)) if allowed else (405, {})), {}

    with on_loopback(get, post) as stand_in.address:
        yield stand_in
