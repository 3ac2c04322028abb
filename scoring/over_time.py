"""Frozen results by quarter: which of them compare with the one before, and which do not."""

from collections.abc import Sequence
from datetime import date

from pydantic import AwareDatetime

from content.values import Value
from scoring.model import PackStamp, Verdict

FEWEST, MOST = 4, 8
"""Quarters that are looked at, the present one being the last."""


class Quarter(Value):
    """A quarter of a year; ``number`` is 1–4."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """As it is written, such as ``2026 Q3``."""
        return f"{self.year} Q{self.number}"

    def less(self, quarters: int) -> "Quarter":
        """The quarter so many before this one."""
        years, rest = divmod(4 * self.year + self.number - 1 - quarters, 4)
        return Quarter(year=years, number=rest + 1)


class FrozenLine(Value):
    """One frozen result in a line; ``index`` on levels 1–5, ``verdict`` ``None`` where none is given."""

    id: str
    assessment_id: str
    at: AwareDatetime
    pack: PackStamp
    scoring: str
    verdict: Verdict | None
    provisional: bool
    index: float | None


class Cell(Value):
    """The newest frozen result of a quarter beside the newest of an earlier one.

    ``taken`` is how many were frozen in the quarter. ``apart`` says why it does not compare with
    the cell before it, one reason each; ``first`` where there is none before it.
    """

    quarter: Quarter
    held: FrozenLine
    taken: int
    first: bool
    apart: tuple[str, ...]

    @property
    def joined(self) -> bool:
        """Whether a line may be drawn from the cell before it."""
        return not self.first and not self.apart


class Course(Value):
    """One use case with one pack over the quarters; a quarter without a result has no cell."""

    client: str
    use_case: str
    pack: str
    cells: tuple[Cell, ...]


class OverTime(Value):
    """All use cases over the same quarters, oldest first."""

    quarters: tuple[Quarter, ...]
    courses: tuple[Course, ...]


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter(year=day.year, number=(day.month + 2) // 3)


def quarters(lines: Sequence[FrozenLine], today: date) -> tuple[Quarter, ...]:
    """From the first result to the quarter of ``today``: four at least, the newest eight at most."""
    last = quarter_of(today)
    begun = min((quarter_of(item.at.date()) for item in lines), key=_place, default=last)
    count = min(MOST, max(FEWEST, _place(last) - _place(begun) + 1))
    return tuple(last.less(back) for back in reversed(range(count)))


def cells(lines: Sequence[FrozenLine]) -> tuple[Cell, ...]:
    """One a quarter that has a result, oldest first; the newest of a quarter stands for it.

    A cell compares with the one before it where both were made with one content of one version of
    the pack and one version of the rules of scoring.
    """
    found: list[Cell] = []
    ordered = sorted(lines, key=lambda item: item.at)
    by_quarter: dict[Quarter, list[FrozenLine]] = {}
    for item in ordered:
        by_quarter.setdefault(quarter_of(item.at.date()), []).append(item)
    for quarter, held in by_quarter.items():
        before = found[-1].held if found else None
        found.append(
            Cell(
                quarter=quarter, held=held[-1], taken=len(held), first=before is None,
                apart=_apart(before, held[-1]) if before else (),
            )
        )  # fmt: skip
    return tuple(found)


def _apart(before: FrozenLine, after: FrozenLine) -> tuple[str, ...]:
    told = []
    if before.pack != after.pack:
        one, other = (f"{item.pack.id} {item.pack.version}" for item in (before, after))
        told.append(f"{other} after {one}" if one != other else f"another content of {one}")
    if before.scoring != after.scoring:
        told.append(f"scoring {after.scoring} after {before.scoring}")
    return tuple(told)


def _place(quarter: Quarter) -> int:
    return 4 * quarter.year + quarter.number
