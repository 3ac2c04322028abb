"""A reverse proxy of our own over real sockets: it ends TLS, says who somebody is, and passes on.

It does what nginx, Caddy or an authenticating proxy do in front of the app: headers that a browser
must not choose are taken out, and its own put in. It connects from an address of its own, so that
whoever goes round it comes from another one.
"""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

FROM = "127.0.0.2"
"""The address that the proxy connects from: loopback too, and not the browser's."""

TAKEN_OUT = (b"x-forwarded-user", b"x-forwarded-for", b"x-forwarded-proto", b"connection")


def certificate(folder: Path) -> Path:
    """A key and, beside it with ``.crt``, a certificate for localhost that nobody vouches for."""
    file = folder / "proxy.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", file,
         "-out", f"{file}.crt", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return file


class ReverseProxy:
    """Passes on from ``port`` to ``to`` (a port of this machine); ``user`` is who it vouches for.

    With ``others`` it is sticky by address: whoever comes from one address gets to one of the ports,
    and to the next one where nothing listens there.
    """

    def __init__(self, port: int, to: int, key: Path, others: tuple[int, ...] = ()) -> None:
        self.port, self.to, self.user = port, to, ""
        self._ports = (to, *others)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(f"{key}.crt", key)
        self._open: set[socket.socket] = set()

    @contextmanager
    def running(self) -> Iterator["ReverseProxy"]:
        """In threads of its own, until the block ends."""
        proxy = self

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):
                    proxy._answer(self.request)

        class Listening(ThreadingTCPServer):
            allow_reuse_address = True

        with Listening(("127.0.0.1", self.port), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield self
            finally:
                for one in list(self._open):  # whoever still waits for the other side ends
                    with suppress(OSError):
                        one.shutdown(socket.SHUT_RDWR)
                server.shutdown()
                thread.join(10)

    def _answer(self, plain: socket.socket) -> None:
        """One connection: a request and its answer, or a WebSocket for as long as it is open."""
        with (
            self._context.wrap_socket(plain, server_side=True) as browser,
            self._app(int(browser.getpeername()[0].rpartition(".")[2])) as app,
        ):
            browser.settimeout(None)
            app.settimeout(None)
            ends = {browser, app}
            self._open |= ends
            try:
                app.sendall(self._rewritten(_head(browser)))
                back = threading.Thread(target=_pass_on, args=(app, browser))
                back.start()
                _pass_on(browser, app)
                back.join()
            finally:
                self._open -= ends

    def _app(self, address: int) -> socket.socket:
        """A connection to the app of an address: of its last number."""
        first = address % len(self._ports)
        for port in (*self._ports[first:], *self._ports[:first]):
            with suppress(ConnectionRefusedError):
                return socket.create_connection(("127.0.0.1", port), 30, (FROM, 0))
        raise OSError("nobody listens")

    def _rewritten(self, head: bytes) -> bytes:
        """The request with the proxy's own headers; one request a connection, but for WebSockets."""
        whole, _, body = head.partition(b"\r\n\r\n")
        first, *lines = whole.split(b"\r\n")
        upgrade = any(line.lower().startswith(b"upgrade:") for line in lines)
        kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in TAKEN_OUT]
        kept += [b"connection: Upgrade" if upgrade else b"connection: close"]
        kept += [b"x-forwarded-proto: https", b"x-forwarded-for: 203.0.113.9"]
        kept += [b"x-forwarded-user: " + self.user.encode()] if self.user else []
        return b"\r\n".join([first, *kept, b"", body])


def _head(browser: socket.socket) -> bytes:
    found = b""
    while b"\r\n\r\n" not in found:
        piece = browser.recv(65536)
        if not piece:
            raise OSError("the browser left")
        found += piece
    return found


def _pass_on(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            to.sendall(piece)
    for one in (source, to):  # one side that ends is the end of both
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
