"""How far the making of a report is, told as it happens."""

from collections.abc import Callable
from dataclasses import dataclass

Tell = Callable[[float, str], object]
"""Told the share that is done (0–1) and what is being done."""


def untold(_share: float, _what: str) -> None:
    """Where nobody watches."""


_BOUNDS = (0.0, 0.5, 0.9, 0.97, 1.0)
"""Between which shares each time of setting the pages lies; more than two are rare."""


@dataclass(frozen=True)
class PagesSet:
    """Pages are set twice, the second time with the numbers of the first; rarely once more.

    ``before`` is the number of pages that the last time found, 0 the first time.
    """

    tell: Tell
    time: int
    sections: int
    before: int

    def page(self, number: int, begun: int) -> None:
        """Page ``number`` is full; ``begun`` sections have started so far."""
        done = begun / max(1, self.sections) if self.time == 0 else number / max(1, self.before)
        low, high = _BOUNDS[min(self.time, 3) :][:2]
        self.tell(low + (high - low) * min(1.0, done), self._words(number))

    def _words(self, number: int) -> str:
        if self.time == 0:
            return f"Setting page {number}"
        again = "Page numbers moved: setting" if self.time > 1 else "With its page numbers: setting"
        return f"{again} page {number} of {self.before}"
