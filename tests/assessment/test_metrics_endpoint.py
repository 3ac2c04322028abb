"""The metrics endpoint connector: real services, and two scrapes that do not fit together."""

import contextlib
import math
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.connectors import metrics_endpoint
from assessment.connectors.runtime.arithmetic import percentile
from assessment.connectors.runtime.catalogue import Series
from assessment.connectors.runtime.evidence import Status
from assessment.connectors.runtime.exposition import Counted, Scrape, parsed
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests.assessment.hostile import Handler, answering, serving
from tests.live_prometheus import Live, Scoring

TEXT = """\
# TYPE http_requests counter
http_requests_total{{handler="/score",status="200"}} {good}
http_requests_total{{handler="/score",status="500"}} {bad}
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{{le="0.1"}} {fast}
http_request_duration_seconds_bucket{{le="0.5"}} {good}
http_request_duration_seconds_bucket{{le="+Inf"}} {good}
{more}
"""
BEFORE = time.time()
"""No process of these tests is older."""


def text(good: int, bad: int = 0, fast: int = 0, more: str = "") -> bytes:
    return TEXT.format(good=good, bad=bad, fast=fast, more=more).encode()


def taking_turns(*bodies: bytes) -> Handler:
    waiting = iter(bodies)

    def answer(client: socket.socket, head: bytes) -> None:
        answering(next(waiting))(client, head)

    return answer


def source(url: str, **options: Any) -> Source:
    given: dict[str, Any] = {"interval": 0.5} | options
    return Source(id="m", kind="metrics_endpoint", name="M", address=url, options=given)


def circumstances(**rest: Any) -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission(), **rest)


@pytest.fixture
def scoring() -> Iterator[Live]:
    service = Scoring()
    yield Live(service)
    service.close()


def test_a_service_under_load_is_measured_by_two_scrapes(scoring: Live) -> None:
    load = threading.Thread(target=lambda: scoring.load(1.5, fail_every=10), daemon=True)
    load.start()
    where = f"{scoring.service.url}/metrics"
    evidence = metrics_endpoint.read(source(where, interval=1.0), circumstances())
    load.join()
    assert evidence.signal("error_ratio").value == pytest.approx(0.1, abs=0.06)
    assert evidence.signal("request_rate").value == pytest.approx(scoring.sent / 1.5, rel=0.4)
    assert evidence.versions[0].value == "2026.1"
    assert evidence.rules_status is Status.NOT_EXPOSED
    assert evidence.signal("availability").url == where


def test_the_whole_life_of_the_process_counts_where_it_is_known(scoring: Live) -> None:
    for _ in range(40):
        scoring.send()
    evidence = metrics_endpoint.read(source(f"{scoring.service.url}/metrics"), circumstances())
    assert evidence.signal("availability").n == 40
    assert evidence.signal("request_rate").status is Status.NO_SAMPLES
    assert 0.5 <= evidence.history_seconds < time.time() - BEFORE + 60  # clocks of a machine drift


def test_without_a_start_time_only_the_growth_counts() -> None:
    bodies = (text(1000, 50, 100), text(1090, 60, 145))
    with serving(taking_turns(*bodies)) as server:
        evidence = metrics_endpoint.read(source(server.url), circumstances())
    assert evidence.signal("error_ratio").value == pytest.approx(0.1)
    assert evidence.signal("availability").n == 100
    assert evidence.signal("latency_p50_ms").value == pytest.approx(100.0)
    assert evidence.history_seconds == pytest.approx(0.5, abs=0.4)


def test_a_counter_that_fell_was_reset_and_counts_from_nothing() -> None:
    with serving(taking_turns(text(1000, 50), text(18, 2))) as server:
        evidence = metrics_endpoint.read(source(server.url), circumstances())
    assert evidence.signal("availability").n == 20
    assert evidence.signal("error_ratio").value == pytest.approx(0.1)


def test_two_processes_behind_one_address_are_told_apart_from_a_restart() -> None:
    now = time.time()
    first = text(10, more=f"process_start_time_seconds {now - 5000}")
    other = text(90, more=f"process_start_time_seconds {now - 900}")
    again = text(9, more=f"process_start_time_seconds {now + 0.2}")
    with (
        serving(taking_turns(first, other)) as server,
        pytest.raises(SourceUnavailable, match="two different processes"),
    ):
        metrics_endpoint.read(source(server.url), circumstances())
    with serving(taking_turns(first, again)) as server:
        evidence = metrics_endpoint.read(source(server.url), circumstances())
    assert evidence.signal("availability").n == 9


def test_no_traffic_between_the_scrapes_is_no_availability() -> None:
    with serving(taking_turns(text(1000, 50), text(1000, 50))) as server:
        evidence = metrics_endpoint.read(source(server.url), circumstances())
    assert evidence.signal("availability").status is Status.NO_SAMPLES
    assert evidence.signal("availability").value is None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html><body>Sign in</body></html>", "not in the text form"),
        (b"a{b=\xff} 1", "not in the text form"),
        (b"".join(b'a{l="%d"} 1\n' % i for i in range(100_000)), "more than 50,000 samples"),
    ],
)
def test_what_is_no_metrics_endpoint_is_said_in_a_sentence(body: bytes, told: str) -> None:
    with serving(answering(body)) as server, pytest.raises(SourceUnavailable, match=told):
        metrics_endpoint.read(source(server.url), circumstances())


