"""Where on a chart a name finds room: off its lines, its marks and the other names."""

from math import dist
from typing import NamedTuple

_STEP, _AIR = 3.0, 2.0
_NEAR, _OFF, _DEAR, _BARRED = 0.6, 9.0, 4.0, 90.0
_PARTS = tuple(number / 20 for number in range(1, 21))


class Box(NamedTuple):
    """A rectangle in points from the upper left corner; a line is one without width or height."""

    left: float
    top: float
    right: float
    bottom: float

    def near(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box that is nearest to ``x``, ``y``."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def led_to(self, x: float, y: float, held: float | None) -> tuple[float, float]:
        """Where a line from ``x``, ``y`` ends: ``held`` points from the left, or at the nearest point."""
        if held is None:
            return self.near(x, y)
        return self.left + held, (self.top + self.bottom) / 2

    def meets(self, other: "Box", air: float = 0.0) -> bool:
        """Whether both share a point, or come nearer to each other than ``air`` points."""
        across = self.left - air <= other.right and other.left <= self.right + air
        return across and self.top - air <= other.bottom and other.top <= self.bottom + air


class Room:
    """The plane between four edges, and what of it is taken."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self._edges = Box(left, top, right, bottom)
        self._taken: list[Box] = []
        self._names: list[Box] = []

    def take(self, *boxes: Box) -> None:
        """Nothing that is asked for later may lie upon these."""
        self._taken += boxes

    def name(self, box: Box) -> None:
        """A name stands here: nothing else may, and least of all may a line lead across it."""
        self._names.append(box)

    def nearest(self, x: float, y: float, size: tuple[float, float], held: float | None) -> Box:
        """The free box of that size nearest to a point; the one that meets least where none is free.

        It is led to from the point: to ``held`` points from its left edge, or to its nearest point.
        """
        wide, high = size
        edges = self._edges
        across = _steps(edges.left, max(edges.right - wide, edges.left))
        down = _steps(edges.top, max(edges.bottom - high, edges.top))
        boxes = (Box(left, top, left + wide, top + high) for left in across for top in down)
        return min(boxes, key=lambda box: (self._met(box), self._far(x, y, box, held)))

    def _far(self, x: float, y: float, box: Box, held: float | None) -> float:
        """Points on the way to the box; one that leads over what is taken counts as longer."""
        to = box.led_to(x, y, held)
        far = dist((x, y), to)
        way = ((x + part * (to[0] - x), y + part * (to[1] - y)) for part in _PARTS)
        points = [Box(*at, *at) for at in way if dist((x, y), at) > _OFF]
        over = sum(other.meets(point, _NEAR) for point in points for other in self._taken)
        across = sum(other.meets(point, _NEAR) for point in points for other in self._names)
        return far + _DEAR * over + _BARRED * across + 0.2 * dist((x, y), _middle(box))

    def _met(self, box: Box) -> int:
        return sum(box.meets(other, _AIR) for other in (*self._taken, *self._names))


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _steps(first: float, last: float) -> list[float]:
    """From the one to the other in even steps, both among them."""
    return [first + number * _STEP for number in range(int((last - first) / _STEP) + 1)] + [last]
