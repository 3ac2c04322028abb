"""What is asked about one service: an expression for every number, and for every course over time."""

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.catalogue import (
    TO_MS,
    Latency,
    Saturation,
    Series,
    System,
    common,
    outputs,
)
from assessment.connectors.runtime.service import Service
from assessment.connectors.runtime.versions import version_query

OUTPUTS_READ = 1


class Questions:
    """The expressions of one service of a known system, by the name of the number that they give."""

    def __init__(self, service: Service, system: System, limit: float | None = None) -> None:
        self._service = service
        self._system = system
        self._limit = limit
        self.latency = self._histogram()
        self.fullness = self._fullness()

    def numbers(self) -> dict[str, str]:
        """Numbers of this moment, most of them over the whole time that was held."""
        asked = {
            "requests": self.increase(self._system.requests),
            "requests_born": self.born(self._system.requests),
            "scrape_age_s": self.scrape_age(),
        }
        if self._system.errors:
            asked["errors"] = self.increase(self._system.errors)
            asked["errors_born"] = self.born(self._system.errors)
        if self.latency:
            asked["latency"] = self.growth(buckets(self.latency), self._service.request_labels)
        if busy := self.in_flight():
            asked["in_flight"] = self.peak(busy)
        asked |= {name: self.peak(query) for name, (query, _) in self.fullness.items()}
        asked |= {f"output {name}": self.output(name) for name in self.outputs()}
        if version := version_query(self._service):
            asked["version"] = version
        return asked

    def courses(self) -> dict[str, str]:
        """What is drawn over time."""
        labels, step = self._service.request_labels, self._service.step
        asked = {"request_rate": promql.rate(self._system.requests, labels, step)}
        if self._system.errors:
            failing = promql.rate(self._system.errors, labels, step)
            asked["availability"] = "1 - " + promql.ratio(
                failing, asked["request_rate"],
                absent_is_zero=self._system.absent_errors_mean_zero,
            )  # fmt: skip
        if self.latency:
            asked["latency_p95_ms"] = self.course_of(0.95, self.latency)
        return asked | {name: query for name, (query, _) in self.fullness.items()}

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
        one = promql.selector(self._system.requests[0], self._service.request_labels)
        return f"time() - max(timestamp({one}))"

    def peak(self, expression: str) -> str:
        """The highest value of an expression over the whole time."""
        span = self._service.span
        step = max(1, min(self._service.step, span // 4))
        return f"max_over_time(({expression})[{span}s:{step}s])"

    def _percentile(self, share: float, latency: Latency, window: int) -> str:
        factor = TO_MS[latency.unit]
        times = f"{factor:g} * " if factor != 1 else ""
        labels = self._service.request_labels
        return times + promql.quantile(share, buckets(latency), labels, window)

    def _histogram(self) -> Latency | None:
        names = set(self._service.names)
        found = [item for item in self._system.latency if f"{item.histogram}_bucket" in names]
        return found[0] if found else None

    def _gauges(self) -> list[Series]:
        names = set(self._service.names)
        return [item for item in self._system.in_flight if item.metric in names]

    def _fullness(self) -> dict[str, tuple[str, str]]:
        """How full each resource is, with what it means; the fullest of them is the scarcest."""
        labels, step = self._service.labels, self._service.step
        found = {
            f"saturation {item.metric}": (promql.saturation(item, labels, step), item.meaning)
            for item in (*self._system.saturation, *common().saturation)
            if self._exposed(item)
        }
        if self._limit and (busy := self.in_flight()):
            over = f"{busy} / {self._limit:g}"
            found["saturation limit"] = (over, "requests in progress over the stated limit")
        return found

    def _exposed(self, item: Saturation) -> bool:
        needed = filter(None, (item.metric, item.over, item.needs))
        return set(self._service.names).issuperset(needed)


def buckets(latency: Latency) -> Series:
    """The series of a histogram's buckets."""
    return Series(metric=f"{latency.histogram}_bucket", where=latency.where)
