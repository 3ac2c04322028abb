"""A service's numbers from two scrapes of its metrics endpoint."""

import math
from collections.abc import Mapping

from assessment.connectors.runtime.arithmetic import Z80, wilson
from assessment.connectors.runtime.catalogue import (
    TO_MS,
    Saturation,
    Series,
    System,
    common,
    outputs,
    version_metrics,
)
from assessment.connectors.runtime.evidence import SIGNALS, ServedVersion, Signal, Status
from assessment.connectors.runtime.exposition import Counted
from assessment.connectors.runtime.promql import selector
from assessment.connectors.runtime.shapes import latency_signals, without_errors
from assessment.connectors.runtime.versions import served

NO_TRAFFIC = "no request was counted in the time that was looked at"
NO_SCRAPES = "nobody is known to scrape this endpoint"


class EndpointSignals:
    """The numbers of one endpoint.

    ``requests`` counts over the basis of ratios and percentiles, ``between`` from one scrape to the
    other; ``basis`` says in words what ``requests`` covers and ``url`` where a reader opens it.
    """

    def __init__(
        self, system: System | None, requests: Counted, between: Counted, basis: str, url: str
    ) -> None:
        self.system = system
        self._requests = requests
        self._between = between
        self._basis = basis
        self._url = url

    def all(self) -> dict[str, Signal]:
        """Every signal by name."""
        if self.system is None:
            reason = "no metric of a known serving system was found"
            return dict.fromkeys(SIGNALS, Signal(reason=reason))
        if self.system.not_predictions:
            elsewhere = Signal(status=Status.ELSEWHERE, reason=self.system.not_predictions)
            return dict.fromkeys(SIGNALS, elsewhere)
        found = self._traffic(self.system)
        found |= self._latency(self.system)
        found["in_flight"] = self._in_flight(self.system)
        found["saturation"] = self._saturation(self.system)
        found["scrape_age_s"] = Signal(reason=NO_SCRAPES)
        return found

    def outputs(self) -> dict[str, Signal]:
        """Histograms of the model's output and how many values each counted."""
        return {name: self._output(name) for name in outputs(self._requests.second.names)}

    def versions(self) -> tuple[ServedVersion, ...]:
        """The versions that the service names in its metrics."""
        named = version_metrics(self._between.second.names)
        series = [Series(metric=name) for name in named[:1]]
        if not series and self.system:
            series = list(self.system.requests[:1])
        metric = series[0].metric if series else ""
        return served(metric, (row for item in series for row in self._between.labelled(item)))

    def _traffic(self, system: System) -> dict[str, Signal]:
        found = {"request_rate": self._rate(system)}
        n = self._requests.growth(system.requests)
        if not n:
            reason = NO_TRAFFIC if n == 0 else "the request counter is not exposed"
            status = Status.NO_SAMPLES if n == 0 else Status.NOT_EXPOSED
            idle = Signal(status=status, reason=reason)
            return found | {"availability": idle, "error_ratio": idle}
        errors = self._errors(system, n)
        return found | {"error_ratio": errors, "availability": _availability(errors)}

    def _rate(self, system: System) -> Signal:
        n, seconds = self._between.growth(system.requests), self._between.seconds
        if not n:
            return Signal(status=Status.NO_SAMPLES, reason="no request between the two scrapes")
        half = Z80 * math.sqrt(n)
        return Signal(
            status=Status.VALUE,
            value=n / seconds,
            unit="requests/s",
            low=max(0.0, n - half) / seconds,
            high=(n + half) / seconds,
            n=n,
            query=f"{_names(system.requests)}, growth in {seconds:.1f} s",
            url=self._url,
        )

    def _errors(self, system: System, n: float) -> Signal:
        if not system.errors:
            return without_errors(system)
        bad = self._requests.growth(system.errors)
        if bad is None and not system.absent_errors_mean_zero:
            reason = "there is no series of errors, and here that does not prove there were none"
            return Signal(status=Status.NO_SAMPLES, reason=reason)
        low, high = wilson(bad or 0.0, n)
        return Signal(
            status=Status.VALUE,
            value=min(1.0, (bad or 0.0) / n),
            unit="ratio",
            low=low,
            high=high,
            n=n,
            query=f"{_names(system.errors)} / {_names(system.requests)}, {self._basis}",
            url=self._url,
        )

    def _latency(self, system: System) -> dict[str, Signal]:
        names = set(self._requests.second.names)
        present = [item for item in system.latency if f"{item.histogram}_bucket" in names]
        if not present:
            reason = system.mean.reason if system.mean else "no histogram of durations was found"
            absent = Signal(reason=reason)
            return dict.fromkeys(("latency_p50_ms", "latency_p95_ms", "latency_p99_ms"), absent)
        series = Series(metric=f"{present[0].histogram}_bucket", where=present[0].where)
        found = latency_signals(
            self._requests.buckets(series),
            TO_MS[present[0].unit],
            lambda share: f"percentile {share:.0%} of {series.metric}, {self._basis}",
        )
        return {name: item.model_copy(update={"url": self._url}) for name, item in found.items()}

    def _in_flight(self, system: System) -> Signal:
        value = self._between.gauge(system.in_flight)
        if value is None:
            return Signal(reason="no gauge of requests in progress was found")
        return self._value(value, "requests", "most requests in progress at two moments")

    def _saturation(self, system: System) -> Signal:
        present = set(self._between.second.names)
        for item in (*system.saturation, *common().saturation):
            if present.issuperset(filter(None, (item.metric, item.over, item.needs))):
                return self._saturated(item)
        return Signal(reason="nothing that shows how full the service is was found")

    def _saturated(self, item: Saturation) -> Signal:
        series = [Series(metric=item.metric)]
        if item.rate:
            value = (self._between.growth(series) or 0.0) / self._between.seconds
            return self._value(value, "ratio", item.meaning)
        value = self._between.gauge(series) or 0.0
        limit = self._between.gauge([Series(metric=item.over)]) if item.over else 1.0
        if not limit:
            return Signal(status=Status.NO_SAMPLES, reason="the gauge of the limit is zero")
        return self._value(value / limit / (100 if item.percent else 1), "ratio", item.meaning)

    def _value(self, value: float, unit: str, meaning: str) -> Signal:
        return Signal(
            status=Status.VALUE,
            value=value,
            unit=unit,
            meaning=meaning,
            query=meaning,
            url=self._url,
        )

    def _output(self, name: str) -> Signal:
        n = max(self._requests.buckets(Series(metric=f"{name}_bucket")).values(), default=0.0)
        if not n:
            return Signal(status=Status.NO_SAMPLES, reason="it counted no value", query=name)
        return Signal(
            status=Status.VALUE, value=n, unit="values", n=n, query=f"{name}, {self._basis}",
            url=self._url,
        )  # fmt: skip


def _availability(errors: Signal) -> Signal:
    if errors.value is None or errors.low is None or errors.high is None:
        return errors
    better = {"value": 1 - errors.value, "low": 1 - errors.high, "high": 1 - errors.low}
    return errors.model_copy(update=better | {"query": f"1 - {errors.query}"})


def _names(series: tuple[Series, ...]) -> str:
    none: Mapping[str, str] = {}
    return " + ".join(selector(item, none) for item in series)
