"""Rows and files as the content of an archive, the same bytes for the same client."""

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from engagement.client_archive.form import FILE, MANIFEST, Manifest, Member
from engagement.store.plain_rows import Plain

_THEN = (1980, 1, 1, 0, 0, 0)
"""A ZIP keeps a day for every member; ours says nothing."""


def members(tables: Mapping[str, list[Plain]], uploads: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name -> content of every member but the manifest."""
    files = dict(uploads)
    made = {f"tables/{name}.jsonl": _lines(rows, files) for name, rows in sorted(tables.items())}
    return made | {f"files/{digest}": files[digest] for digest in sorted(files)}


def _lines(rows: list[Plain], files: dict[str, bytes]) -> bytes:
    """One JSON object a line; bytes go to ``files`` under their digest."""

    def apart(value: Any) -> Any:
        if not isinstance(value, bytes):
            return value
        digest = sha256(value).hexdigest()
        files[digest] = value
        return {FILE: digest}

    told = ({name: apart(value) for name, value in row.items()} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told).encode()


def listed(contents: Mapping[str, bytes], tables: Mapping[str, list[Plain]]) -> dict[str, Member]:
    """The manifest's list of members."""
    return {
        name: Member(
            size=len(content),
            digest=sha256(content).hexdigest(),
            rows=len(tables.get(name.removeprefix("tables/").removesuffix(".jsonl"), ())),
        )
        for name, content in contents.items()
    }


def packed(manifest: Manifest, contents: Mapping[str, bytes]) -> bytes:
    """The ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        head = manifest.model_dump_json(indent=1, by_alias=True).encode()
        for name, content in {MANIFEST: head, **contents}.items():
            archive.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
