"""Tar archives, packed or not, as a stream that is never larger than allowed."""

import bz2
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol

from assessment.repository.archives.members import TOTAL_LIMIT, Member, refused

_BLOCK = 512
_PIECE = 1 << 18
_HEADER_LIMIT = 1 << 20
_MEMORY_LIMIT = 256 * 1024 * 1024
_FILES = {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
_KINDS = {
    tarfile.DIRTYPE: "folder", tarfile.SYMTYPE: "link", tarfile.LNKTYPE: "hard link",
    tarfile.CHRTYPE: "device", tarfile.BLKTYPE: "device", tarfile.FIFOTYPE: "device",
}  # fmt: skip
Read = Callable[[int], bytes]


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, /, max_length: int = ...) -> bytes: ...


def members(path: Path, stopped: Callable[[], None]) -> Iterator[tuple[Member, Read]]:
    """Each member with what reads up to that many bytes of it, before the next one is asked for.

    ``stopped`` is called now and then and raises where the reading has to end.
    """
    with path.open("rb") as file:
        stream = _Stream(file, stopped)
        try:
            yield from _members(stream)
        except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError):
            raise refused("the archive is broken or no tar archive") from None


def comment(path: Path) -> str:
    """The note that git leaves in an archive: the commit that it was made of."""
    with path.open("rb") as file:
        try:
            return _extended(_Stream(file, lambda: None)).get("comment", "")
        except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError):
            return ""


class _Stream:
    """The unpacked bytes of a file in order, refused past the limit."""

    def __init__(self, file: IO[bytes], stopped: Callable[[], None]) -> None:
        self._file, self._stopped = file, stopped
        head = file.read(6)
        file.seek(0)
        self._plain = False
        self._unpacker: _Unpacker
        if head.startswith(b"\x1f\x8b"):
            self._unpacker = _Gzip()
        elif head.startswith(b"BZh"):
            self._unpacker = bz2.BZ2Decompressor()
        elif head == b"\xfd7zXZ\x00":
            self._unpacker = lzma.LZMADecompressor(memlimit=_MEMORY_LIMIT)
        else:
            self._plain = True
        self._left = bytearray()
        self._size = 0

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; fewer at the end alone."""
        while len(self._left) < size and self._more():
            pass
        taken = bytes(self._left[:size])
        del self._left[:size]
        return taken

    def skip(self, size: int) -> None:
        """Pass over ``size`` bytes without keeping them."""
        while size > 0:
            got = len(self.read(min(size, _PIECE)))
            if not got:
                raise EOFError
            size -= got

    def _more(self) -> bool:
        self._stopped()
        piece = self._next()
        self._size += len(piece)
        if self._size > TOTAL_LIMIT + _PIECE:
            raise refused(
                f"the archive holds more than {TOTAL_LIMIT // 2**30} GB",
                "Give an archive of the part that runs in production, or a path to a clone.",
            )
        self._left += piece
        return bool(piece)

    def _next(self) -> bytes:
        if self._plain:
            return self._file.read(_PIECE)
        piece = b"" if self._unpacker.eof else self._unpacker.decompress(b"", _PIECE)
        while not piece and not self._unpacker.eof:
            packed = self._file.read(1 << 16)
            if not packed:
                return b""
            piece = self._unpacker.decompress(packed, _PIECE)
        return piece


class _Gzip:
    """Gzip piece by piece; what does not fit into the piece asked for waits for the next."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        """Whether the packed file is at its end."""
        return self._inner.eof

    def decompress(self, data: bytes, /, max_length: int = -1) -> bytes:
        """Up to ``max_length`` more bytes."""
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _members(stream: _Stream) -> Iterator[tuple[Member, Read]]:
    number = 0
    said: dict[str, str] = {}
    while (block := stream.read(_BLOCK)).strip(b"\0"):
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        if header.type in {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}:
            records = _records(_body(stream, header.size))
            said = {**said, **records} if header.type != tarfile.XGLTYPE else said
            continue
        if header.type in {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}:
            text = _body(stream, header.size).rstrip(b"\0").decode("utf-8", "surrogateescape")
            if header.type == tarfile.GNUTYPE_LONGNAME:
                said["path"] = text
            continue
        yield from _member(stream, header, said, number)
        said, number = {}, number + 1
    if not block:
        raise EOFError  # the end of an archive is marked; without it something is missing


def _member(
    stream: _Stream, header: tarfile.TarInfo, said: dict[str, str], number: int
) -> Iterator[tuple[Member, Read]]:
    if header.type == tarfile.GNUTYPE_SPARSE or any(key.startswith("GNU.sparse") for key in said):
        raise refused("the archive holds a file with holes in it")
    size = int(said.get("size", header.size))
    kind = "file" if header.type in _FILES else _KINDS.get(header.type, "device")
    name = said.get("path", header.name)
    if kind == "file" and name.endswith("/"):
        kind = "folder"
    held = size if kind == "file" else 0
    if size < 0 or size > TOTAL_LIMIT:
        raise refused("the archive holds a file that is larger than is read")
    taken = 0

    def read(limit: int) -> bytes:
        nonlocal taken
        content = stream.read(min(limit, held - taken))
        taken += len(content)
        return content

    yield Member(name, held, kind, number), read
    padding = -held % _BLOCK
    stream.skip(held - taken + padding)


def _body(stream: _Stream, size: int) -> bytes:
    if size < 0 or size > _HEADER_LIMIT:
        raise refused("the archive holds a header that is larger than is read")
    body = stream.read(size)
    stream.skip(-size % _BLOCK)
    return body


def _extended(stream: _Stream) -> dict[str, str]:
    """The records of a global header at the start."""
    header = tarfile.TarInfo.frombuf(stream.read(_BLOCK), "utf-8", "surrogateescape")
    return _records(_body(stream, header.size)) if header.type == tarfile.XGLTYPE else {}


def _records(body: bytes) -> dict[str, str]:
    """``LENGTH KEY=VALUE`` lines of a header."""
    found: dict[str, str] = {}
    position = 0
    while position < len(body):
        length = body[position : position + 12].partition(b" ")[0]
        if not length.isdigit() or not int(length):
            break
        line = body[position : position + int(length)].partition(b" ")[2].removesuffix(b"\n")
        key, _, value = line.partition(b"=")
        found[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        position += int(length)
    return found
