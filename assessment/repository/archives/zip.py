"""Zip archives: what their directory lists, and members read up to their stated size."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from assessment.repository.archives.members import Member, kind_of, refused

_END = b"PK\x05\x06"
_LARGE_END = b"PK\x06\x07"
_TAIL = 65_557
_DIRECTORY_LIMIT = 16 * 1024 * 1024
_PIECE = 1 << 20
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def opened(path: Path) -> zipfile.ZipFile:
    """The archive, after a look at how large its directory says it is."""
    _check_directory(path)
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise refused("the archive is broken or no zip archive") from None


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """Every member that the directory lists."""
    for number, info in enumerate(archive.infolist()):
        if info.flag_bits & 1:
            raise refused("the archive is locked with a password", "Make it again without one.")
        # What zipfile cuts off behind a NUL is looked at as it was written.
        name = info.orig_filename
        kind = kind_of(info.external_attr >> 16, name)
        yield Member(name, info.file_size if kind == "file" else 0, kind, number)


def content(archive: zipfile.ZipFile, number: int, limit: int) -> bytes | None:
    """A member's bytes; ``None`` where it is packed in an unknown way, broken, or not as large as stated."""
    info = archive.infolist()[number]
    if info.compress_type not in _PACKINGS or info.file_size > limit:
        return None
    try:
        with archive.open(info) as member:
            found = member.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return None
    return found if len(found) == info.file_size else None


def pieces(archive: zipfile.ZipFile, number: int) -> Iterator[bytes]:
    """A member's bytes piece by piece; raises ``SourceUnavailable`` where it is broken."""
    info = archive.infolist()[number]
    left = info.file_size
    try:
        with archive.open(info) as member:
            while left > 0 and (piece := member.read(min(left, _PIECE))):
                left -= len(piece)
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise refused("the archive is broken or no zip archive") from None


def _check_directory(path: Path) -> None:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0:
        raise refused("the archive is broken or no zip archive")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if listed > _DIRECTORY_LIMIT or tail[max(0, at - 20) : at].startswith(_LARGE_END):
        raise refused(
            "the archive lists more files than are read",
            "Give an archive of the part that runs in production, or a path to a clone.",
        )
