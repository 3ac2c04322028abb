"""The client's use cases together: what each is worth against what makes it possible."""

from content.values import Value
from reports.blocks.words import Block

Reach = tuple[float, float, float]
"""Low end, middle, high end."""


class ImpactPoint(Value):
    """One use case: feasibility (1–5) and value a quarter, each with its ends.

    ``judged`` and ``stated`` are false where the one or the other rests on what nobody has said.
    """

    place: int
    name: str
    feasibility: Reach
    value: Reach | None
    judged: bool
    stated: bool


class ImpactChart(Block):
    """Feasibility across, value a quarter up; ``ticks`` are values with their words."""

    points: tuple[ImpactPoint, ...]
    ticks: tuple[tuple[float, str], ...]
    alt: str
