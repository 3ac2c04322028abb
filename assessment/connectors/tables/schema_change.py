"""The table's columns against those of an earlier look, or of the table it was trained on."""

from collections.abc import Mapping
from datetime import datetime

from assessment.connectors.tables.measures import Retyped, SchemaChange

FAMILIES = {
    "number": ("int", "uint", "tinyint", "smallint", "bigint", "hugeint", "utinyint", "usmallint",
               "ubigint", "uhugeint", "float", "double", "real", "decimal", "numeric"),
    "time": ("date", "time", "timestamp"),
    "text": ("varchar", "string", "char", "text", "uuid", "enum"),
    "truth": ("bool",),
}  # fmt: skip
"""Kinds of value by how a type's name begins; a wider number of the same kind breaks no reader."""


def family(kind: str) -> str:
    """What a column type holds: number, time, text, truth, or the type's own name."""
    name = kind.strip().lower().removeprefix("!")
    if name.startswith("interval") or name.endswith("]"):
        return name
    return next((known for known, starts in FAMILIES.items() if name.startswith(starts)), name)


def is_plain(kind: str) -> bool:
    """Whether a column holds single values that can be told apart and written down."""
    return family(kind) in FAMILIES


def changed(
    now: Mapping[str, str], before: Mapping[str, str], against: str, since: datetime | None = None
) -> SchemaChange:
    """Columns (name -> type) that came, went, or hold another kind of value than before.

    A text column that becomes numbers is retyped; an int32 that becomes an int64 is not.
    """
    both = [name for name in before if name in now]
    return SchemaChange(
        against=against,
        since=since,
        columns=len(before),
        added=tuple(name for name in now if name not in before),
        missing=tuple(name for name in before if name not in now),
        retyped=tuple(
            Retyped(column=name, before=before[name], now=now[name])
            for name in both
            if family(before[name]) != family(now[name])
        ),
    )
