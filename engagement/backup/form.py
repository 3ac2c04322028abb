"""What a backup is made of: one file of JSON lines a table, files by digest, and a manifest at its end.

It is a ZIP with ``tables/<name>.jsonl``, ``files/<sha-256>`` and ``manifest.json``, which names every
other member with its size and digest. It holds no secret: those are the operator's and stay outside
of the database.
"""

from pydantic import AwareDatetime, Field

from content.values import Value
from engagement.client_archive.form import FILE, MANIFEST, Member

__all__ = ["FILE", "FORMAT", "MANIFEST", "MANIFEST_MB", "VERSION", "Manifest", "Member"]

FORMAT = "prodworthy backup"
VERSION = 1
MANIFEST_MB = 50


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
