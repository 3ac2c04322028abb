"""Reading a backup: nothing of it is used before every member has the digest that it should have."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engagement.backup import form
from engagement.backup.form import FILE, FORMAT, MANIFEST, Manifest
from engagement.faults import Refused
from engagement.store import whole_server
from engagement.store.migrating import HEAD
from engagement.store.plain_rows import Plain

BROKEN = "This backup was cut short or changed; nothing of it was taken. Use another one."
NO_BACKUP = (
    "This is no backup, or one that was cut short or changed; nothing of it was taken. Use another."
)
NEWER = "This backup was made by a newer version of Prodworthy; update this one first."
_MEMBER = re.compile(r"tables/[a-z][a-z_]{0,60}\.jsonl|files/[0-9a-f]{64}")
_PIECE = 1 << 20


class Files(Mapping[str, bytes]):
    """The backup's files by digest, read when they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, names: frozenset[str]) -> None:
        self._archive, self._names = archive, names

    def __getitem__(self, digest: str) -> bytes:
        if digest not in self._names:
            raise KeyError(digest)
        return self._archive.read(f"files/{digest}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Backup:
    """An opened backup whose every member was checked."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest
        names = {name.removeprefix("files/") for name in manifest.members if name[:6] == "files/"}
        self.files = Files(archive, frozenset(names))

    def rows(self, table: str) -> Iterator[Plain]:
        """A table's rows, bytes in their place; none of a table that the backup does not know."""
        member = f"tables/{table}.jsonl"
        if member not in self.manifest.members:
            return
        with self._archive.open(member) as lines:
            for line in lines:
                yield {name: self._value(value) for name, value in json.loads(line).items()}

    def _value(self, value: Any) -> Any:
        return (
            self.files[value[FILE]] if isinstance(value, dict) and set(value) == {FILE} else value
        )


@contextmanager
def opened(file: Path) -> Iterator[Backup]:
    """The backup, checked from end to end; :class:`Refused` with what is wrong with it."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            for name in manifest.members:
                _checked(archive, manifest, name)
            yield Backup(archive, manifest)
    except OSError as error:
        raise Refused(
            f"{file} cannot be read ({error.strerror}); give the path of a backup."
        ) from None
    except zipfile.BadZipFile:
        raise Refused(NO_BACKUP) from None
    except (zlib.error, EOFError, NotImplementedError, UnicodeDecodeError):
        raise Refused(BROKEN) from None
    except (
        json.JSONDecodeError,
        RecursionError,
        ValidationError,
        KeyError,
        TypeError,
        AttributeError,
    ):
        raise Refused(BROKEN) from None


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    names = archive.namelist()
    if MANIFEST not in names:
        raise Refused(BROKEN if names else "This is no backup: choose the file that was written.")
    if len(names) != len(set(names)) or _size(archive, MANIFEST) > form.MANIFEST_MB * 1_000_000:
        raise Refused(BROKEN)
    told = json.loads(archive.read(MANIFEST))
    if told.get("format") != FORMAT:
        raise Refused(
            "This is no backup of a server; a client's archive comes in with `client import`."
        )
    if told.get("version") != form.VERSION or str(told.get("schema", "")) > HEAD:
        raise Refused(NEWER)
    manifest = Manifest.model_validate(told)
    if set(manifest.members) != set(names) - {MANIFEST}:
        raise Refused(BROKEN)
    return manifest


def _checked(archive: zipfile.ZipFile, manifest: Manifest, name: str) -> None:
    """A member's name, size and digest, read piece by piece and no further than it may go."""
    held = manifest.members[name]
    if not _MEMBER.fullmatch(name) or _size(archive, name) != held.size:
        raise Refused(BROKEN)
    if name.startswith("tables/") and name[7:-6] not in whole_server.tables() and held.rows:
        raise Refused(NEWER)
    whole, lines = sha256(), 0
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            whole.update(piece)
            lines += piece.count(b"\n")
    named_so = not name.startswith("files/") or name == f"files/{held.digest}"
    if whole.hexdigest() != held.digest or not named_so or (lines != held.rows and name[0] == "t"):
        raise Refused(BROKEN)


def _size(archive: zipfile.ZipFile, name: str) -> int:
    return archive.getinfo(name).file_size
