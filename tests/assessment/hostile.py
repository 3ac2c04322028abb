"""Small servers that behave badly on purpose, over real sockets on loopback."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Handler = Callable[[socket.socket, bytes], None]
Greeting = Callable[[socket.socket], socket.socket]


class Server:
    """Answers every connection with one handler; ``heads`` keeps what clients sent."""

    def __init__(self, handler: Handler, greet: Greeting) -> None:
        self._greet = greet
        self.heads: list[bytes] = []
        self._handler = handler
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, raw: socket.socket) -> None:
        with raw, contextlib.suppress(OSError), self._greet(raw) as client:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(65536)
                if not piece:
                    return
                head += piece
            self.heads.append(head)
            self._handler(client, head)


@contextmanager
def serving(handler: Handler, greet: Greeting = lambda client: client) -> Iterator[Server]:
    server = Server(handler, greet)
    try:
        yield server
    finally:
        server.close()


def answering(body: bytes, status: str = "200 OK", **headers: str) -> Handler:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    whole = "\r\n".join([*lines, "", ""]).encode() + body
    return lambda client, _: client.sendall(whole)
