"""Everything else about a table that its options or columns allow to be measured, part by part."""

from collections.abc import Callable, Mapping

from pydantic import ValidationError

from assessment.connectors.tables import further_options as told
from assessment.connectors.tables.engine import Engine, is_number
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.experiment import experiment
from assessment.connectors.tables.history import TableHistory
from assessment.connectors.tables.keeping import Table, drift, kept_until_now
from assessment.connectors.tables.keys import keys
from assessment.connectors.tables.lateness import lateness
from assessment.connectors.tables.measured import measured
from assessment.connectors.tables.measures import (
    Experiment,
    Keys,
    Lateness,
    Parity,
    PointInTime,
    PredictionLog,
    Reviews,
    SchemaChange,
    Usage,
    Volume,
)
from assessment.connectors.tables.moments import number_of
from assessment.connectors.tables.options import event_time, left_out, lines, load_time, text
from assessment.connectors.tables.parity import parity
from assessment.connectors.tables.point_in_time import point_in_time
from assessment.connectors.tables.prediction_log import prediction_log
from assessment.connectors.tables.profile import no_times
from assessment.connectors.tables.reviews import reviews, usage
from assessment.connectors.tables.schema_change import changed
from assessment.connectors.tables.volume import Period, volume
from assessment.sources import Circumstances, Options


