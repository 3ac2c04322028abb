"""What is asked about one service: an expression for every number, and for every course over time."""

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.catalogue import (
    TO_MS,
    Latency,
    Mean,
    Measure,
    Series,
    System,
    outputs,
)
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.fullness import fullness
from assessment.connectors.runtime.rules import TARGET_LABELS
from assessment.connectors.runtime.versions import version_query

OUTPUTS_READ = 1
LARGE = 1000
"""Series of a service from which its numbers are asked in more than one request."""


class Questions:
    """The expressions of one service of a known system, by the name of the number that they give."""

    def __init__(self, service: Service, system: System, limit: float | None = None) -> None:
        self._service = service
        self._system = system
        self._limit = limit
        self.latency = self._histogram()
        self.fullness = fullness(service, system, self._counter(), self._over_limit())

    def numbers(self) -> dict[str, str]:
        """Numbers of this moment, most of them over the whole time that was held."""
        asked = {"scrape_age_s": self.scrape_age(), **self._traffic()}
        if self.latency and not self.latency.native:
            asked["latency"] = self.durations(self.latency)
        elif self._system.mean:
            asked["mean"] = self.mean(self._system.mean)
        if busy := self.in_flight():
            asked["in_flight"] = self.peak(busy)
        asked |= {name: item.peak for name, item in self.fullness.items() if not item.apart}
        asked |= {f"output {name}": self.output(name) for name in self.outputs()}
        asked |= {f"measure {item.signal}": self.measure(item) for item in self.measures()}
        if version := version_query(self._service):
            asked["version"] = version
        return asked

    def groups(self) -> tuple[dict[str, str], ...]:
        """The numbers as they are asked together: in one request, or in more for a large service."""
        numbers = self.numbers()
        apart = {name: item.peak for name, item in self.fullness.items() if item.apart}
        if self._service.size <= LARGE:
            return (numbers, apart)
        heavy = {name: numbers.pop(name) for name in ("latency", *self.fullness) if name in numbers}
        return (numbers, heavy, apart)

    def courses(self) -> dict[str, str]:
        """What is drawn over time."""
        labels, step = self._service.request_labels, self._service.step
        asked = {name: item.course for name, item in self.fullness.items() if item.course}
        if self._service.held is None:
            asked["watched"] = f"count({self._counter()})"
        if self._system.requests:
            asked["request_rate"] = promql.rate(self._system.requests, labels, step)
        if self._system.errors:
            failing = promql.rate(self._system.errors, labels, step)
            asked["availability"] = "1 - " + promql.ratio(
                failing, asked["request_rate"],
                absent_is_zero=self._system.absent_errors_mean_zero,
            )  # fmt: skip
        if self.latency:
            asked["latency_p95_ms"] = self.course_of(0.95, self.latency)
        return asked

    def _traffic(self) -> dict[str, str]:
        system, service = self._system, self._service
        if not system.requests:
            return {}
        asked = {
            "requests": self.increase(system.requests),
            "requests_born": self.born(system.requests),
            "resets": promql.most_resets(system.requests, service.request_labels, service.span),
        }
        if system.errors:
            asked["errors"] = self.increase(system.errors)
            asked["errors_born"] = self.born(system.errors)
        return {name: query for name, query in asked.items() if query}

    def increase(self, series: tuple[Series, ...]) -> str:
        """Growth of counters that were there at the start."""
        return promql.increase(series, self._service.request_labels, self._service.span)

    def born(self, series: tuple[Series, ...]) -> str:
        """What counters that are new in the time held at first."""
        service = self._service
        return promql.born(series, service.request_labels, service.span, service.settled)

    def grown(self, series: tuple[Series, ...], *, new: bool) -> str:
        """Growth of counters, with or without those that are new."""
        service = self._service
        if not new:
            return self.increase(series)
        return promql.grown(series, service.request_labels, service.span, service.settled)

    def growth(self, series: Series, labels: dict[str, str]) -> str:
        """Growth of every bucket of a histogram."""
        return promql.bucket_growth(series, labels, self._service.span)

    def durations(self, latency: Latency) -> str:
        """Growth of every bucket of the durations."""
        return self.growth(latency.series, self._service.request_labels)

    def percentile(self, share: float, latency: Latency) -> str:
        """A percentile in milliseconds over the whole time."""
        return self._percentile(share, latency, self._service.span)

    def course_of(self, share: float, latency: Latency) -> str:
        """A percentile in milliseconds over one step of a course."""
        return self._percentile(share, latency, self._service.step)

    def output(self, name: str) -> str:
        """Growth of every bucket of a histogram of the model's outputs."""
        return self.growth(Series(metric=f"{name}_bucket"), self._service.labels)

    def in_flight(self) -> str:
        """Requests in progress; empty where nothing shows them."""
        present = self._gauges()
        return promql.gauge(present, self._service.labels) if present else ""

    def outputs(self) -> tuple[str, ...]:
        """The histograms of the model's outputs that are read."""
        return outputs(self._service.names)[:OUTPUTS_READ]

    def scrape_age(self) -> str:
        """Seconds since the newest sample of the request counter."""
        return f"time() - max(timestamp({self._counter()}))"

    def peak(self, expression: str) -> str:
        """The highest value of an expression over the whole time."""
        return promql.highest(expression, self._service.span, self._service.every)

    def mean(self, mean: Mean) -> str:
        """The mean duration in milliseconds over the whole time."""
        labels, span = self._service.request_labels, self._service.span
        total = promql.increase([mean.total], labels, span)
        return f"{TO_MS[mean.unit]:g} * {total} / {promql.increase([mean.count], labels, span)}"

    def measures(self) -> tuple[Measure, ...]:
        """The further numbers whose metrics are there."""
        names = set(self._service.names)
        return tuple(item for item in self._system.measures if names.issuperset(item.needs))

    def measure(self, item: Measure) -> str:
        """A further number as the catalogue expresses it."""
        labels = self._service.labels
        target = {name: value for name, value in labels.items() if name in TARGET_LABELS}
        return promql.filled(item.expression, self._service.request_labels, target)

    def _over_limit(self) -> str:
        """Requests in progress over the stated limit; empty without either."""
        busy = self.in_flight()
        return f"{busy} / {self._limit:g}" if busy and self._limit else ""

    def _counter(self) -> str:
        known = [*self._system.requests, Series(metric=(*self._system.fingerprint, "up")[0])]
        return promql.selector(known[0], self._service.request_labels)

    def _percentile(self, share: float, latency: Latency, window: int) -> str:
        factor = TO_MS[latency.unit]
        times = f"{factor:g} * " if factor != 1 else ""
        labels = self._service.request_labels
        return times + promql.quantile(share, latency.series, labels, window)

    def _histogram(self) -> Latency | None:
        names = set(self._service.names)
        found = [item for item in self._system.latency if item.series.metric in names]
        return found[0] if found else None

    def _gauges(self) -> list[Series]:
        names = set(self._service.names)
        return [item for item in self._system.in_flight if item.metric in names]


def buckets(latency: Latency) -> Series:
    """The series of a histogram's buckets."""
    return latency.series
