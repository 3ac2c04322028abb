"""A server that answers JSON over real HTTP in another system's place, with a bearer token."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

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

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._send(*stand_in.reply(parts.path, parts.query, self.headers["Authorization"]))

        def do_POST(self) -> None:
            stand_in.asked.append(self.path)
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            allowed = stand_in.posts.get(self.path)
            self._send(*(allowed(given) if allowed else (405, {})))

        def _send(self, status: int, body: Any) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *ignored: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