class Further:
    """One table that was read already, and what else can be measured of it."""

    def __init__(
        self, engine: Engine, view: str, options: Options, circumstances: Circumstances,
        evidence: DatasetEvidence,
    ) -> None:  # fmt: skip
        self._engine, self._view, self._options = engine, view, options
        self._circumstances, self._evidence = circumstances, evidence
        self._types = {column.name: column.type for column in evidence.columns}
        self._event = _dated(options, self._types, evidence)
        self._now = circumstances.now()

    def of_itself(self) -> DatasetEvidence:
        """The evidence with all that needs no second table."""
        self._circumstances.progress("days, keys and logs")
        before = remembered(self._circumstances, self._about())
        kept = measured(lambda: self._kept(before), lambda _: None)
        update: dict[str, object] = {
            "kept": kept,
            "drift": drift(kept, self._evidence.objectives.minimum_rows) if kept else None,
            "volume": self._volume(kept or before),
            "lateness": self._lateness(),
            "schema_changes": self._since_the_last_look(before),
            "keys": self._keys(),
            "point_in_time": self._point_in_time(),
            "predictions": self._predictions(),
            "experiment": self._experiment(),
            "reviews": self._reviews(),
            "usage": self._usage(),
        }
        return self._evidence.model_copy(update=update)

    def _about(self) -> str:
        chosen = ", ".join(sorted(lines(self._options, "columns")))
        return f"{self._evidence.name}, {self._event or 'undated'}" + (
            f", {chosen}" if chosen else ""
        )

    def _kept(self, before: TableHistory | None) -> TableHistory:
        types = tuple(self._types.items())
        if self._event not in self._types:
            return TableHistory(about=self._about(), seen_at=self._now, types=types)
        evidence = self._evidence
        table = Table(self._engine, self._view, self._event, evidence.rows, evidence.columns)
        return kept_until_now(
            table, self._about(), before, self._now, leave_out=left_out(self._options),
            minimum_rows=evidence.objectives.minimum_rows,
        )  # fmt: skip

    def _volume(self, kept: TableHistory | None) -> Volume | None:
        if self._event not in self._types:
            return None
        by: Period = "hour" if text(self._options, "volume_by") == "hour" else "day"
        earlier = (
            {number_of(day.day): day.rows for day in kept.days} if kept and by == "day" else {}
        )
        goals = self._evidence.objectives
        return measured(
            lambda: volume(
                self._engine, self._view, self._event, self._now, by, earlier=earlier,
                z_limit=goals.volume_z_limit, history_days=goals.volume_history_days,
            ),
            lambda reason: Volume(column=self._event, period=by, reason=reason),
        )  # fmt: skip

    def _lateness(self) -> Lateness | None:
        load = load_time(self._options, self._types)
        if self._event not in self._types or load not in self._types:
            return None
        limit = self._evidence.objectives.late_limit_hours
        if reason := no_times(self._engine, self._view, self._types, load, self._now):
            return Lateness(event=self._event, load=load, reason=reason)
        return measured(
            lambda: lateness(self._engine, self._view, self._event, load, self._now, limit),
            lambda reason: Lateness(event=self._event, load=load, reason=reason),
        )

    def _since_the_last_look(self, before: TableHistory | None) -> tuple[SchemaChange, ...]:
        if before is None or not before.types:
            return ()
        against = f"the look of {before.seen_at.date().isoformat()}"
        return (changed(self._types, dict(before.types), against, before.seen_at),)

    def _keys(self) -> Keys | None:
        if not (columns := told.key_of(self._options)):
            return None
        return measured(
            lambda: keys(self._engine, self._view, columns),
            lambda reason: Keys(columns=columns, reason=reason),
        )

    def _point_in_time(self) -> PointInTime | None:
        known, by = text(self._options, "feature_time"), text(self._options, "known_by")
        if not known or not by:
            return None
        name = self._evidence.name
        if reason := self._no_times({"feature_time": known, "known_by": by}):
            return PointInTime(table=name, feature_time=known, known_by=by, reason=reason)
        return measured(
            lambda: point_in_time(self._engine, self._view, name, known, by),
            lambda reason: PointInTime(table=name, feature_time=known, known_by=by, reason=reason),
        )

    def _predictions(self) -> PredictionLog | None:
        named = told.pairs(self._options, "predictions", told.PREDICTIONS)
        if not named:
            return None
        usual = {"time": self._event, "label": text(self._options, "label")}
        named |= {name: column for name, column in usual.items()
                  if name not in named and column in self._types}  # fmt: skip
        least = self._evidence.objectives.minimum_rows
        undated = self._no_times({"time": named["time"]}) if "time" in named else ""
        return measured(
            lambda: prediction_log(self._engine, self._view, named, self._now, least, undated),
            lambda reason: PredictionLog(reason=reason),
        )

    def _experiment(self) -> Experiment | None:
        variant, unit, planned = told.plan_of(self._options)
        if not variant:
            return None
        return measured(
            lambda: experiment(self._engine, self._view, variant, unit, planned),
            lambda reason: Experiment(column=variant, unit=unit, reason=reason),
        )

    def _reviews(self) -> Reviews | None:
        named = told.pairs(self._options, "reviews", told.REVIEWS)
        if not named:
            return None
        limit = self._evidence.objectives.review_limit_hours
        times = {name: column for name, column in named.items() if name in ("queued", "reviewed")}
        if reason := self._no_times(times):
            return Reviews(limit_hours=limit, reason=reason)
        return measured(
            lambda: reviews(self._engine, self._view, named, self._now, limit),
            lambda reason: Reviews(limit_hours=limit, reason=reason),
        )

    def _usage(self) -> Usage | None:
        named = told.pairs(self._options, "usage", told.USAGE)
        if not named:
            return None
        user, at = named.get("user", ""), named.get("time", self._event)
        target = told.positive(named["target"], "usage") if "target" in named else 0.0
        if reason := self._no_times({"time": at}):
            return Usage(user=user, target=target, reason=reason)
        return measured(
            lambda: usage(self._engine, self._view, user, at, target, self._now),
            lambda reason: Usage(user=user, target=target, reason=reason),
        )

    def _no_times(self, named: Mapping[str, str]) -> str:
        """Why one of the columns that were ``named`` for their times holds none; empty else."""
        for name, column in named.items():
            if column in self._types and (reason := measured(self._numbers(column), str)):
                return f"{reason} as {name}"
        return ""

    def _numbers(self, column: str) -> Callable[[], str]:
        """Asks why a column holds numbers that are no times."""
        return lambda: no_times(self._engine, self._view, self._types, column, self._now)


def _dated(options: Options, types: dict[str, str], evidence: DatasetEvidence) -> str:
    """The column of event times; none where it is one of numbers that are no times."""
    event, fresh = event_time(options, types), evidence.freshness
    numbers = event in types and is_number(types[event])
    return "" if numbers and fresh is not None and fresh.reason else event


def remembered(circumstances: Circumstances, about: str) -> TableHistory | None:
    """What the last look kept of the same table; nothing where it is of another, or not readable."""
    try:
        kept = TableHistory.model_validate(circumstances.kept) if circumstances.kept else None
    except ValidationError:
        return None
    return kept if kept and kept.about == about else None


def against_online(
    engine: Engine, views: tuple[str, str], evidence: DatasetEvidence, options: Options, name: str
) -> Parity:
    """The table's values against those of the online table called ``name``, by key."""
    key = told.key_of(options)
    if len(key) != 1:
        return Parity(other=name, reason="name the one column that both tables have as key")
    given = options.get("online_tolerance", 0.0)
    tolerance = told.positive(str(given), "online_tolerance") if given else 0.0
    columns = [column.name for column in evidence.columns]
    return measured(
        lambda: parity(engine, views, key[0], columns, name, tolerance),
        lambda reason: Parity(other=name, key=key[0], reason=reason),
    )
