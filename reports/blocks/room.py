"""The spread of a room's votes, item by item: one mark a voice, and no name."""

from content.values import Value
from reports.blocks.words import Block

Counts = tuple[int, int, int, int, int]


class Voices(Value):
    """One vote of an item: how many stand at levels 1 to 5.

    Where both groups may be told apart, ``leaders`` and ``practitioners`` hold theirs and ``others``
    whoever is in neither; where not, ``others`` holds everybody. ``aside`` gave no level.
    """

    others: Counts
    leaders: Counts | None = None
    practitioners: Counts | None = None
    aside: int = 0


class SpreadRow(Value):
    """An item with its votes; ``agreed`` is the level that the room kept."""

    name: str
    first: Voices | None
    second: Voices | None
    agreed: int | None = None
    target: str = ""


class SpreadChart(Block):
    """The first and the second vote of each item beside one another.

    A mark a voice, or ``bars`` of at most ``tall`` points with their figure.
    """

    rows: tuple[SpreadRow, ...]
    alt: str
    bars: bool = False
    tall: float = 30.0
