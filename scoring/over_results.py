"""The index of each dimension over the frozen results of one use case, and now."""

from collections.abc import Iterator, Sequence

from pydantic import AwareDatetime

from content.values import Value
from scoring.model import Scorecard


class ResultPoint(Value):
    """One result of a dimension: its index on levels 1–5 with the 80 % interval.

    ``joined`` says that it compares with the one before: same content of the pack, same rules.
    """

    at: AwareDatetime
    level: float
    low: float
    high: float
    joined: bool


class DimensionCourse(Value):
    """The results of one dimension, oldest first; those in which nothing of it was answered are left out."""

    area: str
    points: tuple[ResultPoint, ...]


def over_results(cards: Sequence[Scorecard]) -> tuple[DimensionCourse, ...]:
    """Each dimension of the newest of ``cards`` (oldest first), in its pack's order."""
    if not cards:
        return ()
    found = (
        DimensionCourse(area=area.id, points=tuple(_points(area.id, cards)))
        for area in cards[-1].dimensions
    )
    return tuple(item for item in found if item.points)


def _points(area_id: str, cards: Sequence[Scorecard]) -> Iterator[ResultPoint]:
    before: Scorecard | None = None
    for card in cards:
        band = next((item.band for item in card.dimensions if item.id == area_id), None)
        if band is None:
            continue
        joined = before is not None and _alike(before, card)
        yield ResultPoint(
            at=card.as_of, level=band.level, low=band.low, high=band.high, joined=joined
        )
        before = card


def _alike(one: Scorecard, other: Scorecard) -> bool:
    return (one.pack.digest, one.scoring) == (other.pack.digest, other.scoring)
