"""The parts of Datadog's answers that are used; everything else in them is passed over."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Names(_Answer):
    """Metrics that report."""

    metrics: tuple[str, ...]


class Unit(_Answer):
    """What a number is of."""

    name: str = ""
    family: str = ""


class Series(_Answer):
    """Points of one series: milliseconds since 1970, and a value or nothing."""

    pointlist: tuple[tuple[float, float | None], ...] = ()
    unit: tuple[Unit | None, ...] | None = None


class QueryAnswer(_Answer):
    """What a query gave; ``status`` is ok or error."""

    status: str
    error: str | None = ""
    series: tuple[Series, ...] = ()


class Monitor(_Answer):
    """One monitor; its message holds whom it tells and often a runbook."""

    id: int
    name: str = ""
    type: str = ""
    query: str = ""
    message: str | None = ""
    tags: tuple[str, ...] = ()
    overall_state: str | None = ""
    draft_status: str | None = None


class Threshold(_Answer):
    """A wanted share in percent over a time such as 30d."""

    timeframe: str
    target: float


class Objective(_Answer):
    """One service level objective; of ``type`` metric, monitor or time_slice."""

    id: str
    name: str
    type: str = ""
    thresholds: tuple[Threshold, ...] = ()
    tags: tuple[str, ...] = ()
    query: Any = None


class Objectives(_Answer):
    """A page of objectives."""

    data: tuple[Objective, ...]


class Overall(_Answer):
    """What was reached over the time asked for, in percent."""

    sli_value: float | None = None


class History(_Answer):
    """The whole of an objective's past."""

    overall: Overall | None = None


class HistoryAnswer(_Answer):
    """An objective's past."""

    data: History | None = None
