"""Where each part of a pack stands in a workbook: the source whose places are sheets and cells."""

from dataclasses import dataclass, field

from content.problems import Problem
from content.yaml_reading import Path_, Source


@dataclass(frozen=True)
class Cell:
    """A cell of a sheet; ``row`` counts from 1."""

    sheet: str
    name: str
    row: int

    def problem(self, message: str, near: str | None = None) -> Problem:
        """A problem in this cell."""
        return Problem(
            file=self.sheet, line=self.row, cell=self.name, message=message, nearest=near
        )


@dataclass(frozen=True)
class CellSource(Source):
    """The data of one entry, which may lie on several sheets, and the cell of each part of it."""

    cells: dict[Path_, Cell] = field(default_factory=dict)

    def problem(self, path: Path_, message: str, near: str | None = None) -> Problem:
        """A problem at the cell of ``path``, or of the nearest part above it."""
        at: Path_ = path
        while at and at not in self.cells:
            at = at[:-1]
        return self.cells[at].problem(message, near)
