"""Which serving systems are known, by what they expose; one YAML file a system."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from content.values import Value

FOLDER = Path(__file__).parents[2] / "catalogue"

TO_MS = {"s": 1000.0, "ms": 1.0, "us": 0.001}
"""Factor from a histogram's unit to milliseconds."""

BUCKETS = re.compile(r"(.*)_bucket")


class Series(Value):
    """Series of one metric; ``where`` and ``unless`` are anchored regular expressions by label.

    ``native`` where the metric is a native histogram, whose count stands for a counter.
    """

    metric: str
    where: dict[str, str] = Field(default_factory=dict)
    unless: dict[str, str] = Field(default_factory=dict)
    native: bool = False


class Latency(Value):
    """A histogram of durations, by its name without ``_bucket``; ``native`` where it has none."""

    histogram: str
    unit: Literal["s", "ms", "us"]
    where: dict[str, str] = Field(default_factory=dict)
    native: bool = False

    @property
    def series(self) -> Series:
        """The series of its buckets; a native histogram is one itself."""
        name = self.histogram if self.native else f"{self.histogram}_bucket"
        return Series(metric=name, where=self.where, native=self.native)


class Saturation(Value):
    """How full the scarcest resource is, as a share in 0-1.

    A gauge that is a share itself, a gauge over the gauge of its limit (``over``), or a counter of
    seconds whose rate is one (``rate``); ``percent`` where it is given in 0-100. ``needs`` names a
    metric without which it means nothing.
    """

    metric: str
    over: str = ""
    rate: bool = False
    percent: bool = False
    needs: str = ""
    meaning: str


class Mean(Value):
    """Durations of which only the sum is counted: they have a mean and no percentile."""

    total: Series
    count: Series
    unit: Literal["s", "ms", "us"]
    reason: str


class Measure(Value):
    """One more number that a system shows, as PromQL with ``$labels`` or ``$target`` in braces.

    ``$labels`` stands for the labels of the source, ``$target`` for those that a scraped instance
    has as well. ``needs`` are names that must be there.
    """

    signal: str
    expression: str
    needs: tuple[str, ...]
    unit: str
    meaning: str
    factor: float = 1.0


class System(Value):
    """One serving system: how it is recognised and where its numbers are.

    ``fingerprint`` are names that must all be there. ``requests`` and ``errors`` are counters whose
    series are summed. ``absent_errors_mean_zero`` holds where a series for errors is born with the
    first error. ``otherwise`` replaces tests of labels where no series passes them. ``services``
    are the labels that name one service, the first that the counter has; ``parts`` tell the
    requests of a service apart. ``not_predictions`` says what is counted instead, if it is not the
    model's own requests. A ``generic`` system has patterns for names, which ``bound`` replaces.
    """

    id: str
    title: str
    order: int
    fingerprint: tuple[str, ...] = ()
    requests: tuple[Series, ...] = ()
    errors: tuple[Series, ...] = ()
    absent_errors_mean_zero: bool = False
    no_errors_reason: str = ""
    latency: tuple[Latency, ...] = ()
    in_flight: tuple[Series, ...] = ()
    saturation: tuple[Saturation, ...] = ()
    otherwise: tuple[dict[str, str], ...] = ()
    mean: Mean | None = None
    measures: tuple[Measure, ...] = ()
    services: tuple[tuple[str, ...], ...] = (("namespace", "job"), ("job",))
    parts: tuple[str, ...] = ()
    not_predictions: str = ""
    generic: "Generic | None" = None
    notes: str


class Generic(Value):
    """Patterns by which an unknown service's request counter and histogram are found.

    ``errors`` gives, label by label in order of preference, which of its values are an error.
    """

    requests: str
    never: str
    errors: dict[str, str]
    latency: dict[Literal["s", "ms", "us"], str]
    in_flight: str


class PodSaturation(Value):
    """How full a service's pods are, from the metrics of the cluster that runs them.

    ``metric`` over ``over`` by pod, both in one unit; ``rate`` and ``percent`` as in
    :class:`Saturation`.
    """

    metric: str
    where: dict[str, str] = Field(default_factory=dict)
    over: str = ""
    over_where: dict[str, str] = Field(default_factory=dict)
    rate: bool = False
    percent: bool = False
    meaning: str


class Common(Value):
    """What is looked for in every system: model outputs, versions, usual signs of saturation."""

    outputs: str
    not_outputs: str
    version_labels: tuple[str, ...]
    version_metrics: str
    model_times: str
    model_ages: str
    saturation: tuple[Saturation, ...]
    pods: tuple[PodSaturation, ...]


@cache
def systems() -> tuple[System, ...]:
    """Every system of the catalogue, the most specific first."""
    files = sorted(FOLDER.glob("[a-z]*.yaml"))
    found = [System.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in files]
    return tuple(sorted(found, key=lambda system: (system.order, system.id)))


@cache
def common() -> Common:
    """What is looked for in every system."""
    return Common.model_validate(yaml.safe_load((FOLDER / "_common.yaml").read_text("utf-8")))


def names(system: System) -> tuple[str, ...]:
    """Every metric that a server of this system can expose, as far as the catalogue knows."""
    series = (*system.requests, *system.errors, *system.in_flight)
    full = (*system.saturation, *common().saturation)
    found = {*system.fingerprint, *(item.metric for item in series)}
    found |= {f"{item.histogram}_bucket" for item in system.latency}
    found |= {name for item in full for name in (item.metric, item.over, item.needs) if name}
    found |= {name for item in system.measures for name in item.needs}
    found |= {item.metric for item in ((system.mean.total,) if system.mean else ())}
    return tuple(sorted(found))


def outputs(names: Iterable[str]) -> tuple[str, ...]:
    """Histograms that look like a model's output, by name without ``_bucket``."""
    known = common()
    histograms = [match[1] for name in sorted(names) if (match := BUCKETS.fullmatch(name))]
    return tuple(
        name
        for name in histograms
        if re.fullmatch(known.outputs, name) and not re.fullmatch(known.not_outputs, name)
    )


def version_metrics(names: Iterable[str]) -> tuple[str, ...]:
    """Metrics that look as if they name the model's version."""
    return tuple(name for name in sorted(names) if re.fullmatch(common().version_metrics, name))


def matches(series: Series, labels: Mapping[str, str]) -> bool:
    """Whether a sample with these labels belongs to the series (a missing label is empty text)."""
    return all(
        re.fullmatch(pattern, labels.get(label, "")) for label, pattern in series.where.items()
    ) and not any(
        re.fullmatch(pattern, labels.get(label, "")) for label, pattern in series.unless.items()
    )
