"""The content of an archive, checked member by member before anything of it is used.

Nothing is unpacked to a path, nothing larger than the manifest says is read, and every member has
the digest that the manifest gives.
"""

import io
import json
import lzma
import struct
import zipfile
import zlib
from hashlib import sha256
from typing import Any

from engagement.client_archive import form
from engagement.client_archive.form import FILE, FORMAT, MANIFEST, MEMBER, Content, Manifest, Member
from engagement.faults import Refused
from engagement.store.belonging import owned, shared
from engagement.store.migrating import HEAD
from engagement.store.plain_rows import Plain, is_file
from engagement.store.whole_client import owned_or_shared

BROKEN = "This archive was cut short or changed on its way; ask for it again."
NEWER = "This archive was made by a newer version of Prodworthy; update this one first."
TOO_LARGE = "This archive holds more than {} MB; nothing of it was taken."
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, LookupError,
    ValueError, TypeError, AttributeError, OverflowError, RuntimeError,
)  # fmt: skip
"""What reading an archive raises where it was changed: the libraries have no error of their own."""

_PIECE = 1 << 20


def opened(content: bytes) -> Content:
    """The archive's rows and files; raises :class:`Refused` with what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            manifest = _manifest(archive)
            return _content(archive, manifest)
    except DAMAGED:
        raise Refused(BROKEN) from None


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    names = archive.namelist()
    if MANIFEST not in names or len(names) != len(set(names)):
        raise Refused(BROKEN)
    told = json.loads(_read(archive, MANIFEST, form.MANIFEST_MB * 1_000_000))
    if told.get("format") != FORMAT:
        raise Refused("This is no archive of a client: choose the file that was exported.")
    if told.get("version") != form.VERSION or str(told.get("schema", "")) > HEAD:
        raise Refused(NEWER)
    manifest = Manifest.model_validate(told)
    strange = [name for name in names if name != MANIFEST and not MEMBER.fullmatch(name)]
    if strange:
        raise Refused("This archive holds a file that none of ours holds; nothing of it was taken.")
    if set(manifest.members) != set(names) - {MANIFEST}:
        raise Refused(BROKEN)
    if sum(item.size for item in manifest.members.values()) > form.OPENED_MB * 1_000_000:
        raise Refused(TOO_LARGE.format(form.OPENED_MB))
    return manifest


def _content(archive: zipfile.ZipFile, manifest: Manifest) -> Content:
    files: dict[str, bytes] = {}
    for name, item in manifest.members.items():
        if name.startswith("files/"):
            files[name.removeprefix("files/")] = _member(archive, name, item)
    used: set[str] = set()
    tables = {
        name.removeprefix("tables/").removesuffix(".jsonl"): _rows(
            name, _member(archive, name, item), item.rows, files, used
        )
        for name, item in manifest.members.items()
        if name.startswith("tables/")
    }
    uploads = {digest: content for digest, content in files.items() if digest not in used}
    return Content(manifest=manifest, tables=tables, uploads=uploads)


def _member(archive: zipfile.ZipFile, name: str, item: Member) -> bytes:
    content = _read(archive, name, item.size)
    digest = sha256(content).hexdigest()
    if digest != item.digest or (name.startswith("files/") and name != f"files/{digest}"):
        raise Refused(BROKEN)
    return content


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member piece by piece, and no byte more than it may have."""
    pieces, size = [], 0
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Refused("A file in this archive is larger than it says; nothing was taken.")
            pieces.append(piece)
    return b"".join(pieces)


def _rows(
    member: str, content: bytes, count: int, files: dict[str, bytes], used: set[str]
) -> list[Plain]:
    name = member.removeprefix("tables/").removesuffix(".jsonl")
    if name not in owned() and name not in shared():
        raise Refused(NEWER)
    columns = owned_or_shared(name).c
    rows = [json.loads(line) for line in content.decode().split("\n") if line]
    if len(rows) != count or not all(isinstance(row, dict) for row in rows):
        raise Refused(BROKEN)
    return [
        {key: _value(columns, key, value, files, used) for key, value in row.items()}
        for row in rows
    ]


def _value(columns: Any, key: str, value: Any, files: dict[str, bytes], used: set[str]) -> Any:
    if key not in columns:
        raise Refused(NEWER)
    if not is_file(columns[key]) or value is None:
        return value
    digest = value[FILE]
    used.add(digest)
    return files[digest]
