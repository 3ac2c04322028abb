"""One request of a load test: pinned to the checked address, no redirects, a bounded answer.

Written on the event loop's own protocols: a client that costs a millisecond of processor for each
request would test itself.
"""

import asyncio
import ssl
from collections import deque

import httpx

from assessment.connectors.addresses import Pinned
from assessment.connectors.arrivals.wire import Answer, BadAnswerError

GIVEN_UP = "given up"
"""Requests that were still out when the test was ended: no fault of the service by themselves."""

ANSWER_BYTES = 1_000_000
CONNECT_SECONDS = 3.0
Headers = list[tuple[bytes, bytes]]


class _Connection(asyncio.Protocol):
    """One connection, with at most one request out."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.answer = Answer()
        self._waiter: asyncio.Future[str] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self.transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self.answer.feed(data)
        except BadAnswerError:
            return self._end("broken off")
        if self.answer.size > ANSWER_BYTES:
            self._end("too large")
        elif self.answer.done:
            self._end(str(self.answer.status))
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        whole = exc is None and self.answer.closed()
        self._end(str(self.answer.status) if whole else "broken off")
        self.transport = None

    def send(self, request: bytes) -> "asyncio.Future[str]":
        """Send a request; the future holds the status, or a word for what came instead."""
        self.answer = Answer()
        self._waiter = asyncio.get_running_loop().create_future()
        if self.transport is None:
            self._end("broken off")
        else:
            self.transport.write(request)
        return self._waiter

    def usable(self) -> bool:
        """Whether another request may follow."""
        open_still = self.transport is not None and not self.transport.is_closing()
        return open_still and self.answer.done and self.answer.keep_alive

    def abort(self) -> None:
        """Close at once."""
        if self.transport is not None:
            self.transport.abort()

    def _end(self, told: str) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(told)


class Client:
    """Sends one fixed request as often as asked, over as many connections as are needed at once."""

    def __init__(self, base: Pinned, method: str, headers: Headers, body: bytes) -> None:
        self._base = base
        self._context: ssl.SSLContext | None = None
        if base.scheme == "https":
            self._context = httpx.create_ssl_context()
        target = (base.path + (f"?{base.query}" if base.query else "")).encode()
        lines = [method.encode() + b" " + target + b" HTTP/1.1"]
        lines += [name + b": " + value for name, value in headers]
        self._request = b"\r\n".join(lines) + b"\r\n\r\n" + body
        self._idle: deque[_Connection] = deque()
        self._open: set[_Connection] = set()
        self.bytes_read = 0

    async def send(self, seconds: float) -> str:
        """The status of the answer, or a word for what came instead of one.

        ``refused`` where no connection was made, ``certificate not accepted``, ``timed out``, ``too
        large`` past a megabyte, and ``broken off``. Never raises for what the service does.
        """
        connection: _Connection | None = None
        told = "broken off"
        try:
            async with asyncio.timeout(seconds):
                connection = self._waiting() or await self._connect()
                told = await connection.send(self._request)
        except TimeoutError:
            told = "timed out"
        except ssl.SSLError:
            told = "certificate not accepted"
        except OSError:
            told = "refused"
        finally:
            if connection is not None:
                self._put_back(connection)
        return told

    async def aclose(self) -> None:
        """Close every connection, and let the loop see it."""
        for connection in list(self._open):
            connection.abort()
        self._idle.clear()
        self._open.clear()
        await asyncio.sleep(0)

    def _waiting(self) -> _Connection | None:
        while self._idle:
            found = self._idle.pop()
            if found.usable():
                return found
            self._drop(found)
        return None

    async def _connect(self) -> _Connection:
        loop = asyncio.get_running_loop()
        name = self._base.host if self._context else None
        async with asyncio.timeout(CONNECT_SECONDS):
            _, connection = await loop.create_connection(
                _Connection, self._base.address, self._base.port, ssl=self._context,
                server_hostname=name,
            )  # fmt: skip
        self._open.add(connection)
        return connection

    def _put_back(self, connection: _Connection) -> None:
        self.bytes_read += connection.answer.size
        if connection.usable():
            self._idle.append(connection)
        else:
            self._drop(connection)

    def _drop(self, connection: _Connection) -> None:
        connection.abort()
        self._open.discard(connection)
