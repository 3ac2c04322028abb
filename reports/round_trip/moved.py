"""Where the columns of a sheet that came back are now: by their headers, else by what stands in them."""

from collections import Counter
from collections.abc import Mapping

from reports.round_trip.prints import EMPTY, Row

HEAD = 4
"""The row of headers as the sheets are made, of those that have one."""
_HEADERS = 3
"""Headers that make a row one of headers."""
_LOOKED_AT = 60
"""Columns among which one without a header of its own is looked for."""


def places_of(before: Mapping[int, Row], after: Mapping[int, Row]) -> list[int]:
    """For each column as it was made, its place now, both from 0; -1 for one that is gone."""
    were, are = _counted(before), _counted(after)
    places = {n: n for n, held in enumerate(were) if n < len(are) and are[n] == held}
    _by_header(before, after, places)
    for column, held in enumerate(were):
        if column in places:
            continue
        free = [n for n in range(min(len(are), _LOOKED_AT)) if n not in places.values()]
        # The nearest of those that have as much of it, so that of two alike neither is moved.
        best = max(free, key=lambda n: (_shared(held, are[n]), -abs(n - column)), default=None)
        if best is not None and (_shared(held, are[best]) or best == column):
            places[column] = best
    return [places.get(column, -1) for column in range(len(were))]


def head_of(before: Mapping[int, Row], after: Mapping[int, Row]) -> int:
    """The number of the row of headers now; 0 where there is none."""
    wanted = {*before.get(HEAD, ())} - {EMPTY}
    best = max(after, key=lambda number: len(wanted & {*after[number]}), default=0)
    return best if best and len(wanted & {*after[best]}) >= _HEADERS else 0


def _by_header(before: Mapping[int, Row], after: Mapping[int, Row], places: dict[int, int]) -> None:
    head, now = before.get(HEAD, ()), after.get(head_of(before, after), ())
    for column, one in enumerate(head):
        if column in places or one == EMPTY or head.count(one) > 1 or now.count(one) != 1:
            continue
        if (place := now.index(one)) not in places.values():
            places[column] = place


def _counted(rows: Mapping[int, Row]) -> list[Counter[bytes]]:
    """How often each print stands in each column."""
    columns: list[list[bytes]] = [
        [] for _ in range(max((len(row) for row in rows.values()), default=0))
    ]
    for row in rows.values():
        for column, one in zip(columns, row, strict=False):
            if one != EMPTY:
                column.append(one)
    return [Counter(column) for column in columns]


def _shared(one: Counter[bytes], other: Counter[bytes]) -> int:
    return sum(min(count, other[held]) for held, count in one.items())
