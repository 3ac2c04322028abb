"""Asks a Prometheus-compatible server for a service's numbers, and says why where there is none."""

import math
from collections.abc import Callable, Iterable
from functools import partial

from assessment.connectors.runtime import promql
from assessment.connectors.runtime.arithmetic import Z80, wilson
from assessment.connectors.runtime.catalogue import (
    TO_MS,
    Latency,
    Saturation,
    Series,
    System,
    common,
    outputs,
)
from assessment.connectors.runtime.evidence import SIGNALS, Signal, Status
from assessment.connectors.runtime.history import held
from assessment.connectors.runtime.prometheus_api import Api, Failed, Point
from assessment.connectors.runtime.service import Service
from assessment.connectors.runtime.shapes import latency_signals, without_errors

NO_TRAFFIC = "no request was counted in the time that was looked at"
NO_SYSTEM = "no metric of a known serving system was found"
OUTPUTS_READ = 1


class Signals:
    """The numbers of one service from one server; ``reader`` is where a person opens them."""

    def __init__(self, api: Api, service: Service, reader: str, limit: float | None = None) -> None:
        self._api = api
        self._service = service
        self._reader = reader
        self._limit = limit

    def all(self, progress: Callable[[str], None]) -> dict[str, Signal]:
        """Every signal by name; a question that fails leaves the others standing."""
        system = self._service.system
        if system is None or not self._service.span:
            status = Status.NOT_EXPOSED if system is None else Status.NO_SAMPLES
            reason = NO_SYSTEM if system is None else "the service has no samples in the window"
            return dict.fromkeys(SIGNALS, Signal(status=status, reason=reason))
        progress("requests and errors")
        found = self._traffic(system)
        progress("latency")
        found |= self._latency(system)
        progress("saturation and scrapes")
        found["in_flight"] = self._guarded(lambda: self._in_flight(system))
        found["saturation"] = self._guarded(lambda: self._saturation(system))
        found["scrape_age_s"] = self._guarded(lambda: self._scrape_age(system))
        return found

    def outputs(self) -> dict[str, Signal]:
        """Histograms of the model's output and how many values each counted."""
        names = outputs(self._service.names)[:OUTPUTS_READ]
        return {name: self._guarded(partial(self._output, name)) for name in names}

    def _traffic(self, system: System) -> dict[str, Signal]:
        try:
            n = self._count(system.requests, "how many requests there were")
        except Failed as problem:
            failed = Signal(status=Status.FAILED, reason=str(problem))
            return {"availability": failed, "error_ratio": failed, "request_rate": failed}
        if not n:
            idle = Signal(status=Status.NO_SAMPLES, reason=NO_TRAFFIC, n=0.0)
            return {"availability": idle, "error_ratio": idle, "request_rate": idle}
        found = {"request_rate": self._guarded(lambda: self._rate(system, n))}
        errors = self._guarded(lambda: self._errors(system, n))
        found["error_ratio"] = errors
        found["availability"] = self._guarded(lambda: self._availability(system, errors))
        return found

    def _rate(self, system: System, n: float) -> Signal:
        expression = promql.rate(system.requests, self._service.request_labels, self._service.step)
        trend = self._trend(expression, "requests a second over time")
        # While nothing was scraped nothing was counted: a hole in the history is no idle time.
        seconds = max(1, round(held(self._service, trend)))
        query = f"{self._grown(system.requests)} / {seconds}"
        half = Z80 * math.sqrt(n) / seconds
        return Signal(
            status=Status.VALUE,
            value=n / seconds,
            unit="requests/s",
            low=max(0.0, n / seconds - half),
            high=n / seconds + half,
            n=n,
            query=query,
            url=self._link(expression),
            trend=trend,
        )

    def _errors(self, system: System, n: float) -> Signal:
        if not system.errors:
            return without_errors(system)
        bad = self._count(system.errors, "how many requests failed")
        if bad is None and not system.absent_errors_mean_zero:
            return Signal(
                status=Status.NO_SAMPLES,
                reason="there is no series of errors, and for this system that does not prove "
                "that there were none",
            )
        share = min(1.0, max(0.0, (bad or 0.0) / n))
        low, high = wilson(bad or 0.0, n)
        query = self._error_ratio(system)
        return Signal(
            status=Status.VALUE, value=share, unit="ratio", low=low, high=high, n=n, query=query,
            url=self._link(query),
        )  # fmt: skip

    def _availability(self, system: System, errors: Signal) -> Signal:
        if errors.value is None or errors.low is None or errors.high is None:
            return errors
        query = f"1 - {self._error_ratio(system)}"
        labels, step = self._service.request_labels, self._service.step
        trend = "1 - " + promql.ratio(
            promql.rate(system.errors, labels, step),
            promql.rate(system.requests, labels, step),
            absent_is_zero=system.absent_errors_mean_zero,
        )
        return errors.model_copy(
            update={
                "value": 1 - errors.value,
                "low": 1 - errors.high,
                "high": 1 - errors.low,
                "query": query,
                "url": self._link(trend),
                "trend": self._trend(trend, "availability over time"),
            }
        )

    def _latency(self, system: System) -> dict[str, Signal]:
        chosen = self._histogram(system)
        if isinstance(chosen, Signal):
            return dict.fromkeys(("latency_p50_ms", "latency_p95_ms", "latency_p99_ms"), chosen)
        series = Series(metric=f"{chosen.histogram}_bucket", where=chosen.where)
        labels, span = self._service.request_labels, self._service.span
        try:
            buckets = self._buckets(series, "how long requests took")
        except Failed as problem:
            failed = Signal(status=Status.FAILED, reason=str(problem))
            return dict.fromkeys(("latency_p50_ms", "latency_p95_ms", "latency_p99_ms"), failed)
        factor = TO_MS[chosen.unit]
        times = f"{factor:g} * " if factor != 1 else ""
        found = latency_signals(
            buckets, factor, lambda share: times + promql.quantile(share, series, labels, span)
        )
        return {name: self._shown(signal, name, series, times) for name, signal in found.items()}

    def _histogram(self, system: System) -> Latency | Signal:
        for latency in system.latency:
            if f"{latency.histogram}_bucket" in self._service.names:
                return latency
        if native := [
            item.histogram for item in system.latency if item.histogram in self._service.names
        ]:
            reason = f"{native[0]} is a native histogram, which is not read yet"
            return Signal(status=Status.FAILED, reason=reason)
        return Signal(status=Status.NOT_EXPOSED, reason="no histogram of durations was found")

    def _shown(self, signal: Signal, name: str, series: Series, times: str) -> Signal:
        """The signal with its link, and for the 95th percentile its course over time."""
        if signal.value is None:
            return signal
        labels, step = self._service.request_labels, self._service.step
        share = float(name.removeprefix("latency_p").removesuffix("_ms")) / 100
        course = times + promql.quantile(share, series, labels, step)
        trend: tuple[Point, ...] = ()
        if name == "latency_p95_ms":
            trend = self._trend(course, "the 95th percentile over time")
        return signal.model_copy(update={"url": self._link(course), "trend": trend})

    def _in_flight(self, system: System) -> Signal:
        present = [item for item in system.in_flight if item.metric in self._service.names]
        if not present:
            return Signal(reason="no gauge of requests in progress was found")
        expression = promql.gauge(present, self._service.labels)
        return self._peak(expression, "requests", "most requests in progress at once")

    def _saturation(self, system: System) -> Signal:
        present = set(self._service.names)
        for item in (*system.saturation, *common().saturation):
            if present.issuperset(filter(None, (item.metric, item.over, item.needs))):
                return self._saturated(item)
        gauges = [item for item in system.in_flight if item.metric in present]
        if gauges and self._limit:
            expression = f"{promql.gauge(gauges, self._service.labels)} / {self._limit:g}"
            return self._peak(expression, "ratio", "requests in progress over the stated limit")
        return Signal(reason="nothing that shows how full the service is was found")

    def _saturated(self, item: Saturation) -> Signal:
        expression = promql.saturation(item, self._service.labels, self._service.step)
        return self._peak(expression, "ratio", item.meaning)

    def _peak(self, expression: str, unit: str, meaning: str) -> Signal:
        span = self._service.span
        step = max(1, min(self._service.step, span // 4))
        query = f"max_over_time(({expression})[{span}s:{step}s])"
        value = self._api.value(query, f"{meaning}, at its highest", self._service.now)
        if value is None:
            return Signal(status=Status.NO_SAMPLES, reason="the gauge has no samples")
        trend = self._trend(expression, f"{meaning}, over time") if unit == "ratio" else ()
        return Signal(
            status=Status.VALUE, value=value, unit=unit, meaning=meaning, query=query,
            url=self._link(expression), trend=trend,
        )  # fmt: skip

    def _scrape_age(self, system: System) -> Signal:
        one = promql.selector(system.requests[0], self._service.request_labels)
        query = f"time() - max(timestamp({one}))"
        value = self._api.value(query, "how old the newest sample is", self._service.now)
        if value is None:
            return Signal(
                status=Status.NO_SAMPLES,
                reason="there is no sample of the last five minutes",
                query=query,
                url=self._link(query),
            )
        return Signal(
            status=Status.VALUE, value=max(0.0, value), unit="s", query=query, url=self._link(query)
        )

    def _output(self, name: str) -> Signal:
        series = Series(metric=f"{name}_bucket")
        buckets = self._buckets(
            series, "how the model's outputs are distributed", self._service.labels
        )
        query = promql.bucket_growth(series, self._service.labels, self._service.span)
        n = max(buckets.values(), default=0.0)
        if not n > 0:
            return Signal(status=Status.NO_SAMPLES, reason="it counted no value", query=query)
        return Signal(
            status=Status.VALUE, value=n, unit="values", n=n, query=query, url=self._link(query)
        )

    def _buckets(
        self, series: Series, why: str, labels: dict[str, str] | None = None
    ) -> dict[float, float]:
        narrowed = self._service.request_labels if labels is None else labels
        query = promql.bucket_growth(series, narrowed, self._service.span)
        rows = self._api.vector(query, why, self._service.now)
        return {float(dict(key).get("le", "nan")): value for key, value in rows.items()}

    def _count(self, series: Iterable[Series], why: str) -> float | None:
        return self._api.value(self._grown(series), why, self._service.now)

    def _grown(self, series: Iterable[Series]) -> str:
        return promql.grown(series, self._service.request_labels, self._service.span)

    def _error_ratio(self, system: System) -> str:
        return promql.ratio(
            self._grown(system.errors),
            self._grown(system.requests),
            absent_is_zero=system.absent_errors_mean_zero,
        )

    def _trend(self, expression: str, why: str) -> tuple[Point, ...]:
        start = self._service.now - self._service.span + self._service.step
        try:
            return self._api.trend(expression, why, start, self._service.now)
        except Failed:
            return ()

    def _guarded(self, ask: Callable[[], Signal]) -> Signal:
        try:
            return ask()
        except Failed as problem:
            return Signal(status=Status.FAILED, reason=str(problem))

    def _link(self, expression: str) -> str:
        return promql.graph_link(self._reader, expression, self._service.now, self._service.span)
