"""A body read piece by piece, with decompressed bytes counted."""

import zlib
from collections.abc import Callable, Iterable, Mapping

import httpcore

PIECE_BYTES = 1 << 16
_GZIP_WINDOW = zlib.MAX_WBITS | 16


class TooLargeError(Exception):
    """More came than is read."""


def read_body(
    pieces: Iterable[bytes], headers: Mapping[str, str], limit: int, check: Callable[[], None]
) -> bytes:
    """The decompressed body, at most ``limit`` bytes; ``check`` runs at every piece and may raise.

    Raises :class:`TooLargeError` past the limit, however small the compressed body is, and
    ``httpcore.RemoteProtocolError`` for an encoding that was not asked for or cannot be read.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise httpcore.RemoteProtocolError("an encoding that was not asked for")
    unpacker = zlib.decompressobj(_GZIP_WINDOW) if "gzip" in encoding else None
    body = bytearray()
    for piece in pieces:
        check()
        for part in _unpacked(piece, unpacker):
            check()
            body += part
            if len(body) > limit:
                raise TooLargeError(f"the answer is larger than {limit // 1_000_000} MB")
    if unpacker is not None and body and not unpacker.eof:
        raise httpcore.RemoteProtocolError("a compressed body that breaks off")
    return bytes(body)


def _unpacked(piece: bytes, unpacker: "zlib._Decompress | None") -> Iterable[bytes]:
    if unpacker is None:
        yield piece
        return
    try:
        while piece:
            yield unpacker.decompress(piece, PIECE_BYTES)
            piece = unpacker.unconsumed_tail
    except zlib.error:
        raise httpcore.RemoteProtocolError("a compressed body that cannot be read") from None
