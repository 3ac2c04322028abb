"""Opens what was handed over: one file, a folder or a zip, as named bytes within hard limits.

Nothing is unpacked to disk; links, ways out of the folder and encrypted members are refused.
"""

import stat
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from content.foreign.located import Unreadable

LARGEST_FILE = 10_000_000
"""Bytes of one file; the largest known has a third of it."""
LARGEST_WHOLE = 50_000_000
"""Bytes of all files that are read from a folder or a zip."""
MOST_FILES = 5_000
ENDINGS = frozenset({".yaml", ".yml", ".json"})


def opened(path: Path) -> dict[str, bytes]:
    """The readable files by their path within what was given; raises ``Unreadable``.

    A single file stands under its own name, whatever its ending.
    """
    if path.is_symlink() or not path.exists():
        raise Unreadable(path.name, 0, "there is no such file or folder; check the path")
    if path.is_dir():
        return _whole(path.name, _of_folder(path))
    if path.suffix.lower() == ".zip":
        return _whole(path.name, _of_zip(path))
    if not path.is_file():
        raise Unreadable(path.name, 0, "expected a regular file or a folder here")
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(path.name, 0, _too_large())
    return {path.name: path.read_bytes()}


def _hidden(inner: str) -> bool:
    """Whether a file is there for an operating system or a version control, not for people."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(inner).parts)


def _whole(name: str, files: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    for inner, content in files:
        size += len(content)
        if size > LARGEST_WHOLE:
            limit = LARGEST_WHOLE // 1_000_000
            raise Unreadable(name, 0, f"holds more than {limit} MB of files to read")
        if not _hidden(inner):
            found[inner] = content
    return found


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    count = 0
    for path in sorted(folder.rglob("*")):
        count += 1
        if count > MOST_FILES:
            raise Unreadable(folder.name, 0, f"holds more than {MOST_FILES:,} files")
        if path.is_symlink() or not path.is_file() or path.suffix.lower() not in ENDINGS:
            continue
        if any(parent.is_symlink() for parent in path.parents if folder in parent.parents):
            continue
        inner = path.relative_to(folder).as_posix()
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(inner, 0, _too_large())
        yield inner, path.read_bytes()


def _of_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.stat().st_size > LARGEST_WHOLE:
        raise Unreadable(path.name, 0, f"larger than {LARGEST_WHOLE // 1_000_000} MB")
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES:
                raise Unreadable(path.name, 0, f"holds more than {MOST_FILES:,} files")
            for member in members:
                _check(path.name, member)
                if PurePosixPath(member.filename).suffix.lower() in ENDINGS:
                    yield member.filename, _unpacked(archive, member)
    except (
        BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
        UnicodeDecodeError,  # a name that says it is UTF-8 and is not
    ) as error:  # fmt: skip
        message = "not readable as a zip archive; pack the folder again"
        raise Unreadable(path.name, 0, message) from error


def _check(name: str, member: ZipInfo) -> None:
    inner = PurePosixPath(member.filename)
    strange = "\\" in member.filename or ":" in member.filename or "\0" in member.orig_filename
    if inner.is_absolute() or ".." in inner.parts or strange:
        raise Unreadable(name, 0, f"{member.filename!r} leads out of the archive; refused")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable(name, 0, f"{member.filename!r} is a link; pack real files")
    if member.flag_bits & 0x1:
        raise Unreadable(name, 0, f"{member.filename!r} is encrypted; pack it without a password")


def _unpacked(archive: ZipFile, member: ZipInfo) -> bytes:
    """At most the limit is ever unpacked, whatever the archive says of its size."""
    with archive.open(member) as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Unreadable(member.filename, 0, _too_large())
    return content


def _too_large() -> str:
    return f"larger than {LARGEST_FILE // 1_000_000} MB; that is no questionnaire"
