"""What a table showed about its days, keys, values and other tables: counts and shares, never a row.

In every value ``reason`` says why nothing was measured; the counts then say nothing.
"""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from content.values import Value


class OddPeriod(Value):
    """One day or hour whose row count does not fit its own history.

    ``expected`` is the usual count of the same weekday (or hour of the day), ``z`` the distance from
    it in standard deviations of such counts, after the spread that few days leave is allowed for.
    """

    starts: AwareDatetime
    rows: int = Field(ge=0)
    expected: float = Field(ge=0)
    z: float
    kind: Literal["missing", "low", "high", "doubled"]


class Volume(Value):
    """Rows by event time. ``counted`` are complete periods, ``judged`` the newest of them.

    ``usual`` is the median count of a period with rows; ``trend`` (unix seconds, rows), oldest first.
    """

    column: str = ""
    period: Literal["day", "hour"] = "day"
    counted: int = 0
    judged: int = 0
    usual: float = 0
    odd: tuple[OddPeriod, ...] = ()
    trend: tuple[tuple[float, float], ...] = ()
    reason: str = ""


class Lateness(Value):
    """How long after its event a row is loaded; hours are those of the event time, over thirty days.

    ``early_rows`` were loaded before their event by more than clocks differ: a wrong time zone.
    """

    event: str = ""
    load: str = ""
    rows: int = 0
    late_rows: int = 0
    early_rows: int = 0
    limit_hours: float = 0
    hours: int = 0
    hours_within_limit: int = 0
    reason: str = ""


class Retyped(Value):
    """A column that holds another kind of value than before."""

    column: str
    before: str
    now: str


class SchemaChange(Value):
    """The table's columns against an earlier list; ``against`` names it, such as ``training.csv``."""

    against: str
    since: AwareDatetime | None = None
    columns: int = 0
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    retyped: tuple[Retyped, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether a reader of the earlier columns would fail; a new column harms nobody."""
        return bool(self.missing or self.retyped)


class Keys(Value):
    """Rows by key: ``repeated_rows`` are those beyond the first of their key."""

    columns: tuple[str, ...] = ()
    rows: int = 0
    null_rows: int = 0
    repeated_keys: int = 0
    repeated_rows: int = 0
    reason: str = ""


class NewCategories(Value):
    """How many categories of a column the reference does not hold; a category is never named."""

    column: str
    rows: int = 0
    categories: int = 0


class OutsideRange(Value):
    """Rows below the reference's smallest or above its largest value."""

    column: str
    rows: int = 0


class KnownValues(Value):
    """The live table's values against what the reference holds."""

    reference: str = ""
    rows: int = 0
    reference_rows: int = 0
    category_columns: int = 0
    number_columns: int = 0
    categories: tuple[NewCategories, ...] = ()
    ranges: tuple[OutsideRange, ...] = ()
    reason: str = ""


class PointInTime(Value):
    """Rows whose feature became known only after the moment at which it was needed."""

    table: str = ""
    feature_time: str = ""
    known_by: str = ""
    rows: int = 0
    later_rows: int = 0
    reason: str = ""


class ColumnParity(Value):
    """One column on the keys that both tables hold; errors are absolute, of numbers alone."""

    column: str
    differing: int = 0
    mean_error: float | None = None
    largest_error: float | None = None


class Parity(Value):
    """Two tables of the same things, joined by key; repeated and missing keys are left out.

    ``differing`` are keys in both with at least one column that differs by more than ``tolerance``
    (relative to the larger of the two values, for numbers).
    """

    other: str = ""
    key: str = ""
    tolerance: float = 0
    both: int = 0
    only_here: int = 0
    only_there: int = 0
    repeated_here: int = 0
    repeated_there: int = 0
    differing: int = 0
    columns: tuple[ColumnParity, ...] = ()
    reason: str = ""


class CalibrationBin(Value):
    """Predictions of like confidence: how sure they were on average, and how often right."""

    rows: int = Field(ge=0)
    confidence: float
    right: float


class Calibration(Value):
    """Confidence against truth. ``error`` is the expected calibration error in 0-1.

    ``by_chance`` is what a perfectly calibrated model would show on average with as many rows.
    """

    rows: int = 0
    outside_rows: int = 0
    bins: tuple[CalibrationBin, ...] = ()
    error: float | None = None
    by_chance: float | None = None
    reason: str = ""


class ScoreWindows(Value):
    """Scores of the newest seven complete days against those of the four weeks before them."""

    rows: int = 0
    earlier_rows: int = 0
    psi: float | None = None
    psi_by_chance: float | None = None
    mean: float | None = None
    earlier_mean: float | None = None
    reason: str = ""


class Links(Value):
    """Which decisions can be traced: those with a model version, a request id, and both."""

    version: str = ""
    request: str = ""
    rows: int = 0
    with_version: int = 0
    with_request: int = 0
    with_both: int = 0
    versions: int = 0
    oldest: AwareDatetime | None = None
    reason: str = ""


class PredictionLog(Value):
    """A table of which each row is a prediction; ``labelled_a_week`` over the last four weeks.

    ``undated`` says why its column of times cannot be read as times.
    """

    score: str = ""
    label: str = ""
    rows: int = 0
    labelled_rows: int = 0
    labelled_a_week: float | None = None
    calibration: Calibration | None = None
    scores: ScoreWindows | None = None
    links: Links | None = None
    undated: str = ""
    reason: str = ""


class Variant(Value):
    """One arm of an experiment; ``share`` is what it should get of the units, in 0-1."""

    name: str
    units: int = Field(ge=0)
    share: float


class Experiment(Value):
    """Who was given which variant. ``p`` is the chance of so uneven a split if it is as planned."""

    column: str = ""
    unit: str = ""
    units: int = 0
    variants: tuple[Variant, ...] = ()
    units_in_several: int = 0
    p: float | None = None
    reason: str = ""


class Reviews(Value):
    """Cases that a person was asked to look at. Hours run from queueing to review.

    ``due`` are those whose time limit has passed, ``due_in_time`` those of them reviewed within it;
    ``compared`` have both the proposed and the decided outcome, ``overridden`` where they differ.
    """

    rows: int = 0
    reviewed: int = 0
    limit_hours: float = 0
    due: int = 0
    due_in_time: int = 0
    wait_p95_hours: float | None = None
    compared: int = 0
    overridden: int = 0
    reason: str = ""


class Usage(Value):
    """Different people in the newest seven complete days, of those who should use it."""

    user: str = ""
    active: int = 0
    target: float = 0
    ends: date | None = None
    reason: str = ""