SLOW_LINES = {
    "a megabyte of labels": b"a{" + b",".join(b'x%d="y"' % i for i in range(100_000)) + b"} 1\n",
    "thousands of long label sets": (
        b"a{" + b",".join(b'x%d="y"' % i for i in range(900)) + b"} 1\n"
    )
    * 900,
    "backslashes": (b'a{x="' + b"\\\\" * 3900 + b'"} 1\n') * 250,
    "quotes": (b"a{" + b'"' * 8000 + b"} 1\n") * 250,
    "commas": (b"a{" + b"," * 8000 + b"} 1\n") * 250,
    "an endless comment": b"# HELP a " + b"\\n" * 2_000_000 + b"\na 1\n",
}


@pytest.mark.parametrize("kind", ["text/plain", "application/openmetrics-text"])
@pytest.mark.parametrize("body", SLOW_LINES.values(), ids=SLOW_LINES)
def test_no_line_keeps_the_parser_busy_for_long(body: bytes, kind: str) -> None:
    began = time.process_time()
    with contextlib.suppress(SourceUnavailable):
        parsed(body, kind, 0.0)
    # No measure of speed, which is in the benchmarks: a parser that backtracks takes minutes here.
    assert time.process_time() - began < 60


def test_a_body_that_never_ends_is_cut_off() -> None:
    def endless(client: socket.socket, _: bytes) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for number in range(1_000_000):
            client.sendall(b'a{l="%d"} 1\n' % number * 1000)

    with serving(endless) as server, pytest.raises(SourceUnavailable, match="larger than 10 MB"):
        metrics_endpoint.survey(source(server.url), circumstances())


def test_bounds_and_values_that_are_no_numbers_are_left_out() -> None:
    odd = 'http_request_duration_seconds_bucket{le="soon"} 7\nhttp_requests_total{status="200"} NaN'
    with serving(taking_turns(text(10), text(20, more=odd))) as server:
        evidence = metrics_endpoint.read(source(server.url), circumstances())
    assert evidence.signal("availability").n == 10
    assert evidence.signal("latency_p50_ms").value is not None


def test_a_test_of_the_connection_is_one_scrape_that_lists_what_to_choose() -> None:
    given = circumstances()
    with serving(answering(text(1000, 50))) as server:
        found = metrics_endpoint.survey(source(server.url, interval=60), given)
    assert found.told == (
        "2 metrics in 5 series, A service with a request counter and a histogram of durations"
    )
    assert len(given.made) == 1
    with serving(answering(b"# TYPE vllm:request_success counter\n"
                           b'vllm:request_success_total{model_name="llama"} 4\n')) as server:  # fmt: skip
        listed = metrics_endpoint.survey(source(server.url), circumstances()).choices
    assert [choice.value for choice in listed["request_labels"]] == ["model_name=llama"]


@pytest.mark.parametrize(
    ("body", "options", "warning"),
    [
        (b"# TYPE up gauge\n", {}, "it exposes no series"),
        (b"go_goroutines 7\n", {}, "it holds no series of a known serving system"),
        (b"answers_total 7\n", {"requests_metric": "answers_total"}, ""),
        (text(10, 1), {}, ""),
    ],
)
def test_a_test_of_the_connection_warns_where_nothing_is_known_that_can_be_read(
    body: bytes, options: dict[str, str], warning: str
) -> None:
    with serving(answering(body)) as server:
        found = metrics_endpoint.survey(source(server.url, **options), circumstances())
    assert found.warning.startswith(warning)
    assert bool(found.warning) == bool(warning)


def test_an_endpoint_that_refuses_says_so() -> None:
    with (
        serving(answering(b"no", "403 Forbidden")) as server,
        pytest.raises(SourceUnavailable, match="status 403"),
    ):
        metrics_endpoint.read(source(server.url), circumstances())


def test_the_wait_between_the_scrapes_can_be_stopped() -> None:
    with serving(answering(text(1))) as server:
        stopped = circumstances(stopped=lambda: bool(server.heads))
        with pytest.raises(Stopped):
            metrics_endpoint.read(source(server.url, interval=30), stopped)


def test_openmetrics_is_read_too() -> None:
    body = b'# TYPE a counter\na_total{x="1"} 5.0 # {trace_id="t"} 1\n# EOF\n'
    scrape = parsed(body, "application/openmetrics-text; version=1.0.0", 0.0)
    assert scrape.samples["a_total", (("x", "1"),)] == 5.0


def test_percentiles_between_two_scrapes_are_those_of_the_real_server(live: Live) -> None:
    at = datetime.now(UTC).timestamp()
    name = "http_request_duration_seconds_bucket"
    raw = live.ask(f'{name}{{job="scoring"}}', at)
    samples = {
        (name, tuple(sorted((k, v) for k, v in row["metric"].items() if k != "__name__"))): float(
            row["value"][1]
        )
        for row in raw
    }
    counted = Counted(Scrape({}, 0.0), Scrape(samples, 10.0), {"job": "scoring"})
    found = percentile(0.95, counted.buckets(Series(metric=name)))
    oracle = live.ask(f'histogram_quantile(0.95, sum by (le) ({name}{{job="scoring"}}))', at)
    assert found is not None
    assert found.value == pytest.approx(float(oracle[0]["value"][1]), rel=1e-9)
    assert not math.isnan(found.value)


def test_both_scrapes_are_listed_beforehand_and_written_down_afterwards() -> None:
    given = circumstances()
    with serving(taking_turns(text(1), text(2))) as server:
        asked = source(server.url + "/metrics")
        metrics_endpoint.read(asked, given)
        planned = [item.what for item in metrics_endpoint.requests(asked)]
    assert [made.request.what for made in given.made] == planned
