"""New ids for everything in an archive, so that it can stand beside the client it was made of."""

import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from engagement.store.belonging import owned
from engagement.store.plain_rows import Plain

_ID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{10,40}(?![0-9A-Za-z])")
"""How every id of ours is written; a digest of 64 signs is none."""


def renamed(tables: Mapping[str, list[Plain]]) -> dict[str, list[Plain]]:
    """The rows with a new id in every place where one of theirs stood; shared rows are as they were."""
    fresh = {old: secrets.token_hex(20)[: len(old)] for old in sorted(_ids(tables))}

    def new(match: re.Match[str]) -> str:
        return fresh.get(match.group(), match.group())

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return _ID.sub(new, value)
        if isinstance(value, dict | list):
            return json.loads(_ID.sub(new, json.dumps(value)))
        return value

    return {
        name: [{key: changed(value) for key, value in row.items()} for row in rows]
        if name in owned()
        else list(rows)
        for name, rows in tables.items()
    }


def _ids(tables: Mapping[str, list[Plain]]) -> set[str]:
    return {
        row["id"]
        for name, rows in tables.items()
        for row in rows
        if name in owned() and isinstance(row.get("id"), str) and _ID.fullmatch(row["id"])
    }
