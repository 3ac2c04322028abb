"""What is wrong with a pack: each problem with its file and line, and the nearest known id."""

from collections.abc import Iterable
from difflib import get_close_matches

from content.values import Value


class Problem(Value):
    """One thing to put right; ``line`` counts from 1, 0 where the whole file or folder is meant.

    In a workbook ``file`` is the sheet, ``line`` the row, and ``cell`` says which cell of it.
    """

    file: str
    line: int
    message: str
    nearest: str | None = None
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it is: ``file:line``, ``sheet:cell``, or the file alone."""
        at = self.cell or (str(self.line) if self.line else "")
        return f"{self.file}:{at}" if at else self.file

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.place}: {self.message}{hint}"


class PackProblems(Exception):
    """A pack cannot be used; ``problems`` holds everything found, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda item: (item.file, item.line)))
        super().__init__("\n".join(str(item) for item in self.problems))


def nearest(wrong: object, known: Iterable[str]) -> str | None:
    """The known id most like ``wrong``, or ``None`` where nothing comes close."""
    if not isinstance(wrong, str):
        return None
    matches = get_close_matches(wrong, sorted(set(known)), n=1, cutoff=0.6)
    return matches[0] if matches else None
