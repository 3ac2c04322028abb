"""What was typed over a sheet that only tells, found wherever its rows and columns were moved since.

Rows of such a sheet have no ids, and need none: a row that is as it was made is known by its cells, and
one that was edited by those of its cells that were not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.round_trip.moved import HEAD, places_of
from reports.round_trip.prints import EMPTY, Row, alike, in_common

_PAIRS = 250_000
"""Comparisons of a row with another that are worth their time; beyond, only its own place is looked at."""
Rows = Mapping[int, Row]
"""Number of a row -> the prints of its cells."""


@dataclass
class Apart:
    """How a sheet came back: cells (row, column from 0) that say otherwise, and rows on one side alone."""

    cells: list[tuple[int, int]] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    gone: int = 0
    columns_gone: int = 0


def apart(before: Rows, after: Rows) -> Apart:
    """Where two states of a sheet differ, wherever its rows and columns are now.

    A column or a row that was put in is somebody's own, and no edit of what stood there.
    """
    if before == after:
        return Apart()
    places = places_of(before, after)
    left, found = _without_the_same(
        # Of a column that was taken out nothing is compared.
        {
            n: _at(row, [c if at >= 0 else -1 for c, at in enumerate(places)])
            for n, row in before.items()
        },
        {n: _at(row, places) for n, row in after.items()},
    )
    cells = [
        (number, places[column])
        for old, number, row in _pairs(left, found)
        for column, (one, other) in enumerate(zip(old, row, strict=True))
        if one != other
    ]
    return Apart(sorted(cells), sorted(found), len(left), places.count(-1))


def _at(row: Row, places: Iterable[int]) -> Row:
    return tuple(row[at] if 0 <= at < len(row) else EMPTY for at in places)


def _without_the_same(before: Rows, after: Rows) -> tuple[dict[int, Row], dict[int, Row]]:
    """The rows of each side that the other does not have as they are; empty ones say nothing."""
    there = Counter(before.values())
    found = dict[int, Row]()
    for number, row in after.items():
        if there[row]:
            there[row] -= 1
        elif any(one != EMPTY for one in row):
            found[number] = row
    left = dict[int, Row]()
    for number, row in before.items():
        if there[row]:
            there[row] -= 1
            if any(one != EMPTY for one in row):
                left[number] = row
    return left, found


def _pairs(left: dict[int, Row], found: dict[int, Row]) -> list[tuple[Row, int, Row]]:
    """Each edited row with what it was, taken out of both sides: what is left there has no other."""
    pairs = list[tuple[Row, int, Row]]()

    def pair(old: int, number: int) -> None:
        pairs.append((left.pop(old), number, found.pop(number)))

    few = len(left) * len(found) <= _PAIRS
    for number, row in list(found.items()):
        old = _most_like(number, row, left) if few else number
        if old in left and alike(left[old], row):
            pair(old, number)
    above = {number: (EMPTY,) * len(row) for number, row in left.items() if number < HEAD}
    found |= {number: row for number, row in above.items() if number not in found}
    for number in [number for number in found if number in left]:
        pair(number, number)  # every cell of it was typed over, or emptied
    return pairs


def _most_like(number: int, row: Row, left: Rows) -> int:
    """The number of the row that has most in common, the nearest of several; -1 where there is none."""
    return max(left, key=lambda n: (in_common(left[n], row), -abs(n - number)), default=-1)
