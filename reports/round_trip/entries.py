"""What is read of a workbook: cells as they are seen, and the entries that they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.round_trip.fields import EditedSheet, Entry

Key = tuple[str, str, str]
"""What it is about (an initiative, a role …), its id, and the field."""

CALLED = "called"
"""The field that holds what a row is called for a reader: by it a row without its id is known."""
HEADER_WITHIN = 30
"""Rows from the top among which the header is looked for."""
NAMED = "named"
"""The field that holds the title of a row."""


@dataclass(frozen=True)
class Seen:
    """One cell: its value (of a formula the stored one), and whether it is a formula."""

    value: Any
    formula: bool = False


Grid = Iterable[Sequence[Seen]]


@dataclass
class Added:
    """A row that the workbook was not made with."""

    sheet: EditedSheet
    row: int
    id: str
    name: str
    values: dict[str, Entry]


@dataclass
class Entries:
    """Everything editable that a workbook says; ``remarks`` are what could not be taken, and why."""

    values: dict[Key, Entry] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)
    added: list[Added] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def ids(self, matter: str) -> tuple[str, ...]:
        """The ids of the rows about a matter, in order."""
        return tuple(dict.fromkeys(key[1] for key in self.values if key[0] == matter))

    def called(self, matter: str, row_id: str) -> str:
        """What a row is called for a reader."""
        return str(self.values.get((matter, row_id, CALLED)) or row_id)

    def named(self, matter: str, row_id: str) -> str:
        """The title of a row."""
        return str(self.values.get((matter, row_id, NAMED)) or self.called(matter, row_id))


def folded(header: object) -> str:
    """A header without the difference of case and spaces."""
    return " ".join(str(header or "").split()).casefold()
