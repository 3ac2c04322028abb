"""Asks a Prometheus-compatible server for a service's numbers, and says why where there is none."""

from collections.abc import Callable
from functools import partial

from assessment.connectors.runtime import answers
from assessment.connectors.runtime.answers import Answers, Rows
from assessment.connectors.runtime.catalogue import TO_MS, Latency, Mean, Measure, System
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.evidence import SIGNALS, ServedVersion, Signal, Status
from assessment.connectors.runtime.history import held
from assessment.connectors.runtime.prometheus_api import POINTS, Api, Failed
from assessment.connectors.runtime.questions import Questions
from assessment.connectors.runtime.shapes import latency_signals
from assessment.connectors.runtime.told import Told, guarded
from assessment.connectors.runtime.traffic import Traffic
from assessment.connectors.runtime.versions import version_query, versions_among

NO_SYSTEM = "no metric of a known serving system was found"
NO_SAMPLES = "the service has no samples in the window"
PERCENTILES = ("latency_p50_ms", "latency_p95_ms", "latency_p99_ms")


def asked(
    api: Api, service: Service, reader: str, limit: float | None, progress: Callable[[str], None]
) -> "Signals":
    """Every question about a service, in two requests where service and server are plain."""
    system = service.system
    if system is None or not service.span:
        named = version_query(service)
        parts = {"version": named} if named else {}
        return Signals(service, None, answers.numbers(api, parts, "its version", service.now))
    questions = Questions(service, system, limit)
    progress("requests, errors, latency and saturation")
    numbers = answers.joined(
        answers.numbers(api, group, "the service's numbers", service.now)
        for group in questions.groups()
    )
    if questions.latency and questions.latency.native:
        query, why = questions.durations(questions.latency), "how long requests took"
        numbers = answers.with_histogram(api, numbers, "latency", (query, why, service.now))
    progress("their course over time")
    start = service.now - service.span + service.step
    span = (start, service.now, max(1.0, (service.now - start) / POINTS))
    courses = answers.courses(api, questions.courses(), "their course over time", span)
    told = Told(
        service=service, questions=questions, numbers=numbers, courses=courses, reader=reader
    )
    return Signals(service, told, numbers)


class Signals:
    """The numbers of one service from what a server told; without anything told, why not."""

    def __init__(self, service: Service, told: Told | None, numbers: Answers[Rows]) -> None:
        self._service = service
        self._told = told
        self._numbers = numbers
        self.notes: tuple[str, ...] = ()

    def all(self) -> dict[str, Signal]:
        """Every signal by name; a question that failed leaves the others standing."""
        told, system = self._told, self._service.system
        if told is None or system is None:
            status = Status.NOT_EXPOSED if system is None else Status.NO_SAMPLES
            reason = NO_SYSTEM if system is None else NO_SAMPLES
            return dict.fromkeys(SIGNALS, Signal(status=status, reason=reason))
        traffic = Traffic(told, system)
        found = traffic.signals() | _of_predictions(told, system)
        self.notes = (*filter(None, (system.not_predictions,)), *traffic.notes)
        found["scrape_age_s"] = guarded(lambda: _scrape_age(told))
        measures = told.questions.measures()
        return found | {item.signal: guarded(partial(_measure, told, item)) for item in measures}

    def held(self) -> float:
        """Seconds of the window in which the service was watched; :class:`Failed` where unknown."""
        return held(self._told) if self._told else 0.0

    def outputs(self) -> dict[str, Signal]:
        """Histograms of the model's output and how many values each counted."""
        told = self._told
        if told is None:
            return {}
        names = told.questions.outputs()
        return {name: guarded(partial(_output, told, name)) for name in names}

    def versions(self) -> tuple[ServedVersion, ...]:
        """The versions that the service names in its metrics; :class:`Failed` where nobody answered."""
        return versions_among(self._service, self._numbers.get("version"))


def _of_predictions(told: Told, system: System) -> dict[str, Signal]:
    if system.not_predictions:
        elsewhere = Signal(status=Status.ELSEWHERE, reason=system.not_predictions)
        return dict.fromkeys((*PERCENTILES, "in_flight", "saturation"), elsewhere)
    return _latency(told, system) | {
        "in_flight": guarded(lambda: _in_flight(told)),
        "saturation": guarded(lambda: _saturation(told)),
    }


