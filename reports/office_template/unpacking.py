"""The parts of a file of Word or PowerPoint, taken out of it in memory and under limits."""

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from reports.office_template.refusing import TemplateRefused

PACKED_LIMIT = 20 * 2**20
PART_LIMIT = 30 * 2**20
WHOLE_LIMIT = 80 * 2**20
"""Bytes of the file, of one part of it, and of all parts, the latter two as they are inflated."""
_THEN = ": take pages, slides and large pictures out of it, save it and hand it over again."
MOST_PARTS = 1500
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1


def parts_of(content: bytes) -> dict[str, bytes]:
    """Name -> bytes of every part; ``TemplateRefused`` for what is no such file or made to harm."""
    if len(content) > PACKED_LIMIT:
        raise TemplateRefused(f"The template is larger than {_megabytes(PACKED_LIMIT)}.")
    if content.startswith(_OLD_OFFICE):
        raise TemplateRefused(
            "The template is of an old Office format or locked with a password: "
            "save it without a password as .dotx or .potx."
        )
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _inflated(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _no_template() from error
    except (ValueError, UnicodeError, OverflowError, MemoryError) as error:
        raise _no_template() from error


def _no_template() -> TemplateRefused:
    return TemplateRefused(
        "The template cannot be opened: it is damaged, or no file of Word or PowerPoint."
    )


def _inflated(archive: ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise TemplateRefused(f"The template has more than {MOST_PARTS} parts{_THEN}")
    if sum(entry.file_size for entry in entries) > WHOLE_LIMIT:
        raise TemplateRefused(
            f"The template inflates to more than {_megabytes(WHOLE_LIMIT)}{_THEN}"
        )
    _check_names(entries)
    held: dict[str, bytes] = {}
    left = WHOLE_LIMIT
    for entry in entries:
        held[entry.orig_filename] = _read(archive, entry, min(PART_LIMIT, left))
        left -= len(held[entry.orig_filename])
    return held


def _read(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    """At most ``limit`` bytes, whatever size the entry says that it has."""
    with archive.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TemplateRefused(
            f"A part of the template inflates to more than {_megabytes(limit)}{_THEN}"
        )
    return data


def _check_names(entries: list[ZipInfo]) -> None:
    """No part reaches out of the file, hides another one, or is locked."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        steps = name.split("/")
        odd = not name.isprintable() or any(char in name for char in '\\:*?"<>|')
        if odd or any(step in ("", ".", "..") for step in steps):
            raise TemplateRefused("A part of the template has a name that leads out of the file.")
        if name.casefold() in seen:
            raise TemplateRefused("The template holds two parts of the same name.")
        if entry.flag_bits & _ENCRYPTED:
            raise TemplateRefused(
                "The template is locked with a password: save it without a password."
            )
        seen.add(name.casefold())


def _megabytes(size: int) -> str:
    return f"{max(1, size // 2**20)} MB"
