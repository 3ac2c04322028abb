"""A way to a real HTTP server that breaks at a chosen request, in the middle of its answer."""

import http.server
import threading
import urllib.error
import urllib.request
from types import TracebackType
from typing import Any, Self


class DyingProxy:
    """Hands on every GET and POST; from the chosen request on nothing is answered any more."""

    def __init__(self, to: str) -> None:
        self.to, self.asked, self._last = to, 0, 0
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def dies_at(self, request: int) -> None:
        """Answer so many requests from now, the last one by half."""
        self.asked, self._last = 0, request

    def lives(self) -> None:
        """Answer everything again."""
        self._last = 0

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._hand_on(None)

            def do_POST(self) -> None:
                self._hand_on(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

            def _hand_on(self, body: bytes | None) -> None:
                proxy.asked += 1
                if proxy._last and proxy.asked > proxy._last:
                    self.close_connection = True
                    return
                kind = self.headers.get("Content-Type")
                asked = urllib.request.Request(
                    proxy.to + self.path, data=body, headers={"Content-Type": kind} if kind else {}
                )
                try:
                    with urllib.request.urlopen(asked, timeout=20) as answer:
                        self._answer(answer.status, answer.headers["Content-Type"], answer.read())
                except urllib.error.HTTPError as error:
                    self._answer(error.code, error.headers["Content-Type"], error.read())

            def _answer(self, status: int, kind: str | None, content: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                half = bool(proxy._last) and proxy.asked >= proxy._last
                self.wfile.write(content[: len(content) // 2] if half else content)
                self.close_connection = self.close_connection or half

            def log_message(self, *_: Any) -> None:
                return None

        return Handler
