"""What a table showed about itself: counts and distances, never a row."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from assessment.connectors.tables.history import TableHistory
from assessment.connectors.tables.measures import (
    Experiment,
    Keys,
    KnownValues,
    Lateness,
    Parity,
    PointInTime,
    PredictionLog,
    Reviews,
    SchemaChange,
    Usage,
    Volume,
)
from assessment.model import Place, Reading
from assessment.objectives import Objectives, usual
from content.values import Value


class Column(Value):
    """One column; smallest and largest value only where it holds numbers or times."""

    name: str
    type: str
    nulls: int = Field(default=0, ge=0)
    distinct: int = Field(default=0, ge=0)
    smallest: str = ""
    largest: str = ""


class Freshness(Value):
    """How new the data is; ``newest`` leaves out events of the future, which are counted apart.

    Ages and lags are in hours; the lag is load time minus event time.
    """

    column: str
    newest: AwareDatetime | None = None
    age_hours: float | None = None
    future_rows: int = 0
    unreadable_rows: int = 0
    lag_p50_hours: float | None = None
    lag_p95_hours: float | None = None
    reason: str = ""


class RuleState(StrEnum):
    """What came of a declared rule."""

    HELD = "held"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


class RuleResult(Value):
    """One declared rule and how many rows break it."""

    rule: str
    column: str
    state: RuleState
    failing_rows: int = 0
    reason: str = ""


class Shift(Value):
    """How far one column of the live table lies from the reference.

    ``psi`` is the population stability index over the reference's deciles (or its categories),
    ``psi_by_chance`` what it would be on average without any shift, ``js`` the Jensen-Shannon
    distance in 0-1 (base 2).
    """

    column: str
    kind: Literal["numbers", "categories"]
    psi: float
    psi_by_chance: float
    js: float
    bins: int
    psi_chance_limit: float | None = None
    """What ``psi`` exceeds without any shift in one of twenty comparisons of all columns together."""

    @property
    def excess(self) -> float:
        """The index less what chance alone gives."""
        return self.psi - self.psi_by_chance

    def moved(self, limit: float) -> bool:
        """Beyond the limit, and beyond what the worst of so many columns shows by chance."""
        by_chance = self.psi_chance_limit
        return self.excess > limit and (by_chance is None or self.psi > by_chance)

    @property
    def told(self) -> str:
        """The column with its index."""
        return f"{self.column} {self.psi:.2f}"


class ShiftReport(Value):
    """The live table against the reference; ``reason`` says why nothing was compared.

    ``skipped`` are columns that both have and that were not compared; ``running`` those of them
    that number the rows.
    """

    reference: str = ""
    live_rows: int = 0
    reference_rows: int = 0
    shifts: tuple[Shift, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    reason: str = ""
    columns: SchemaChange | None = None
    """The live table's columns against the reference's, whether or not values were compared."""
    known_values: KnownValues | None = None


class DatasetEvidence(Value):
    """Everything read from one table, dated. ``digest`` is the file's SHA-256, empty past 2 GB."""

    name: str
    read_at: AwareDatetime
    digest: str = ""
    size: int = Field(default=0, ge=0)
    modified_at: AwareDatetime | None = None
    reader: str = ""
    rows: int = Field(default=0, ge=0)
    columns: tuple[Column, ...] = ()
    freshness: Freshness | None = None
    rules: tuple[RuleResult, ...] = ()
    rows_breaking_rules: int = Field(default=0, ge=0)
    shift: ShiftReport | None = None
    objectives: Objectives = Field(default_factory=usual)
    volume: Volume | None = None
    lateness: Lateness | None = None
    schema_changes: tuple[SchemaChange, ...] = ()
    keys: Keys | None = None
    known_values: KnownValues | None = None
    point_in_time: PointInTime | None = None
    parity: Parity | None = None
    predictions: PredictionLog | None = None
    experiment: Experiment | None = None
    reviews: Reviews | None = None
    usage: Usage | None = None
    drift: ShiftReport | None = None
    """The newest week against the days that an earlier look kept as reference."""
    kept: TableHistory | None = None
    """What the next look is given back."""

    def place(self, column: str = "", query: str = "") -> Place:
        """The table, or one of its columns."""
        label = f"{self.name}, column {column}" if column else self.name
        return Place(label=label, query=query, url=self.reader)

    def reading(self, metric: str, value: float, unit: str, query: str) -> Reading:
        """A number about the whole table."""
        return Reading(
            metric=metric, value=value, unit=unit, n=float(self.rows), query=query,
            url=self.reader, read_at=self.read_at,
        )  # fmt: skip
