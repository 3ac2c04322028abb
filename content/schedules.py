"""How often what comes round is due where nobody said otherwise: numbers of days with reasons."""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator

from content.problems import PackProblems
from content.values import Value
from content.yaml_reading import read_yaml

FILE = "schedules.yaml"

Rhythm = Literal["reassess", "look", "reread", "people", "tell"]
"""What comes round: an assessment, a look, a reading of exit metrics, reminders to people."""
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)

NEVER, LONGEST_DAYS = 0, 1000
Days = Annotated[int, Field(ge=NEVER, le=LONGEST_DAYS)]
"""A number of days from one time to the next; 0 is never."""


class Cadence(Value):
    """How many days lie between two times, and why so many; ``name`` is what is done then."""

    name: str = ""
    days: Days
    reason: str = Field(min_length=1)


class Named(Value):
    """A number of days that can be chosen by its name."""

    days: Days
    name: str


class Schedules(Value):
    """The judgements about time that come with the product, each with its reason.

    ``soon_days`` is how far ahead the list of what is due looks, ``ending_days`` how long before its
    end evidence is on it. ``retry_minutes`` is how long a unit that failed waits, time after time.
    """

    cadences: dict[Rhythm, Cadence]
    by_kind_of_source: dict[str, Cadence]
    choices: tuple[Named, ...]
    choices_reason: str
    soon_days: int = Field(ge=1)
    soon_days_reason: str
    ending_days: int = Field(ge=1)
    ending_days_reason: str
    most_reminders: int = Field(ge=1)
    most_reminders_reason: str
    told_from_hour: int = Field(ge=0, le=23)
    told_from_hour_reason: str
    retry_minutes: tuple[int, ...] = Field(min_length=1)
    retry_minutes_reason: str

    @field_validator("cadences")
    @classmethod
    def _whole(cls, given: dict[Rhythm, Cadence]) -> dict[Rhythm, Cadence]:
        missing = set(RHYTHMS) - set(given)
        if missing:
            raise ValueError(f"no cadence is given for {min(missing)}")
        return given

    def in_words(self, days: int) -> str:
        """*every quarter*, *every 45 days*, *never*."""
        named = {item.days: item.name for item in self.choices}
        return named.get(days, f"every {days} days")


@lru_cache(maxsize=1)
def schedules() -> Schedules:
    """The judgements that come with the product; ``PackProblems`` where the file is broken."""
    with as_file(files("content") / FILE) as path:
        source, problems = read_yaml(path, FILE)
    if source is None:
        raise PackProblems(problems)
    return Schedules.model_validate(source.data)
