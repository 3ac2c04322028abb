"""How far the making of a report is, told as it happens."""

from collections.abc import Callable
from dataclasses import dataclass

Tell = Callable[[float, str], object]
"""Told the share that is done (0–1) and what is being done."""


def untold(_share: float, _what: str) -> None:
    """Where nobody watches."""


_BOUNDS = (
    (0.0, 0.3, 0.5),
    (0.5, 0.8, 0.98),
    (0.98, 0.985, 0.99),
    (0.99, 0.995, 1.0),
)
"""Of each pass, between which shares its sections are composed, and then its pages are laid out.

A pass composes about three parts of its time and lays out two; more than two passes are rare.
"""


@dataclass(frozen=True)
class Pass:
    """Pages are set twice: once to measure, once with the page numbers; rarely once more.

    ``before`` is the number of pages that the last pass found, 0 while it measures. Pages are
    counted to a reader only where they are laid out with their numbers.
    """

    tell: Tell
    number: int
    sections: int
    before: int = 0

    def section(self, number: int) -> None:
        """The text, tables and charts of section ``number`` (from 1) are being composed."""
        low, high, _ = self._bounds
        of = f"section {number} of {self.sections}"
        words = (f"Drawing charts and tables: {of}", f"With its page numbers: {of}")
        again = f"Page numbers moved: {of} again"
        self._told(low, high, (number - 1) / self.sections, (*words, again, again))

    def page(self, number: int, begun: int) -> None:
        """Page ``number`` is full; ``begun`` sections have started so far."""
        _, low, high = self._bounds
        done = begun / self.sections if self.number == 0 else number / max(1, self.before)
        of = f"page {number} of {max(number, self.before)}"
        words = (f"Measuring: section {begun} of {self.sections}", f"Laying out {of}")
        again = f"Page numbers moved: laying out {of} again"
        self._told(low, high, done, (*words, again, again))

    @property
    def _bounds(self) -> tuple[float, float, float]:
        return _BOUNDS[min(self.number, len(_BOUNDS) - 1)]

    def _told(self, low: float, high: float, done: float, words: tuple[str, ...]) -> None:
        self.tell(low + (high - low) * min(1.0, done), words[min(self.number, len(words) - 1)])
