"""What a backup is made of: one file of JSON lines a table, files by digest, and a manifest at its end.

It is a ZIP with ``tables/<name>.jsonl``, ``files/<sha-256>`` and ``manifest.json``, which names every
other member with its size and digest. It holds no secret: those are the operator's and stay outside
of the database.
"""

from pydantic import AwareDatetime, Field

from content.values import Value

FORMAT = "prodworthy backup"
VERSION = 1
MANIFEST = "manifest.json"
MANIFEST_MB = 50
FILE = "$file"
"""In a row, bytes stand as ``{"$file": <sha-256>}``."""


class Member(Value):
    """One file of the backup: bytes, SHA-256, and how many rows where it is a table."""

    size: int = Field(ge=0)
    digest: str = Field(pattern="^[0-9a-f]{64}$")
    rows: int = Field(default=0, ge=0)


class Manifest(Value):
    """What is in the backup, made when, with which schema of the database."""

    format: str
    version: int
    schema_: str = Field(alias="schema")
    made_at: AwareDatetime
    members: dict[str, Member]

    def rows(self) -> dict[str, int]:
        """Table -> how many rows, without the empty ones."""
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): item.rows
            for name, item in self.members.items()
            if item.rows
        }
