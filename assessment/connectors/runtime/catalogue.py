"""Which serving systems are known, by what they expose; one YAML file a system."""

import re
from collections.abc import Collection, Iterable, Mapping
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
    """Series of one metric; ``where`` and ``unless`` are anchored regular expressions by label."""

    metric: str
    where: dict[str, str] = Field(default_factory=dict)
    unless: dict[str, str] = Field(default_factory=dict)


class Latency(Value):
    """A histogram of durations, by its name without ``_bucket``."""

    histogram: str
    unit: Literal["s", "ms", "us"]
    where: dict[str, str] = Field(default_factory=dict)


class Saturation(Value):
    """How full the scarcest resource is, as a share in 0-1.

    A gauge that is a share itself, a gauge over the gauge of its limit (``over``), or a counter of
    seconds whose rate is one (``rate``). ``needs`` names a metric without which it means nothing.
    """

    metric: str
    over: str = ""
    rate: bool = False
    needs: str = ""
    meaning: str


class System(Value):
    """One serving system: how it is recognised and where its numbers are.

    ``fingerprint`` are names that must all be there. ``requests`` and ``errors`` are counters whose
    series are summed. ``absent_errors_mean_zero`` holds where a series for errors is born with the
    first error. A ``generic`` system has patterns for names instead, which ``bound`` replaces.
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


class Common(Value):
    """What is looked for in every system: model outputs, versions, usual signs of saturation."""

    outputs: str
    not_outputs: str
    version_labels: tuple[str, ...]
    version_metrics: str
    saturation: tuple[Saturation, ...]


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


def recognised(names: Collection[str]) -> tuple[System, ...]:
    """The systems whose fingerprint is among these metric names, the most specific first."""
    present = set(names)
    return tuple(
        bound(system, present)
        for system in systems()
        if (system.fingerprint and present.issuperset(system.fingerprint))
        or (system.generic and candidates(system.generic, present))
    )


def candidates(generic: Generic, names: Iterable[str]) -> tuple[str, ...]:
    """Names that look like a request counter, best first: the plainest and the shortest name."""
    pattern, never = re.compile(generic.requests), re.compile(generic.never)
    found = [name for name in names if pattern.fullmatch(name) and not never.fullmatch(name)]
    return tuple(
        sorted(found, key=lambda name: (_partner(generic, name, names) == "", len(name), name))
    )


def bound(system: System, names: Collection[str], labels: Collection[str] = ()) -> System:
    """A generic system with names in the place of patterns; any other one unchanged.

    ``labels`` are those of the request counter, where they are known: they decide what an error is.
    """
    if system.generic is None:
        return system
    counter = system.requests[0].metric if system.requests else candidates(system.generic, names)[0]
    status = next((label for label in system.generic.errors if label in labels), "")
    where = {status: system.generic.errors.get(status, "")}
    error = Series(metric=counter, where=where) if status else None
    in_flight = [name for name in sorted(names) if re.fullmatch(system.generic.in_flight, name)]
    return system.model_copy(
        update={
            "requests": (Series(metric=counter),),
            "errors": (error,) if error else (),
            "latency": _latency(system.generic, counter, names),
            "in_flight": tuple(Series(metric=name) for name in in_flight[:1]),
        }
    )


def names(system: System) -> tuple[str, ...]:
    """Every metric that a server of this system can expose, as far as the catalogue knows."""
    series = (*system.requests, *system.errors, *system.in_flight)
    full = (*system.saturation, *common().saturation)
    found = {*system.fingerprint, *(item.metric for item in series)}
    found |= {f"{item.histogram}_bucket" for item in system.latency}
    found |= {name for item in full for name in (item.metric, item.over, item.needs) if name}
    return tuple(sorted(found))


def telling_errors(system: System, labels: Collection[str]) -> System:
    """The system without its errors where the request counter lacks the label that tells them.

    Names are shared by servers with other labels; a status that cannot be told is not zero errors.
    """
    counters = {item.metric for item in system.requests}
    wanted = {
        label
        for item in system.errors
        if item.metric in counters
        for label in (*item.where, *item.unless)
    }
    missing = sorted(wanted.difference(labels))
    if not labels or not missing:
        return system
    reason = f"the request counter has no label {missing[0]}, so failed requests cannot be told"
    return system.model_copy(update={"errors": (), "no_errors_reason": reason})


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


def _latency(generic: Generic, counter: str, names: Iterable[str]) -> tuple[Latency, ...]:
    name = _partner(generic, counter, names)
    unit = next(
        (unit for unit, pattern in generic.latency.items() if re.fullmatch(pattern, name)), None
    )
    return (Latency(histogram=name, unit=unit),) if name and unit else ()


def _partner(generic: Generic, counter: str, names: Iterable[str]) -> str:
    """The histogram of durations whose name shares the longest start with the counter's."""
    found = [
        match[1]
        for name in names
        if (match := BUCKETS.fullmatch(name))
        and any(re.fullmatch(pattern, match[1]) for pattern in generic.latency.values())
    ]
    return max(found, key=lambda name: (_shared(name, counter), -len(name), name), default="")


def _shared(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
