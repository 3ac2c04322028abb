"""Every place of the database that can hold a text, and the typed words in it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, select

from engagement.store import Store, tables
from tests.assessments.words import WORD

_FIELD = re.compile(r"[a-z_]+")
_NAMES_A_THING = re.compile(r"(.*_)?(id|digest|key)$")


def texts(store: Store, copies: frozenset[str]) -> dict[str, set[str]]:
    """``table.column`` (and the way inside of it) of every text -> the typed words there.

    A place where no row has anything is there too, since it could hold a text. Keys, ids and
    digests are left out, and the columns in ``copies``.
    """
    found: dict[str, set[str]] = defaultdict(set)
    with store.reading() as tx:
        for table in tables.METADATA.sorted_tables:
            for column in table.columns:
                name = f"{table.name}.{column.name}"
                if name in copies or not _can_hold_a_text(column):
                    continue
                found[name] |= set()
                for held in tx.connection().execute(select(column)).scalars():
                    for path, text in _leaves(name, held):
                        found[path] |= set(WORD.findall(text))
    return {path: words for path, words in found.items() if not _goes_on(path, found)}


def _can_hold_a_text(column: Column[Any]) -> bool:
    if column.foreign_keys or _NAMES_A_THING.match(column.name):
        return False
    return str(column.type) in ("VARCHAR", "JSON")


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text below a value, with the way to it; what is empty counts as an empty text."""
    if isinstance(value, dict) and value:
        for key, held in value.items():
            yield from _leaves(f"{path}.{key if _FIELD.fullmatch(key) else '*'}", held)
    elif isinstance(value, list) and value:
        for held in value:
            yield from _leaves(f"{path}[]", held)
    elif not isinstance(value, int | float) and not _NAMES_A_THING.match(path.rpartition(".")[2]):
        yield path, str(value or "")


def _goes_on(path: str, paths: dict[str, set[str]]) -> bool:
    """Whether something stands further inside."""
    return any(other.startswith((f"{path}.", f"{path}[")) for other in paths)
