"""What an archive is made of: a manifest, one file of JSON lines a table, and files by digest.

Inside the encryption it is a ZIP with ``manifest.json``, ``tables/<name>.jsonl`` and
``files/<sha-256>``. The manifest names every other member with its size and digest; nothing in it
becomes a path.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime, Field

from content.values import Value
from engagement.store.plain_rows import Plain

VERSION = 1
"""Of the form of the archive; the schema of its rows has its own."""

SEALED_MB, OPENED_MB = 500, 1000
"""The largest archive that is taken, and the most that may come out of it; in 10^6 bytes."""

MANIFEST_MB = 10
MANIFEST = "manifest.json"
FORMAT = "prodworthy client archive"
FILE = "$file"
"""In a row, bytes stand as ``{"$file": <sha-256>}``."""

MEMBER = re.compile(r"tables/[a-z][a-z_]{0,60}\.jsonl|files/[0-9a-f]{64}")
UPLOAD = re.compile(r"upload:([0-9a-f]{64})/([^/\\]{1,120})")
"""In a row, the path of a file that was handed over to be looked at: digest and plain name."""


class Member(Value):
    """One file of the archive: bytes, SHA-256, and how many rows where it is a table."""

    size: int = Field(ge=0)
    digest: str = Field(pattern="^[0-9a-f]{64}$")
    rows: int = Field(default=0, ge=0)


class Manifest(Value):
    """What is in the archive, of which client, made when, by whom, with which schema."""

    format: str
    version: int
    schema_: str = Field(alias="schema")
    program: str
    made_at: AwareDatetime
    made_by: str
    client_id: str = Field(pattern="^[0-9a-zA-Z-]{1,64}$")
    client: str
    members: dict[str, Member]


class Content(Value):
    """An opened archive: rows by table, and the content of what was handed over by digest."""

    manifest: Manifest
    tables: dict[str, list[Plain]]
    uploads: Mapping[str, bytes]


def counted(tables: Mapping[str, Any]) -> dict[str, int]:
    """Table -> how many rows, without the empty ones."""
    return {name: len(rows) for name, rows in tables.items() if rows}