def _measure(told: Told, item: Measure) -> Signal:
    """A further number that the catalogue expresses."""
    query, value = told.questions.measure(item), told.number(f"measure {item.signal}")
    if value is None:
        return Signal(status=Status.NO_SAMPLES, reason="it has no samples", query=query)
    return Signal(
        status=Status.VALUE, value=value * item.factor, unit=item.unit, meaning=item.meaning,
        query=query, url=told.link(query),
    )  # fmt: skip


def _latency(told: Told, system: System) -> dict[str, Signal]:
    chosen = told.questions.latency
    if chosen is None:
        return dict.fromkeys(PERCENTILES, _no_histogram(told, system))
    try:
        buckets = told.by_bound("latency")
    except Failed as problem:
        return dict.fromkeys(PERCENTILES, Signal(status=Status.FAILED, reason=str(problem)))
    found = latency_signals(
        buckets, TO_MS[chosen.unit], lambda share: told.questions.percentile(share, chosen)
    )
    return {name: _shown(told, signal, name, chosen) for name, signal in found.items()}


def _no_histogram(told: Told, system: System) -> Signal:
    if system.mean:
        return Signal(status=Status.NOT_EXPOSED, reason=_only_a_mean(told, system.mean))
    return Signal(status=Status.NOT_EXPOSED, reason="no histogram of durations was found")


def _only_a_mean(told: Told, mean: Mean) -> str:
    try:
        value = told.number("mean")
    except Failed:
        value = None
    return mean.reason + (f": {value:,.1f} ms on average" if value is not None else "")


def _shown(told: Told, signal: Signal, name: str, latency: Latency) -> Signal:
    """The signal with its link, and for the 95th percentile its course over time."""
    if signal.value is None:
        return signal
    share = float(name.removeprefix("latency_p").removesuffix("_ms")) / 100
    trend = told.course(name) if name == "latency_p95_ms" else ()
    link = told.link(told.questions.course_of(share, latency))
    return signal.model_copy(update={"url": link, "trend": trend})


def _in_flight(told: Told) -> Signal:
    expression = told.questions.in_flight()
    if not expression:
        return Signal(reason="no gauge of requests in progress was found")
    value = told.number("in_flight")
    if value is None:
        return Signal(status=Status.NO_SAMPLES, reason="the gauge has no samples")
    return Signal(
        status=Status.VALUE, value=value, unit="requests",
        meaning="most requests in progress at once", query=told.questions.peak(expression),
        url=told.link(expression),
    )  # fmt: skip


def _saturation(told: Told) -> Signal:
    """The fullest of all resources that were found."""
    fullness = told.questions.fullness
    if not fullness:
        return Signal(reason="nothing that shows how full the service is was found")
    values = {name: value for name in fullness if (value := told.number(name)) is not None}
    if not values:
        return Signal(status=Status.NO_SAMPLES, reason="the gauge has no samples")
    name = max(values, key=lambda one: values[one])
    scarcest = fullness[name]
    return Signal(
        status=Status.VALUE, value=values[name], unit="ratio", meaning=scarcest.meaning,
        query=scarcest.peak, url=told.link(scarcest.expression), trend=told.course(name),
    )  # fmt: skip


def _scrape_age(told: Told) -> Signal:
    query = told.questions.scrape_age()
    value, url = told.number("scrape_age_s"), told.link(query)
    if value is None:
        reason = "there is no sample of the last five minutes"
        return Signal(status=Status.NO_SAMPLES, reason=reason, query=query, url=url)
    return Signal(status=Status.VALUE, value=max(0.0, value), unit="s", query=query, url=url)


def _output(told: Told, name: str) -> Signal:
    query = told.questions.output(name)
    n = max(told.by_bound(f"output {name}").values(), default=0.0)
    if not n > 0:
        return Signal(status=Status.NO_SAMPLES, reason="it counted no value", query=query)
    return Signal(
        status=Status.VALUE, value=n, unit="values", n=n, query=query, url=told.link(query)
    )
