"""A service as it is read, and the options that say which one is meant."""

import re
from dataclasses import dataclass

from assessment.connectors.runtime import catalogue, recognition
from assessment.connectors.runtime.catalogue import Latency, Series, System
from assessment.connectors.runtime.prometheus_api import POINTS
from assessment.sources import Options, SourceUnavailable

LABEL, METRIC = r"[a-zA-Z_][a-zA-Z0-9_]*", r"[a-zA-Z_:][a-zA-Z0-9_:]*"
"""What a name has to look like in an expression."""

WINDOWS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
LONGEST_WINDOW = 92 * 86400
LOOK_SECONDS = 300
SAMPLES_LOOKED_AT = 20_000_000
"""Samples that a server is asked to look at for one peak, at most."""
SETTLED = 3600
"""Seconds before the start of a window in which an old series has a sample."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """What is read: the server's clock, the labels, the system found and its history.

    ``labels`` narrow every series, ``request_labels`` those of requests and durations further.
    ``interval`` is the time between two scrapes, in seconds.
    ``span`` is the time from the first sample in the window to now, in whole seconds, and
    ``settled`` how many seconds before it an old series has a sample (see ``past.py``).
    ``held`` is how many seconds of it the service was watched, where that is known already.
    ``counts_new`` where the server's ``increase`` counts what new counters held at first itself.
    ``counter_labels`` are the labels of the request counter, where they are known, and ``size`` how
    many series the service has.
    """

    now: float
    window: float
    labels: dict[str, str]
    request_labels: dict[str, str]
    names: tuple[str, ...]
    span: int = 0
    settled: int = 300
    held: float | None = None
    interval: float = 60.0
    system: System | None = None
    version_label: str = ""
    counter_labels: tuple[str, ...] = ()
    counts_new: bool = False
    size: int = 0

    @property
    def every(self) -> int:
        """Seconds between two looks for a peak: five minutes or four scrapes, fewer for many series."""
        bearable = self.span * self.size // SAMPLES_LOOKED_AT
        wanted = max(LOOK_SECONDS, round(4 * self.interval), self.span // 8640, bearable)
        return max(1, min(wanted, self.span // 4))

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


def check(options: Options) -> None:
    """Raise :class:`SourceUnavailable` for an option that could not be read later on."""
    window_seconds(options)
    system((), options)
    for option in ("labels", "request_labels"):
        for label in texts(options, option):
            _writable(LABEL, label, option)
    for option in ("requests_metric", "latency_metric"):
        if metric := str(options.get(option, "")):
            _writable(METRIC, metric, option)


def _writable(pattern: str, name: str, option: str) -> None:
    if not re.fullmatch(pattern, name):
        raise SourceUnavailable(
            f"{option} names {name[:60]!r}, which no expression can name",
            "Give the name as the server lists it: letters, digits and underscores.",
        )


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


def system(names: tuple[str, ...], options: Options) -> System | None:
    """The system that the options name, or else the first one recognised."""
    wanted = str(options.get("system", ""))
    if wanted and wanted not in {item.id for item in catalogue.systems()}:
        known = ", ".join(item.id for item in catalogue.systems())
        raise SourceUnavailable(f"no system {wanted!r} is known", f"Choose one of {known}.")
    found = [item for item in recognition.recognised(names) if wanted in ("", item.id)]
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
