"""Connections to one checked IP address, none of whose reads can outlive a deadline."""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore


class Deadline:
    """A time that nothing may pass, in seconds from now, with a nearer one inside for a request."""

    def __init__(self, seconds: float) -> None:
        self._whole = time.monotonic() + seconds
        self._near = self._whole

    def remaining(self) -> float:
        """Seconds left of the whole; negative once it has passed."""
        return self._whole - time.monotonic()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """A nearer deadline for what runs inside."""
        self._near = min(self._whole, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._near = self._whole

    def check(self) -> None:
        """Raise ``httpcore.ReadTimeout`` once the nearer deadline has passed."""
        if time.monotonic() >= self._near:
            raise httpcore.ReadTimeout("the time for this request is used up")

    def bound(self, timeout: float | None) -> float:
        """A time-out for one step that cannot pass the deadline."""
        self.check()
        left = self._near - time.monotonic()
        return max(0.001, left if timeout is None else min(timeout, left))


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to one IP address, whatever host a request names."""

    def __init__(self, address: str, deadline: Deadline) -> None:
        self._address = address
        self._deadline = deadline
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - for TLS and the Host header alone
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the pinned address; ``host`` is only for TLS and the Host header."""
        stream = self._real.connect_tcp(
            self._address, port, self._deadline.bound(timeout), local_address, socket_options
        )
        return _Bounded(stream, self._deadline)

    def connect_unix_socket(self, *_ignored: Any, **_unused: Any) -> httpcore.NetworkStream:
        """Never: a source is an address on a network."""
        raise httpcore.ConnectError("unix sockets are not read")


class _Bounded(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline, so that a slow drip cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.bound(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.bound(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(
            ssl_context, server_hostname, self._deadline.bound(timeout)
        )
        return _Bounded(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
