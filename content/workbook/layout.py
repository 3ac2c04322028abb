"""How a pack lies in a workbook: its sheets and their columns, and where each value belongs."""

from dataclasses import dataclass, field
from typing import Any

from content.pack_files import Kind
from content.workbook.forms import ID, Form

Place = tuple[str, ...]
"""Names of fields from the top of an entry down to a value."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, the field it holds, and what may stand in it.

    ``options`` are the words to choose from; ``of`` is the sheet whose ids may be named.
    """

    head: str
    path: Place
    form: Form = ID
    told: str = ""
    options: tuple[str, ...] = ()
    of: str = ""
    needed: bool = False
    width: int = 24


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet. Rows of a sheet with an ``owner`` belong to the entry that their first cell names,
    in its list ``into``; all others are entries of the kind ``kind``."""

    title: str
    told: str
    kind: Kind
    columns: tuple[Column, ...]
    owner: str = ""
    into: Place = ()
    optional: bool = False
    example: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A sheet of one value a row: what it is, its value, what to write."""

    title: str
    told: str
    kind: Kind
    columns: tuple[Column, ...]
    examples: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """All sheets of one shape of pack, in the order in which they are filled in."""

    shape: str
    purpose: str
    steps: tuple[str, ...]
    facts: Facts
    sheets: tuple[Sheet, ...]

    def sheet(self, title: str) -> Sheet:
        """The sheet with this title; ``KeyError`` where there is none."""
        return {item.title: item for item in self.sheets}[title]


def reached(data: Any, path: Place) -> Any:
    """The value at a place of nested mappings, ``None`` where it is not there."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def put(data: dict[str, Any], path: Place, value: Any) -> None:
    """Set the value at a place, making the mappings on the way."""
    for name in path[:-1]:
        data = data.setdefault(name, {})
    data[path[-1]] = value
