"""Taking a backup: every table at one moment, while people go on working."""

import json
import os
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from engagement.backup.form import FILE, FORMAT, MANIFEST, VERSION, Manifest, Member
from engagement.client_archive import handed_over
from engagement.outside import clock
from engagement.store import Store, Transaction, audit, whole_server
from engagement.store.migrating import HEAD
from engagement.store.plain_rows import Plain


def back_up(store: Store, to: Path, *, by: str) -> Manifest:
    """Write everything to the file ``to``, which only its owner may read; what is there is replaced.

    ``OSError`` where it cannot be written; what was there before is then still there.
    """
    with store.writing() as tx:
        audit.record(tx, "backup made", by=by)
    part = to.with_name(f"{to.name}.part")
    try:
        with _owners_alone(part) as target:
            manifest = _written(store, target)
            target.flush()
            os.fsync(target.fileno())
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _owners_alone(part: Path) -> BinaryIO:
    part.unlink(missing_ok=True)
    return os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _written(store: Store, target: BinaryIO) -> Manifest:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, store.reading() as tx:
        return _Writing(archive).everything(tx)


class _Writing:
    """An archive that is being filled; it remembers what it holds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, Member] = {}

    def everything(self, tx: Transaction) -> Manifest:
        """All tables, then the manifest."""
        for name in whole_server.tables():
            if whole_server.holds_bytes(name):
                for row in whole_server.rows(tx, name):
                    self._bytes_of(row)
            self._table(tx, name)
        manifest = Manifest(
            format=FORMAT, version=VERSION, schema=HEAD, made_at=clock.now(), members=self._members
        )
        told = manifest.model_dump_json(indent=1, by_alias=True).encode()
        self._archive.writestr(MANIFEST, told)
        return manifest

    def _table(self, tx: Transaction, name: str) -> None:
        files: dict[str, bytes] = {}

        def lines() -> Iterator[bytes]:
            for row in whole_server.rows(tx, name):
                tables, found = handed_over.apart({name: [row]})
                files.update(found)
                yield (json.dumps(_told(tables[name][0]), ensure_ascii=False) + "\n").encode()

        self._member(f"tables/{name}.jsonl", lines(), counted=True)
        for digest, content in files.items():
            self._file(digest, content)

    def _bytes_of(self, row: Plain) -> None:
        for value in row.values():
            if isinstance(value, bytes):
                self._file(sha256(value).hexdigest(), value)

    def _file(self, digest: str, content: bytes) -> None:
        if f"files/{digest}" not in self._members:
            self._member(f"files/{digest}", iter((content,)), counted=False)

    def _member(self, name: str, pieces: Iterator[bytes], *, counted: bool) -> None:
        whole, size, count = sha256(), 0, 0
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                whole.update(piece)
                size, count = size + len(piece), count + 1
        held = Member(size=size, digest=whole.hexdigest(), rows=count if counted else 0)
        self._members[name] = held


def _told(row: Plain) -> Plain:
    def apart(value: Any) -> Any:
        return {FILE: sha256(value).hexdigest()} if isinstance(value, bytes) else value

    return {name: apart(value) for name, value in row.items()}
