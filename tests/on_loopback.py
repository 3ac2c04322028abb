"""A small HTTP server on a free loopback port that answers what functions say: under every stand-in."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, Any, Mapping[str, str]]
"""Status, body (bytes as they are, anything else as JSON) and headers besides."""


def _nothing(path: str, body: bytes) -> Reply:
    return 405, {}, {}


@contextmanager
def on_loopback(
    get: Callable[[str, Message], Reply], post: Callable[[str, bytes], Reply] = _nothing
) -> Iterator[str]:
    """Its address. ``get`` is given a path with its query and the headers, ``post`` path and body."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(*get(self.path, self.headers))

        def do_POST(self) -> None:
            self._send(*post(self.path, self.rfile.read(int(self.headers["Content-Length"]))))

        def _send(self, status: int, body: Any, headers: Mapping[str, str]) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            named = {"Content-Type": "application/json"} | dict(headers)
            for name, value in (named | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *ignored: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
