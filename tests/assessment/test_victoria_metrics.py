"""The same month in a real VictoriaMetrics and a real Prometheus: one truth, read alike from both."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.sources import Circumstances, Permission, Source
from tests import history_prometheus, live_victoria
from tests.history_prometheus import History

GOOD, BAD = 5.0, 0.02
"""Requests a second that are answered, and that fail."""


def month() -> History:
    """A service of two instances; a tenth of its requests take more than 0.1 s, none over 0.25 s."""
    history, name = History(), "http_requests_total"
    for instance in ("a:1", "b:1"):
        labels = {"job": "scoring", "instance": instance}
        history.counter(name, {**labels, "status": "2xx"}, GOOD / 2)
        history.counter(name, {**labels, "status": "5xx"}, BAD / 2)
        rates = {"0.05": GOOD * 0.25, "0.1": GOOD * 0.2, "0.25": GOOD * 0.05, "+Inf": 0.0}
        history.histogram("http_request_duration_highr_seconds", labels, rates)
        history.counter("http_request_duration_highr_seconds_count", labels, GOOD / 2)
    return history


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of the two servers."""
    history = month()
    folders: list[Path] = [tmp_path_factory.mktemp(name) for name in ("victoria", "prometheus")]
    with (
        live_victoria.served(history, folders[0]) as victoria,
        history_prometheus.served(history, folders[1]) as plain,
    ):
        yield {"victoria": victoria, "prometheus": plain}


@pytest.fixture(scope="module")
def read(both: dict[str, str]) -> dict[str, RuntimeEvidence]:
    return {name: prometheus.read(_source(url), _circumstances()) for name, url in both.items()}


def _source(url: str, job: str = "scoring") -> Source:
    options = {"labels": {"job": job}} if job else {}
    return Source(id="p", kind="prometheus", name="P", address=url, options=options)


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def test_the_server_and_its_month_are_recognised(read: dict[str, RuntimeEvidence]) -> None:
    found = read["victoria"]
    assert found.server.startswith("VictoriaMetrics")
    assert found.history_seconds == pytest.approx(30 * 86400, rel=0.01)


def test_the_readings_are_the_truth(read: dict[str, RuntimeEvidence]) -> None:
    found = read["victoria"]
    availability = found.signal("availability").value
    assert availability == pytest.approx(GOOD / (GOOD + BAD), abs=2e-5)
    assert found.signal("error_ratio").value == pytest.approx(BAD / (GOOD + BAD), rel=0.01)
    assert found.signal("request_rate").value == pytest.approx(GOOD + BAD, rel=0.01)
    slow = found.signal("latency_p95_ms").value
    assert slow is not None
    assert 100 <= slow <= 250


@pytest.mark.parametrize(
    "name", ["availability", "error_ratio", "request_rate", "latency_p50_ms", "latency_p95_ms"]
)
def test_both_servers_say_the_same(name: str, read: dict[str, RuntimeEvidence]) -> None:
    one, other = (read[server].signal(name) for server in ("victoria", "prometheus"))
    assert one.status is other.status
    assert one.value == pytest.approx(other.value, rel=0.01)
    assert one.n == pytest.approx(other.n, rel=0.01)


def test_a_test_of_the_connection_lists_the_service(both: dict[str, str]) -> None:
    found = prometheus.survey(_source(both["victoria"], job=""), _circumstances())
    assert found.told.startswith("VictoriaMetrics")
    assert [item.value for item in found.choices["labels"]] == ["job=scoring"]
    assert not found.warning


def test_a_service_that_is_not_there_is_no_reading(both: dict[str, str]) -> None:
    found = prometheus.survey(_source(both["victoria"], job="gone"), _circumstances())
    assert found.warning == 'it holds no series with {job="gone"}'
