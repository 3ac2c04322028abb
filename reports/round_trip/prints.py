"""A cell in three bytes: enough to tell that it came back otherwise, and not what it was.

A workbook of 5,000 answers has 66,000 cells that nobody edits. Kept word for word they would double the
file; three bytes tell all but one of 16 million changes.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from reports.round_trip.entries import Grid

WIDTH = 3
EMPTY = bytes(WIDTH)
"""Of a cell with nothing in it."""
_LIKE_EMPTY = b"\0\0\1"
_LARGEST = 1e300
_HALF = timedelta(seconds=0.5)
Row = tuple[bytes, ...]
"""The prints of a row from its first column on, without empty ones at its end."""


def rows_of(grid: Grid) -> Iterator[tuple[int, Row]]:
    """Number and prints of each row that holds something, of a workbook that came back."""
    known = Known()
    for number, row in enumerate(grid, start=1):
        if prints := _trimmed(
            [known[_FORMULA if seen.formula else _kind(seen.value)] for seen in row]
        ):
            yield number, prints


def rows_made(cells: Mapping[tuple[int, int], Any]) -> Iterator[tuple[int, Row]]:
    """The same of the cells of a sheet that is being made, by row and column from 1; fast."""
    known, rows = Known(), dict[int, dict[int, bytes]]()
    for (row, column), cell in cells.items():
        value = cell._value
        if value is not None:
            held = known[_FORMULA if cell.data_type == "f" else (value.__class__, value)]
            rows.setdefault(row, {})[column] = held
    for number, there in sorted(rows.items()):
        if prints := _trimmed([there.get(column, EMPTY) for column in range(1, max(there) + 1)]):
            yield number, prints


def _trimmed(prints: list[bytes]) -> Row:
    while prints and prints[-1] == EMPTY:
        prints.pop()
    return tuple(prints)


_FORMULA = (None, "f")
"""Whatever a formula says: it is the workbook's own, or it is told as typed over."""


def _kind(value: object) -> tuple[type, object]:
    return value.__class__, value


class Known(dict[tuple[type | None, Any], bytes]):
    """Prints by type and value, each made once: most of a workbook is said many times."""

    def __missing__(self, key: tuple[type | None, Any]) -> bytes:
        value = key[1]
        if value is None:
            made = EMPTY
        else:
            made = _of(" ".join(value.split()) if isinstance(value, str) else _figure(value))
        self[key] = made
        return made


def _figure(value: object) -> str:
    """A number in nine figures and a moment in whole seconds: programs save the rest differently."""
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, datetime):
        return f"d{(value.replace(tzinfo=None) + _HALF).replace(microsecond=0).isoformat()}"
    if isinstance(value, date):
        return f"d{value.isoformat()}T00:00:00"
    if isinstance(value, int | float) and abs(value) < _LARGEST:
        return f"n{value + 0.0:.9g}"
    return f"o{value}"


def _of(text: str) -> bytes:
    """Three bytes of a text, a day or a number; never those of an empty cell."""
    if not text:
        return EMPTY
    found = crc32(text.encode("utf-8", "surrogatepass")).to_bytes(4, "big")[:WIDTH]
    return _LIKE_EMPTY if found == EMPTY else found


def packed(row: Iterable[bytes]) -> str:
    """The prints as one short text, for a cell."""
    return b64encode(b"".join(row)).decode()


def unpacked(text: str) -> Row:
    """The prints of a packed text. Raises ``ValueError`` for anything else."""
    held = b64decode(text, validate=True)
    return tuple(held[at : at + WIDTH] for at in range(0, len(held), WIDTH))


def in_common(one: Row, other: Row) -> int:
    """How many cells hold the same in both rows."""
    return sum(a == b != EMPTY for a, b in zip(one, other, strict=False))


def alike(one: Row, other: Row) -> bool:
    """Whether two rows are one and the same, edited: at least half of their cells agree."""
    most = max(sum(a != EMPTY for a in row) for row in (one, other))
    return 2 * in_common(one, other) >= most > 0
