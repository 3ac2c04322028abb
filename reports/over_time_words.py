"""Results by quarter and shared work, in words."""

from collections.abc import Sequence

from reports.wording import VERDICT_WORDS, capital, day, join, level, person_weeks, plural
from scoring.over_time import Cell, Course, OverTime
from scoring.shared_work import SharedWork

NOT_KNOWN = "not known"


def headline(held: OverTime) -> str:
    """How many use cases have frozen results, over which quarters."""
    first, last = held.quarters[0].name, held.quarters[-1].name
    return capital(f"{plural(len(held.courses), 'use case')} from {first} to {last}")


def result(cell: Cell) -> str:
    """Index and verdict of a cell, such as ``3.4, ready``; what is not given is said."""
    index = "no index" if cell.held.index is None else level(cell.held.index)
    if cell.held.verdict is None:
        return f"{index}, no verdict at this depth"
    said = VERDICT_WORDS[cell.held.verdict].lower()
    return f"{index}, {said}" + (", provisional" if cell.held.provisional else "")


def beside(cell: Cell) -> str:
    """Whether it compares with the one before, and why where it does not."""
    if cell.first:
        return "the first"
    return f"no: {join(cell.apart)}" if cell.apart else "yes"


def spoken(course: Course) -> str:
    """One row of the picture, for whoever hears it."""
    told = [
        f"{cell.quarter.name} {result(cell)}"
        + (f" (does not compare: {join(cell.apart)})" if cell.apart else "")
        for cell in course.cells
    ]
    return f"{course.client}, {course.use_case}: {'; '.join(told)}"


def weeks(value: float | None) -> str:
    """Person-weeks; what no snapshot holds is not known, and not nothing."""
    return NOT_KNOWN if value is None else person_weeks(value)


def shared_title(rows: Sequence[SharedWork]) -> str:
    """What the later ones need not build again, or that it is not known."""
    later = [row for row in rows[1:] if row.built is not None]
    if not later or rows[0].planned is None:
        return "What the next use case inherits is not known yet"
    if not any(row.built for row in later):
        return "No plan of a later use case takes over what an earlier one builds"
    told = [
        f"{row.name} takes over {person_weeks(row.built)} of its {person_weeks(row.planned or 0.0)}"
        for row in later
        if row.built
    ]
    return "; ".join(told)


def shared_from(rows: Sequence[SharedWork]) -> str:
    """Which snapshots the figures come from, and what is in none of them."""
    held = [f"{row.name} of {day(row.at.date())}" for row in rows if row.at]
    missing = [row.name for row in rows if row.at is None]
    told = f"From the newest frozen plans: {join(held)}. " if held else ""
    if missing:
        told += f"No snapshot holds a plan of {join(missing)}. "
    return told + "By the middle estimates; what work really took is recorded nowhere."
