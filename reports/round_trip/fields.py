"""Which cells of the workbook a planner may edit: sheets, the ids of their rows, and columns."""

from dataclasses import dataclass
from typing import Literal

from content.portfolio import FeasibilityPart, portfolio_judgement

Kind = Literal["text", "date", "number", "share", "choice", "level"]
Matter = Literal["initiative", "role", "decision", "conflict", "risk", "use case", "capability"]
Entry = str | float | bool | None
"""A text, a number, a day as ``2027-01-18``, a yes, or nothing: a cell understood, whoever saved it."""

STATUS = ("Planned", "Can start", "In progress", "Done", "Dropped")
PROVED = "Proved"
"""A status that follows from readings: it is read, and nobody may claim it."""
DECIDED = ("proposed", "asked", "taken")
PROPOSED, RECORDED = "P-", "D-"
"""How ids of decisions begin: those that the plan proposes, and those that somebody recorded."""
TOTAL = "(total)"
"""Stands in the hidden id of a row that sums up, so that it is not taken for a new one."""
RECORD = "–"
"""Stands as the id of a row that nobody edits, among others that are edited."""


@dataclass(frozen=True)
class Field:
    """An editable column: its header, what it is called inside, and how its cells are read.

    ``least`` is the smallest number allowed and ``most`` the largest, in the unit of the column;
    ``above`` says that it must be more than the smallest. ``follows`` are words that may stand in a
    cell beside the ``choices``, but follow from something else and are chosen by nobody.
    """

    header: str
    name: str
    kind: Kind
    longest: int = 200
    least: float = 0.0
    most: float = 1e12
    above: bool = False
    choices: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class EditedSheet:
    """A sheet with editable columns; ``ids`` are headers under which a row's id may stand.

    The first is hidden; the second is the same for a reader. ``only`` (header, words) tells which
    rows count, where not all do.
    """

    title: str
    matter: Matter
    ids: tuple[str, str]
    named: str
    fields: tuple[Field, ...]
    only: tuple[str, str] | None = None


MOST_WEEKS, MOST_PEOPLE, MOST_RATE = 5_000, 10_000, 1e9
"""Person-weeks of an initiative, people of a role, money a person-week: above is a slip of a key."""

SCHEDULE = EditedSheet(
    "Schedule", "initiative", ("Stable id", "Initiative"), "Title",
    (
        Field("Owner", "owner", "text"),
        Field("Start", "starts_on", "date"),
        Field("Low", "effort_low", "number", most=MOST_WEEKS, above=True),
        Field("Person-weeks", "effort_mid", "number", most=MOST_WEEKS, above=True),
        Field("High", "effort_high", "number", most=MOST_WEEKS, above=True),
        Field("Status", "status", "choice", choices=STATUS, follows=(PROVED,), needed=True),
        Field("Done", "done", "share"),
        Field("Not before", "earliest", "date"),
        Field("Ends by", "end_by", "date"),
    ),
)  # fmt: skip
CAPACITY = EditedSheet(
    "Capacity", "role", ("Role id", "Role"), "Role",
    (
        Field("People", "people", "number", most=MOST_PEOPLE, needed=True),
        Field("Rate", "rate", "number", most=MOST_RATE),
    ),
    only=("Person-weeks", "Available"),
)  # fmt: skip
DECISIONS = EditedSheet(
    "Decision log", "decision", ("Stable id", "Decision id"), "Decision",
    (
        Field("Decision", "title", "text", needed=True),
        Field("What exactly", "text", "text", longest=4000),
        Field("Owner", "owner", "text"),
        Field("Due", "due", "date"),
        Field("State", "state", "choice", choices=DECIDED),
    ),
)  # fmt: skip
CONFLICTS = EditedSheet(
    "Conflicts", "conflict", ("Stable id", "Number"), "Capability",
    (Field("Owner", "owner", "text"), Field("Due", "due", "date")),
)  # fmt: skip
RISKS = EditedSheet(
    "Risks", "risk", ("Stable id", "Capability id"), "Capability",
    (Field("Owner", "owner", "text"), Field("Response", "response", "text", longest=4000)),
)  # fmt: skip
PART = "feasibility "
"""Before the id of a part of feasibility, the name of its field."""


def part_header(part: FeasibilityPart) -> str:
    """The header above what the sponsor says of a part of feasibility."""
    return f"{part.name}, 1 to 5"


USE_CASES = EditedSheet(
    "Use cases", "use case", ("Stable id", "Use case"), "Use case",
    (
        Field("Sponsor", "sponsor", "text"),
        Field("Value low", "value_low", "number"),
        Field("Value high", "value_high", "number"),
        *(
            Field(part_header(part), f"{PART}{part.id}", "level")
            for part in portfolio_judgement().parts
        ),
    ),
)  # fmt: skip
SHEETS = (SCHEDULE, CAPACITY, DECISIONS, CONFLICTS, RISKS, USE_CASES)
DAYS_OFF = "No work on"
"""The header of the days without work, on the sheet Capacity."""
CALENDAR = ("calendar", "days off", "days")
"""The key of all days without work together, one after the other with commas between."""
WEEK = "week "
"""Before the Monday, the name of the field of a week's availability of a role."""
