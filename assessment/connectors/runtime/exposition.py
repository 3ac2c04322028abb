"""One scrape of a metrics endpoint, and what happened between two of them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as classic

from assessment.connectors.runtime.arithmetic import bound_of
from assessment.connectors.runtime.catalogue import Series, matches
from assessment.sources import SourceUnavailable

SAMPLES_LIMIT = 50_000
LINE_BYTES = 8192
"""A longer line is not parsed: the time for one grows with its square."""
START = "process_start_time_seconds"

Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Scrape:
    """Samples by name and labels, at ``at`` (seconds of a clock that never goes back)."""

    samples: dict[Key, float]
    at: float

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the samples, in alphabetical order."""
        return tuple(sorted({name for name, _ in self.samples}))

    @property
    def started(self) -> float | None:
        """When the process started, in unix seconds, where it says so."""
        found = [value for (name, _), value in self.samples.items() if name == START]
        return found[0] if len(found) == 1 else None


def parsed(body: bytes, content_type: str, at: float) -> Scrape:
    """The samples of one answer, in the classic text form or OpenMetrics.

    Values that are no finite number are left out. Raises :class:`SourceUnavailable` for another form,
    for more than 50,000 samples and for a line of more than 8 kB, before anything is parsed.
    """
    _bounded(body)
    read = openmetrics if "openmetrics" in content_type else classic
    samples: dict[Key, float] = {}
    try:
        for family in read(body.decode("utf-8")):
            for sample in family.samples:
                if math.isfinite(value := float(sample.value)):
                    samples[sample.name, tuple(sorted(sample.labels.items()))] = value
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise SourceUnavailable(
            "the answer is not in the text form of Prometheus metrics",
            "Give the full address of the metrics endpoint, usually ending in /metrics.",
        ) from None
    return Scrape(samples, at)


def _bounded(body: bytes) -> None:
    lines = body.split(b"\n")
    if sum(1 for line in lines if line and not line.startswith(b"#")) > SAMPLES_LIMIT:
        raise SourceUnavailable(
            f"the endpoint exposes more than {SAMPLES_LIMIT:,} samples",
            "Point at the endpoint of one service, or at a Prometheus that can narrow them.",
        )
    if max(map(len, lines)) > LINE_BYTES:
        raise SourceUnavailable(
            f"the answer has a line of more than {LINE_BYTES:,} bytes, which no metrics endpoint needs",
            "Give the full address of the metrics endpoint, usually ending in /metrics.",
        )


@dataclass(frozen=True)
class Counted:
    """What counters grew by: between two scrapes, or since the process started (``lifetime``).

    A counter that fell was reset and counts from 0, and so does one that is new.
    """

    first: Scrape
    second: Scrape
    labels: Mapping[str, str]
    lifetime: bool = False

    @property
    def seconds(self) -> float:
        """Time between the two scrapes."""
        return self.second.at - self.first.at

    def growth(self, series: Iterable[Series]) -> float | None:
        """How much the counters grew together; ``None`` where none of them is exposed."""
        found = [self._grown(key) for item in series for key in self._keys(item)]
        return math.fsum(found) if found else None

    def buckets(self, series: Series) -> dict[float, float]:
        """Growth of each cumulative bucket by its upper bound."""
        found: dict[float, float] = {}
        for key in self._keys(series):
            bound = bound_of(dict(key[1]))
            found[bound] = found.get(bound, 0.0) + self._grown(key)
        return {bound: count for bound, count in found.items() if not math.isnan(bound)}

    def gauge(self, series: Iterable[Series]) -> float | None:
        """The larger sum of gauges of the two scrapes; ``None`` where none is exposed."""
        keys = [key for item in series for key in self._keys(item)]
        sums = [
            math.fsum(scrape.samples[key] for key in keys if key in scrape.samples)
            for scrape in (self.first, self.second)
        ]
        return max(sums) if keys else None

    def labelled(self, series: Series) -> tuple[Mapping[str, str], ...]:
        """The label sets of the series at the second scrape."""
        return tuple(dict(labels) for _, labels in self._keys(series))

    def _keys(self, series: Series) -> list[Key]:
        return [
            key
            for key in self.second.samples
            if key[0] == series.metric
            and all(dict(key[1]).get(name) == value for name, value in self.labels.items())
            and matches(series, dict(key[1]))
        ]

    def _grown(self, key: Key) -> float:
        last = self.second.samples[key]
        if self.lifetime:
            return last
        before = self.first.samples.get(key, 0.0)
        return last - before if last >= before else last
