"""Numbers that were chosen, with their past: figures by day, week or month, and nothing else."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from assessment.connectors.rest import Reach
from assessment.model import Place, Reading
from assessment.objectives import Objectives, usual
from content.values import Value

BUSINESS = "business_outcome"
"""The metric of a number that is the use case's business outcome; its unit is its own."""


class Figure(Value):
    """The value of one day, week or month; ``control`` is what it was without the use case.

    ``low`` and ``high`` are an interval around the value, ``n`` is how many it is made from.
    """

    at: AwareDatetime
    value: float
    low: float | None = None
    high: float | None = None
    n: float | None = None
    control: float | None = None


class Number(Value):
    """One number, oldest figure first; ``baseline`` is what it was before, as stated or measured.

    ``baseline_told`` says where that comes from. A part that could not be read has no figure.
    """

    name: str
    title: str = ""
    metric: str
    unit: str = ""
    figures: tuple[Figure, ...] = ()
    baseline: float | None = None
    baseline_told: str = ""
    age_limit_days: float | None = None
    asked: str = ""
    reach: Reach = Field(default_factory=Reach)

    @property
    def newest(self) -> Figure | None:
        """The last figure."""
        return self.figures[-1] if self.figures else None

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return self.title or self.name

    @property
    def trend(self) -> tuple[tuple[float, float], ...]:
        """(unix seconds, value) of every figure."""
        return tuple((item.at.timestamp(), item.value) for item in self.figures)


class NumbersEvidence(Value):
    """The numbers of one source."""

    read_at: AwareDatetime
    reader: str = ""
    origin: str = ""
    numbers: tuple[Number, ...] = ()
    objectives: Objectives = Field(default_factory=usual)

    def of(self, metric: str) -> Number | None:
        """The number that is this metric; without figures where several could be meant."""
        found = [item for item in self.numbers if item.metric == metric]
        known = [item for item in found if item.figures]
        if len(known) < 2:
            return next(iter(known or found), None)
        named = ", ".join(item.label for item in known[:4])
        reach = Reach(
            read=False, reason=f"{len(known)} numbers could be meant: {named}",
            remedy="Choose the one of this use case under numbers.",
        )  # fmt: skip
        return known[0].model_copy(update={"figures": (), "reach": reach})

    def age_days(self, number: Number) -> float | None:
        """Days since the last figure; ``None`` without any."""
        newest = number.newest
        return None if newest is None else (self.read_at - newest.at).total_seconds() / 86400

    def limit_days(self, number: Number) -> float:
        """How old the last figure may be: its own limit, or else the objective."""
        return number.age_limit_days or self.objectives.number_age_limit_days

    def is_fresh(self, number: Number) -> bool:
        """Whether the last figure is young enough to say something about today."""
        age = self.age_days(number)
        return age is not None and age <= self.limit_days(number)

    def place(self, number: Number) -> Place:
        """Where the number comes from."""
        return Place(label=number.label, query=number.asked, url=self.reader)

    def reading(self, number: Number, figure: Figure) -> Reading:
        """The last figure as a reading of its metric, with its past."""
        return Reading(
            metric=number.metric, value=figure.value, unit=number.unit, low=figure.low,
            high=figure.high, n=figure.n, query=number.asked, url=self.reader,
            read_at=min(self.read_at, _dated(figure.at, self.read_at)), trend=number.trend,
        )  # fmt: skip


def _dated(at: datetime, read_at: datetime) -> datetime:
    """A figure of the running month ends in the future: then it is as of the reading."""
    return min(at, read_at)
