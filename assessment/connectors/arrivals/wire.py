"""Where an HTTP/1.1 answer ends, and whether the connection may be used again.

Only what a load test needs: the status and the size of the body. The body itself is let go of at
once, so that ten thousand answers a second cost no memory.
"""

import re
from enum import Enum, auto

HEAD_BYTES = 65_536
STATUS = re.compile(rb"HTTP/1\.([01]) ([1-5]\d\d)[ \r]")
WITHOUT_BODY = (204, 304)


class BadAnswerError(Exception):
    """What came is not an answer in HTTP/1.1."""


class _At(Enum):
    HEAD = auto()
    COUNTED = auto()
    CHUNK_SIZE = auto()
    CHUNK = auto()
    TRAILER = auto()
    TO_THE_END = auto()
    DONE = auto()


class Answer:
    """One answer, fed piece by piece; ``size`` counts the bytes of the body so far."""

    def __init__(self) -> None:
        self.status = 0
        self.size = 0
        self.keep_alive = True
        self._at = _At.HEAD
        self._left = 0
        self._rest = b""

    @property
    def done(self) -> bool:
        """Whether the whole answer was seen."""
        return self._at is _At.DONE

    def feed(self, data: bytes) -> None:
        """Take in more; raises :class:`BadAnswerError` for what cannot be an answer."""
        self._rest += data
        while self._rest and not self.done:
            if not self._step():
                break
        if self._at is not _At.CHUNK and len(self._rest) > HEAD_BYTES:
            raise BadAnswerError("a head without an end")
        if self.done and self._rest:
            self.keep_alive = False

    def closed(self) -> bool:
        """The other side closed: whether that ends this answer properly."""
        if self._at is _At.TO_THE_END:
            self._at = _At.DONE
        self.keep_alive = False
        return self.done

    def _step(self) -> bool:
        """Move on by what is there; false where more is needed."""
        if self._at is _At.HEAD:
            return self._head()
        if self._at in (_At.COUNTED, _At.CHUNK):
            return self._counted()
        if self._at is _At.TO_THE_END:
            self.size += len(self._rest)
            self._rest = b""
            return False
        return self._line()

    def _head(self) -> bool:
        head, found, rest = self._rest.partition(b"\r\n\r\n")
        if not found:
            return False
        known = STATUS.match(head + b"\r")
        if known is None:
            raise BadAnswerError("not an answer in HTTP/1.1")
        self.status, self._rest = int(known[2]), rest
        headers = _headers(head)
        told = headers.get(b"connection", b"").lower()
        self.keep_alive = b"close" not in told if known[1] == b"1" else b"keep-alive" in told
        self._at = self._body(headers)
        return True

    def _body(self, headers: dict[bytes, bytes]) -> _At:
        if 100 <= self.status < 200:
            return _At.HEAD
        if self.status in WITHOUT_BODY:
            return _At.DONE
        if b"chunked" in headers.get(b"transfer-encoding", b"").lower():
            return _At.CHUNK_SIZE
        length = headers.get(b"content-length")
        if length is None:
            return _At.TO_THE_END
        self._left = _number(length, 10)
        return _At.COUNTED if self._left else _At.DONE

    def _counted(self) -> bool:
        taken = min(self._left, len(self._rest))
        # The two bytes that end a chunk are counted down with it, and are no part of the body.
        self.size += taken
        self._left -= taken
        self._rest = self._rest[taken:]
        if not self._left:
            self._at = _At.DONE if self._at is _At.COUNTED else _At.CHUNK_SIZE
        return not self._left

    def _line(self) -> bool:
        line, found, rest = self._rest.partition(b"\r\n")
        if not found:
            return False
        self._rest = rest
        if self._at is _At.TRAILER:
            self._at = _At.TRAILER if line else _At.DONE
            return True
        size = _number(line.partition(b";")[0], 16)
        self._left, self._at = (size + 2, _At.CHUNK) if size else (0, _At.TRAILER)
        self.size -= 2 if size else 0
        return True


def _headers(head: bytes) -> dict[bytes, bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _number(text: bytes, base: int) -> int:
    if not re.fullmatch(rb"[0-9a-fA-F]{1,15}", text.strip()):
        raise BadAnswerError("a length that is none")
    try:
        return int(text, base)
    except ValueError:
        raise BadAnswerError("a length that is none") from None
