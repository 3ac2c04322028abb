"""Where things stand on a slide: boxes in points, cut into columns, rows and margins."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points from the slide's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def columns(self, *shares: float, gap: float = 24.0) -> tuple["Box", ...]:
        """Boxes side by side in the proportion of ``shares``, ``gap`` points apart."""
        room = self.width - gap * (len(shares) - 1)
        made: list[Box] = []
        x = self.x
        for share in shares:
            wide = room * share / sum(shares)
            made.append(Box(x, self.y, wide, self.height))
            x += wide + gap
        return tuple(made)

    def top(self, height: float) -> "Box":
        """Its uppermost points."""
        return Box(self.x, self.y, self.width, min(height, self.height))

    def below(self, height: float) -> "Box":
        """What is left under its uppermost points."""
        return Box(self.x, self.y + height, self.width, max(0.0, self.height - height))

    def foot(self, height: float) -> "Box":
        """Its lowest points."""
        return Box(self.x, self.bottom - height, self.width, height)

    def above(self, height: float) -> "Box":
        """What is left over its lowest points."""
        return Box(self.x, self.y, self.width, max(0.0, self.height - height))
