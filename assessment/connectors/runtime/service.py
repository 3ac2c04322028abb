"""Which service is meant, which system it is, and how much of its past the server holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.connectors.runtime import catalogue
from assessment.connectors.runtime.catalogue import Latency, Series, System
from assessment.connectors.runtime.prometheus_api import POINTS, Api, Failed
from assessment.connectors.runtime.promql import quoted, selector
from assessment.connectors.runtime.rules import TARGET_LABELS
from assessment.connectors.runtime.together import courses
from assessment.sources import Options, SourceUnavailable

SERIES_LIMIT = 10_000
"""More series than this under one selector are not read."""

WINDOWS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
LONGEST_WINDOW = 92 * 86400
LOOKED_AT = 240
"""Points at which the start of a history is looked for."""
LOOKS = 4
SETTLED = 3600
"""Seconds before the start of a window in which an old series has a sample."""
SETTLING = 0.05
"""Share of a short history after which its counting starts."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """What is read: the server's clock, the labels, the system found and its history.

    ``labels`` narrow every series, ``request_labels`` those of requests and durations further.
    ``interval`` is the time between two scrapes, in seconds.
    ``span`` is the time from the first sample in the window to now, in whole seconds, and
    ``settled`` how many seconds before it an old series has a sample (see :class:`Past`).
    """

    now: float
    window: float
    labels: dict[str, str]
    request_labels: dict[str, str]
    names: tuple[str, ...]
    span: int = 0
    settled: int = 300
    interval: float = 60.0
    system: System | None = None
    version_label: str = ""

    @property
    def step(self) -> int:
        """Seconds over which one point of a trend is averaged: four scrapes at least."""
        wanted = max(round(self.span / POINTS), round(4 * self.interval))
        return max(1, min(wanted, self.span // 3))


def window_seconds(options: Options) -> float:
    """The option ``window`` (such as ``30d``) in seconds; 30 days where it is missing."""
    text = str(options.get("window", "30d")).strip()
    found = re.fullmatch(r"(\d{1,6})([smhdw])", text)
    seconds = int(found[1]) * WINDOWS[found[2]] if found else 0
    if not 60 <= seconds <= LONGEST_WINDOW:
        raise SourceUnavailable(
            f"the window {text[:20]!r} cannot be read",
            "Give it as a number and s, m, h, d or w, from 1m to 92d, for example 30d.",
        )
    return float(seconds)


def texts(options: Options, name: str) -> dict[str, str]:
    """An option that is a mapping of label to value."""
    given = options.get(name, {})
    if not isinstance(given, dict):
        raise SourceUnavailable(
            f"the option {name} is not a list of labels",
            f"Give {name} as label and value, for example job and the service's name.",
        )
    return {
        str(key): f"{value:g}" if isinstance(value, float) else str(value)
        for key, value in given.items()
    }


def candidates(api: Api, at: float) -> dict[str, tuple[str, ...]]:
    """Jobs that expose a system of the catalogue, with the names that say so."""
    query = f"count by (job, __name__) ({_known_names()})"
    found: dict[str, list[str]] = {}
    for labels in api.vector(query, "which services expose a known serving system", at):
        named = dict(labels)
        found.setdefault(named.get("job", ""), []).append(named.get("__name__", ""))
    return {
        job: tuple(names) for job, names in sorted(found.items()) if catalogue.recognised(names)
    }


def _known_names() -> str:
    """A selector of the names by which the systems of the catalogue are recognised."""
    fixed = {re.escape(name) for item in catalogue.systems() for name in item.fingerprint}
    generic = next(item.generic for item in catalogue.systems() if item.generic)
    wanted = "|".join([*sorted(fixed), f"({generic.requests})"])
    return f"{{__name__=~{quoted(wanted)},__name__!~{quoted(generic.never)}}}"


def chosen_labels(api: Api, options: Options, at: float) -> dict[str, str]:
    """The labels of the options, or of the only service there is."""
    if labels := texts(options, "labels"):
        return labels
    jobs = list(candidates(api, at))
    if len(jobs) == 1:
        return {"job": jobs[0]}
    if not jobs:
        raise SourceUnavailable(
            "no service with a known serving system was found on this server",
            "Say which service is meant by its labels, for example job and its name.",
        )
    listed = ", ".join(jobs[:12])
    raise SourceUnavailable(
        f"this server watches {len(jobs)} services that could be meant: {listed}",
        "Choose one by its labels, for example job and one of these names.",
    )


def everything(labels: Mapping[str, str]) -> str:
    """A selector of every series with these labels."""
    return "{" + ",".join(f"{name}={quoted(value)}" for name, value in labels.items()) + "}"


def guard(api: Api, labels: Mapping[str, str], at: float) -> None:
    """Refuse a selector that holds more series than are read."""
    count = api.value(f"count({everything(labels)})", "how many series there are", at) or 0
    if count > SERIES_LIMIT:
        raise SourceUnavailable(
            f"{everything(labels)} holds {count:,.0f} series; at most {SERIES_LIMIT:,} are read",
            "Narrow the labels to one service.",
        )


def system(names: tuple[str, ...], options: Options) -> System | None:
    """The system that the options name, or else the first one recognised."""
    wanted = str(options.get("system", ""))
    if wanted and wanted not in {item.id for item in catalogue.systems()}:
        known = ", ".join(item.id for item in catalogue.systems())
        raise SourceUnavailable(f"no system {wanted!r} is known", f"Choose one of {known}.")
    found = [item for item in catalogue.recognised(names) if wanted in ("", item.id)]
    counter = str(options.get("requests_metric", ""))
    if counter:
        generic = next(item for item in catalogue.systems() if item.generic)
        return generic.model_copy(update={"requests": (Series(metric=counter),)})
    return found[0] if found else None


def with_stated_latency(found: System, options: Options) -> System:
    """The system with the histogram of the option ``latency_metric``, where there is one."""
    name = str(options.get("latency_metric", "")).removesuffix("_bucket")
    if not name:
        return found
    unit = "ms" if name.endswith(("_ms", "_milliseconds")) else "s"
    unit = "us" if name.endswith(("_us", "_microseconds")) else unit
    latency = Latency.model_validate({"histogram": name, "unit": unit})
    return found.model_copy(update={"latency": (latency,)})


@dataclass(frozen=True)
class Past:
    """``span``: seconds from the start that is counted from to now; 0 without any sample.

    ``settled``: a series with a sample in so many seconds up to that start is older than it.
    """

    span: int = 0
    settled: int = 300


def history(api: Api, series: Series, labels: Mapping[str, str], now: float, window: float) -> Past:
    """How much of the window a server holds of a series.

    Looks at 240 points of the window and, where it does not begin with it, at as many around the
    first one, until the start is known to a hundredth. Where the service was not scraped before
    that, counting starts a little later, so that what old counters held when the first sample was
    taken is known to be old.
    """
    start, end = now - window, now
    for _ in range(LOOKS):
        found = _first(api, series, labels, start, end)
        if found is None:
            break
        first, step = found
        if first <= now - window + 1:
            return Past(int(window), SETTLED)
        start, end = max(start, first - step), first
        if step <= max(1.0, 0.01 * (now - first)):
            break
    if end - start >= window:
        return Past()
    before, first = start, end
    if _watched(api, labels, before):
        return Past(int(now - before), SETTLED)
    settled = min(SETTLED, int(SETTLING * (now - first)))
    return Past(int(now - first - settled), max(1, settled + int(first - before)))


def _first(
    api: Api, series: Series, labels: Mapping[str, str], start: float, end: float
) -> tuple[float, float] | None:
    """The first of the points that has samples, and the seconds between two points."""
    step, why = max(1.0, (end - start) / LOOKED_AT), "since when this service is watched"
    one = {"count": f"count({selector(series, labels)})"}
    points = courses(api, one, why, (start, end, step))["count"]
    return (points[0][0], step) if points else None


def _watched(api: Api, labels: Mapping[str, str], at: float) -> bool:
    """Whether the service was scraped already at a time when it had no such series yet.

    Then the counter was born under our eyes, and all that it held at first belongs to the window.
    """
    scraped = {name: value for name, value in labels.items() if name in TARGET_LABELS}
    query = f"count({selector(Series(metric='up'), scraped)})"
    try:
        return bool(scraped and api.value(query, "whether it was scraped before that", at))
    except Failed:
        return False


def find(api: Api, options: Options, now: float) -> Service:
    """Everything that must be known before the numbers are asked for."""
    window = window_seconds(options)
    labels = chosen_labels(api, options, now)
    guard(api, labels, now)
    why = "which metrics the service has"
    names = api.names(everything(labels), why, now - window, now)
    if not names:
        raise SourceUnavailable(
            f"there is no series with {everything(labels)}",
            "Check the labels; the names of jobs are on the server's page of targets.",
        )
    base = Service(
        now=now,
        window=window,
        labels=labels,
        request_labels=labels | texts(options, "request_labels"),
        names=names,
    )
    found = system(names, options)
    return base if found is None else _with_history(api, options, base, found)


def _with_history(api: Api, options: Options, base: Service, found: System) -> Service:
    counter = found.requests[0]
    if found.generic and "requests_metric" not in options:
        counter = catalogue.bound(found, base.names).requests[0]
    known = _labels_of(api, counter, base)
    versions = [label for label in catalogue.common().version_labels if label in known]
    bound = catalogue.telling_errors(catalogue.bound(found, base.names, known), known)
    past = history(api, counter, base.request_labels, base.now, base.window)
    return replace(
        base,
        system=with_stated_latency(bound, options),
        span=past.span,
        settled=past.settled,
        version_label=versions[0] if versions else "",
    )


def _labels_of(api: Api, counter: Series, base: Service) -> tuple[str, ...]:
    one, why = selector(counter, base.request_labels), "which labels the request counter has"
    try:
        return api.labels(one, why, base.now - base.window, base.now)
    except Failed:
        return ()
