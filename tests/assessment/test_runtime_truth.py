"""What the Prometheus connector says of thirty days that are known, read from a real server."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence, Signal, Status
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source
from tests.assessment import known_services as known
from tests.assessment.known_services import Truth, counted, daily, histogram, percentile_ms
from tests.backfilled_prometheus import DAYS, History, serving


@dataclass
class World:
    """The server and the truth of every service on it."""

    url: str
    truths: dict[str, Truth]
    read_already: dict[str, RuntimeEvidence]

    def source(self, job: str, **options: Any) -> Source:
        given = {"labels": dict(self.truths[job].labels)} | options
        return Source(id="p", kind="prometheus", name="P", address=self.url, options=given)

    def read(self, job: str) -> RuntimeEvidence:
        if job not in self.read_already:
            self.read_already[job] = prometheus.read(self.source(job), circumstances())
        return self.read_already[job]


def circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    history = History(end=int(time.time()))
    truths = {add.__name__: add(history) for add in SERVICES}
    with serving(history, tmp_path_factory.mktemp("history")) as url:
        yield World(url, truths, {})


def otel(history: History) -> Truth:
    """Two replicas, one of which restarted, with an incident of six hours."""
    name, requests = "http_server_request_duration_seconds", 0.0
    for instance, reset in (("a:1", None), ("b:1", 12.0)):
        labels = {"job": "otel", "instance": instance}
        good = counted(history, lambda day: daily(day) - known.incident(day), reset=reset)
        bad = counted(history, known.incident, reset=reset, before=0.0)
        for status, values in (("200", good), ("500", bad)):
            history.add(f"{name}_count", {**labels, "http_response_status_code": status}, values)
        histogram(history, name, labels, good, (0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 1.0), 0.08)
        requests += known.total(history, daily)
    failures = 2 * known.total(history, known.incident)
    return Truth(labels={"job": "otel"}, requests=requests, failures=failures, p95_ms=percentile_ms(80, 0.95),
                 p99_ms=percentile_ms(80, 0.99))  # fmt: skip


def fastapi(history: History) -> Truth:
    """Its first error came on the twentieth day, and with it the series of errors."""
    labels = {"job": "fastapi", "handler": "/score", "method": "POST"}
    good = counted(history, daily)
    history.add("http_requests_total", {**labels, "status": "2xx"}, good)
    bad = counted(history, lambda _: 0.02, born=20.0)
    history.add("http_requests_total", {**labels, "status": "5xx"}, bad)
    bounds = (0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 5.0)
    histogram(
        history, "http_request_duration_highr_seconds", {"job": "fastapi"}, good, bounds, 0.03
    )
    failures = known.total(history, lambda _: 0.02, 20.0)
    requests = known.total(history, daily) + failures
    return Truth(labels={"job": "fastapi"}, requests=requests, failures=failures,
                 p95_ms=percentile_ms(30, 0.95), p99_ms=percentile_ms(30, 0.99))  # fmt: skip


def fastapi_without_errors(history: History) -> Truth:
    """No request ever failed, so there is no series that says so."""
    labels = {"job": "clean", "handler": "/score"}
    truth = known.plain(history, "http_requests_total", labels, daily, {"status": "2xx"}, {}, 0.0)
    histogram(history, "http_request_duration_highr_seconds", {"job": "clean"},
              counted(history, daily), (0.1, 0.5, 1.0), 0.03)  # fmt: skip
    return Truth(labels={"job": "clean"}, requests=truth.requests)


def kserve(history: History) -> Truth:
    """The model server itself, which counts no failures."""
    labels = {"job": "kserve", "namespace": "ml", "model_name": "fraud"}
    values = counted(history, daily)
    history.add("request_predict_seconds_count", labels, values)
    histogram(
        history, "request_predict_seconds", labels, values, (0.01, 0.05, 0.1, 0.25, 1.0), 0.04
    )
    return Truth(labels=labels, requests=known.total(history, daily), p95_ms=percentile_ms(40, 0.95),
                 p99_ms=percentile_ms(40, 0.99))  # fmt: skip


def knative(history: History) -> Truth:
    """The proxy in front of the same model: milliseconds."""
    labels = {"job": "queue-proxy", "namespace_name": "ml", "service_name": "fraud"}
    truth = known.plain(history, "revision_request_count", labels, daily,
                        {"response_code_class": "2xx"}, {"response_code_class": "5xx"}, 0.002)  # fmt: skip
    bounds = (5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 1000.0)
    histogram(history, "revision_request_latencies", labels, counted(history, daily), bounds, 45.0)
    return Truth(labels={"namespace_name": "ml", "service_name": "fraud"}, requests=truth.requests,
                 failures=truth.failures,
                 p95_ms=percentile_ms(45, 0.95), p99_ms=percentile_ms(45, 0.99))  # fmt: skip


def triton(history: History) -> Truth:
    """Requests that the client gave up are no failures; durations in milliseconds."""
    labels = {"job": "triton", "model": "fraud", "version": "3"}
    history.add("nv_inference_request_success", labels, counted(history, daily))
    history.add(
        "nv_inference_request_failure",
        {**labels, "reason": "BACKEND"},
        counted(history, lambda _: 0.01),
    )
    history.add(
        "nv_inference_request_failure",
        {**labels, "reason": "CANCELED"},
        counted(history, lambda _: 0.5),
    )
    name = "nv_inference_first_response_histogram_ms"
    histogram(
        history, name, labels, counted(history, daily), (10.0, 20.0, 50.0, 100.0, 500.0), 15.0
    )
    spike = [0.93 if 7.0 <= history.day(at) < 7.01 else 0.4 for at in history.grid]
    history.add("nv_gpu_utilization", {"job": "triton", "gpu_uuid": "g0"}, list(spike))
    history.add("nv_inference_pending_request_count", labels, known.steady(history, 3.0))
    failures = known.total(history, lambda _: 0.01)
    requests = known.total(history, lambda day: daily(day) + 0.51)
    return Truth(labels={"job": "triton"}, requests=requests, failures=failures,
                 p95_ms=percentile_ms(15, 0.95), p99_ms=percentile_ms(15, 0.99))  # fmt: skip


def tf_serving(history: History) -> Truth:
    """Microseconds, in buckets that grow by 1.8."""
    labels = {"job": "tfs", "model_name": "fraud"}
    truth = known.plain(history, ":tensorflow:serving:request_count", labels, daily,
                        {"status": "OK"}, {"status": "INTERNAL"}, 0.001)  # fmt: skip
    bounds = tuple(float(round(10 * 1.8**n)) for n in range(12, 22))
    name = ":tensorflow:serving:request_latency"
    histogram(history, name, labels, counted(history, daily), bounds, 60_000.0)
    return Truth(labels={"job": "tfs"}, requests=truth.requests, failures=truth.failures,
                 p95_ms=percentile_ms(60, 0.95), p99_ms=percentile_ms(60, 0.99))  # fmt: skip


def vllm(history: History) -> Truth:
    """No failed request is counted, and the cache is nearly full at its peak."""
    labels = {"job": "vllm", "model_name": "llama", "engine": "0"}
    values = counted(history, lambda _: 2.0)
    history.add("vllm:request_success_total", {**labels, "finished_reason": "stop"}, values)
    bounds = (0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0)
    histogram(history, "vllm:e2e_request_latency_seconds", labels, values, bounds, 2.0)
    history.add("vllm:kv_cache_usage_perc", labels, known.steady(history, 0.88))
    history.add("vllm:num_requests_running", labels, known.steady(history, 12.0))
    return Truth(labels={"job": "vllm"}, requests=known.total(history, lambda _: 2.0),
                 p95_ms=percentile_ms(2000, 0.95), p99_ms=percentile_ms(2000, 0.99))  # fmt: skip


def bentoml(history: History) -> Truth:
    """Its last bucket ends below the 99th percentile."""
    labels = {"job": "bento", "service_name": "fraud", "endpoint": "/predict"}
    truth = known.plain(history, "bentoml_service_request_total", labels, daily,
                        {"http_response_code": "200"}, {"http_response_code": "503"}, 0.004)  # fmt: skip
    name = "bentoml_service_request_duration_seconds"
    histogram(history, name, labels, counted(history, daily), (0.1, 0.25, 0.5, 1.0), 0.3)
    return Truth(labels={"job": "bento"}, requests=truth.requests, failures=truth.failures,
                 p95_ms=percentile_ms(300, 0.95), p99_ms=percentile_ms(300, 0.99))  # fmt: skip


def istio(history: History) -> Truth:
    """Both sides of each request report it."""
    labels = {"destination_workload": "fraud", "destination_workload_namespace": "ml"}
    bounds = (5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0)
    truth = Truth(labels=labels, requests=1.0)
    for side in ("destination", "source"):
        both = {**labels, "job": "envoy-stats", "reporter": side}
        truth = known.plain(history, "istio_requests_total", both, daily,
                            {"response_code": "200"}, {"response_code": "503"}, 0.003)  # fmt: skip
        name = "istio_request_duration_milliseconds"
        histogram(history, name, both, counted(history, daily), bounds, 30.0)
    return Truth(labels=labels, requests=truth.requests, failures=truth.failures,
                 p95_ms=percentile_ms(30, 0.95), p99_ms=percentile_ms(30, 0.99))  # fmt: skip


def istio_without_sidecar(history: History) -> Truth:
    """Only the callers report."""
    labels = {"destination_workload": "bare", "destination_workload_namespace": "ml"}
    both = {**labels, "job": "envoy-stats", "reporter": "source"}
    truth = known.plain(history, "istio_requests_total", both, daily,
                        {"response_code": "200"}, {"response_code": "503"}, 0.01)  # fmt: skip
    return Truth(labels=labels, requests=truth.requests, failures=truth.failures)


def go(history: History) -> Truth:
    """The name that FastAPI's instrumentation uses too, with another label for the status."""
    labels = {"job": "go", "path": "/score"}
    truth = known.plain(
        history, "http_requests_total", labels, daily, {"code": "200"}, {"code": "500"}, 0.01
    )
    return Truth(labels={"job": "go"}, requests=truth.requests, failures=truth.failures)


def without_status(history: History) -> Truth:
    """A BentoML counter that was configured without the status: failures cannot be told."""
    labels = {"job": "nostatus", "service_name": "x"}
    truth = known.plain(history, "bentoml_service_request_total", labels, daily, {}, {}, 0.0)
    return Truth(labels={"job": "nostatus"}, requests=truth.requests)


def dead(history: History) -> Truth:
    """Stopped ten days ago."""
    labels = {"job": "dead"}
    truth = known.plain(history, "http_requests_total", labels, daily,
                        {"code": "200"}, {"code": "500"}, 0.001, died=20.0)  # fmt: skip
    return Truth(labels=labels, requests=truth.requests, failures=truth.failures)


def idle(history: History) -> Truth:
    """Up for thirty days, and nobody called."""
    labels = {"job": "idle"}
    history.add("http_requests_total", {**labels, "code": "200"}, known.steady(history, 7000.0))
    histogram(
        history,
        "http_request_duration_seconds",
        labels,
        known.steady(history, 7000.0),
        (0.1, 1.0),
        0.1,
    )
    return Truth(labels=labels, requests=0.0)


def young(history: History) -> Truth:
    """Watched for three days; its counter was old already when the watching began."""
    labels = {"job": "young"}
    life = {"died": DAYS + 1.0}
    values = counted(history, daily, before=9e8, **life)
    start = history.start + 27 * 86400
    cut = [value if at >= start else None for at, value in zip(history.grid, values, strict=True)]
    history.add("http_requests_total", {**labels, "code": "200"}, list(cut))
    return Truth(labels=labels, requests=known.total(history, daily, 27.0))


def relabelled(history: History) -> Truth:
    """The same process under another label from the tenth day on: no new request in that."""
    labels = {"job": "relabelled"}
    values = counted(history, daily, before=9e8)
    for name, first, last in (("old", -1.0, 10.0), ("new", 10.0, 31.0)):
        kept = [
            value if first <= history.day(at) < last else None
            for at, value in zip(history.grid, values, strict=True)
        ]
        history.add("http_requests_total", {**labels, "code": "200", "team": name}, kept)
    return Truth(labels=labels, requests=known.total(history, daily))


def nginx(history: History) -> Truth:
    """The controller's own namespace hides that of the service."""
    shared = {"job": "ingress-nginx", "namespace": "ingress", "exported_namespace": "ml"}
    good, bad = {"status": "200"}, {"status": "502"}
    name, service = "nginx_ingress_controller_requests", {"exported_service": "fraud"}
    truth = known.plain(history, name, shared | service, daily, good, bad, 0.005)
    known.plain(history, name, shared | {"exported_service": "other"}, daily, good, bad, 0.5)
    labels = {"exported_namespace": "ml", "exported_service": "fraud"}
    return Truth(labels=labels, requests=truth.requests, failures=truth.failures)


def torchserve(history: History) -> Truth:
    """Durations are summed in microseconds, twelve milliseconds each."""
    labels = {"job": "torchserve", "model_name": "fraud"}
    history.add("ts_inference_requests_total", labels, counted(history, daily))
    spent = counted(history, lambda day: daily(day) * 12_000)
    history.add("ts_inference_latency_microseconds", labels, spent)
    return Truth(labels={"job": "torchserve"}, requests=known.total(history, daily))


def kafka(history: History) -> Truth:
    """1,200 messages wait where ten arrive in a second."""
    labels = {"job": "kafka", "topic": "payments"}
    waiting = known.steady(history, 1200.0)
    history.add(
        "kafka_consumergroup_lag", {**labels, "consumergroup": "scoring", "partition": "0"}, waiting
    )
    offset = counted(history, lambda _: 10.0)
    history.add("kafka_topic_partition_current_offset", {**labels, "partition": "0"}, offset)
    return Truth(labels={"job": "kafka", "consumergroup": "scoring"}, requests=1.0)


def pods(history: History) -> Truth:
    """Its own metrics show no saturation; the cluster's do, for its pods alone."""
    labels = {"job": "pods", "namespace": "ml", "pod": "pods-1"}
    truth = known.plain(history, "http_requests_total", labels, daily, {"code": "200"}, {}, 0.0)
    for pod, used in (("pods-1", 0.75e9), ("other-1", 0.99e9)):
        at = {"job": "cadvisor", "namespace": "ml", "pod": pod, "container": "main"}
        history.add("container_memory_working_set_bytes", at, known.steady(history, used))
        limit = {"job": "kube-state-metrics", "namespace": "ml", "pod": pod, "resource": "memory"}
        history.add("kube_pod_container_resource_limits", limit, known.steady(history, 1e9))
    return Truth(labels={"job": "pods", "namespace": "ml"}, requests=truth.requests)


SERVICES = (
    otel, fastapi, fastapi_without_errors, kserve, knative, triton, tf_serving, vllm, bentoml, istio,
    istio_without_sidecar, go, without_status, dead, idle, young, relabelled, nginx, torchserve,
    kafka, pods,
)  # fmt: skip
MEASURED = ("otel", "fastapi", "fastapi_without_errors", "knative", "triton", "tf_serving", "bentoml",
            "istio", "istio_without_sidecar", "go", "nginx")  # fmt: skip
TIMED = ("otel", "fastapi", "kserve", "knative", "triton", "tf_serving", "vllm", "bentoml", "istio")


def holds(signal: Signal, truth: float) -> bool:
    """Whether the truth lies in what the signal claims."""
    assert signal.low is not None
    slack = 1e-9 + 1e-9 * abs(truth)
    return signal.low - slack <= truth and (signal.high is None or truth <= signal.high + slack)


@pytest.mark.parametrize("job", MEASURED)
def test_availability_over_thirty_days_is_the_truth(world: World, job: str) -> None:
    signal, truth = world.read(job).signal("availability"), world.truths[job]
    assert signal.value == pytest.approx(truth.availability, abs=2e-5)
    assert holds(signal, truth.availability)
    assert world.read(job).history_days == pytest.approx(DAYS, abs=0.05)


@pytest.mark.parametrize("job", [*MEASURED, "kserve", "vllm", "torchserve", "relabelled", "pods"])
def test_requests_a_second_are_the_truth_within_the_stated_interval(world: World, job: str) -> None:
    signal, truth = world.read(job).signal("request_rate"), world.truths[job]
    rate = truth.requests / (DAYS * 86400)
    assert signal.value == pytest.approx(rate, rel=1e-3)
    assert holds(signal, rate)


def test_a_service_watched_for_three_days_has_three_days_of_history(world: World) -> None:
    evidence, truth = world.read("young"), world.truths["young"]
    assert evidence.history_days == pytest.approx(3, abs=0.1)
    assert evidence.signal("request_rate").value == pytest.approx(
        truth.requests / (3 * 86400), rel=0.03
    )
    assert judged(world, "young")["availability_is_measured"] is Outcome.UNAVAILABLE


@pytest.mark.parametrize("job", TIMED)
@pytest.mark.parametrize("name", ["p95_ms", "p99_ms"])
def test_percentiles_are_in_milliseconds_and_the_truth_lies_in_what_is_claimed(
    world: World, job: str, name: str
) -> None:
    signal, truth = world.read(job).signal(f"latency_{name}"), getattr(world.truths[job], name)
    assert signal.value is not None
    if signal.at_least:
        assert signal.value <= truth
    else:
        assert holds(signal, truth)
        assert signal.high is not None
        assert (signal.low or 0) <= signal.value <= signal.high


def test_a_percentile_beyond_the_last_bucket_is_said_to_be_at_least_that(world: World) -> None:
    evidence, truth = world.read("bentoml"), world.truths["bentoml"]
    signal = evidence.signal("latency_p99_ms")
    assert truth.p99_ms > 1000
    assert (signal.value, signal.at_least, signal.high) == (1000.0, True, None)


def test_errors_that_appeared_on_the_twentieth_day_count_whole(world: World) -> None:
    signal, truth = world.read("fastapi").signal("error_ratio"), world.truths["fastapi"]
    assert signal.n is not None
    assert (signal.value or 0) * signal.n == pytest.approx(truth.failures, rel=1e-3)


def test_no_error_series_is_no_error_only_where_the_status_could_be_told(world: World) -> None:
    assert world.read("fastapi_without_errors").signal("error_ratio").value == 0.0
    unknown = world.read("without_status").signal("availability")
    assert (unknown.value, unknown.status) == (None, Status.ELSEWHERE)
    assert "no label http_response_code" in unknown.reason


@pytest.mark.parametrize("job", ["kserve", "vllm", "torchserve"])
def test_a_server_that_counts_no_failures_has_no_availability(world: World, job: str) -> None:
    signal = world.read(job).signal("availability")
    assert (signal.value, signal.status) == (None, Status.ELSEWHERE)
    assert signal.reason


def test_a_service_that_stopped_is_measured_while_it_lived_and_is_not_fresh(world: World) -> None:
    evidence, truth = world.read("dead"), world.truths["dead"]
    assert evidence.history_days == pytest.approx(20, abs=0.15)
    assert evidence.signal("availability").value == pytest.approx(truth.availability, abs=2e-5)
    assert evidence.signal("request_rate").value == pytest.approx(
        truth.requests / (20 * 86400), rel=0.01
    )
    assert evidence.signal("scrape_age_s").value is None
    found = judged(world, "dead")
    assert found["scrapes_are_fresh"] is Outcome.ABSENT
    assert found["availability_is_measured"] is Outcome.UNAVAILABLE


def test_a_service_that_nobody_called_is_unavailable_and_never_perfect(world: World) -> None:
    evidence = world.read("idle")
    for name in ("availability", "error_ratio", "request_rate", "latency_p95_ms"):
        assert evidence.signal(name).value is None
        assert evidence.signal(name).status is Status.NO_SAMPLES
    found = judged(world, "idle")
    assert found["availability_meets_target"] is Outcome.UNAVAILABLE
    assert found["error_ratio_is_low"] is Outcome.UNAVAILABLE


def test_what_an_old_counter_held_before_it_was_watched_is_not_counted(world: World) -> None:
    for job in ("young", "relabelled"):
        n = world.read(job).signal("request_rate").n or 0
        assert n < 1.02 * world.truths[job].requests
    assert any("appeared within the window" in note for note in world.read("relabelled").notes)


def test_one_server_of_durations_without_buckets_has_a_mean_and_says_why_no_more(
    world: World,
) -> None:
    signal = world.read("torchserve").signal("latency_p95_ms")
    assert (signal.value, signal.status) == (None, Status.NOT_EXPOSED)
    assert "12.0 ms on average" in signal.reason


def test_a_peak_of_a_quarter_of_an_hour_in_a_month_is_seen(world: World) -> None:
    assert world.read("triton").signal("saturation").value == pytest.approx(0.93)
    assert world.read("vllm").signal("saturation").value == pytest.approx(0.88)
    assert world.read("vllm").signal("in_flight").value == 12.0


def test_the_cluster_says_how_full_the_services_own_pods_are(world: World) -> None:
    signal = world.read("pods").signal("saturation")
    assert signal.value == pytest.approx(0.75)
    assert "memory" in signal.meaning


def test_messages_that_wait_are_told_in_seconds_and_are_no_requests(world: World) -> None:
    evidence = world.read("kafka")
    assert evidence.signal("consumer_lag_s").value == pytest.approx(120, rel=0.02)
    assert evidence.signal("availability").status is Status.ELSEWHERE
    assert any("queue in front of a consumer" in note for note in evidence.notes)


def test_no_service_costs_more_than_twenty_five_requests(world: World) -> None:
    counts = {}
    for job in world.truths:
        given = circumstances()
        prometheus.read(world.source(job), given)
        counts[job] = len(given.made)
    assert max(counts.values()) <= 18, counts


def test_every_service_is_listed_by_the_labels_that_read_it(world: World) -> None:
    given = circumstances()
    found = prometheus.survey(world.source("go", labels={}), given)
    offered = {choice.value for choice in found.choices["labels"]}
    assert {"job=go", "job=otel", "namespace=ml, job=kserve", "service_name=fraud"} <= offered
    assert "destination_workload_namespace=ml, destination_workload=fraud" in offered
    assert "exported_namespace=ml, exported_service=fraud" in offered
    assert "model_name=llama" in {choice.value for choice in found.choices["request_labels"]}
    by_name = {choice.value: choice.label for choice in found.choices["labels"]}
    assert "FastAPI" in by_name["job=fastapi"]
    assert "FastAPI" not in by_name["job=go"]
    assert found.told.endswith(f"{len(offered)} services")
    assert len(given.made) <= 12


def judged(world: World, job: str) -> dict[str, Outcome]:
    source, evidence = world.source(job), world.read(job)
    found = examine(discover(), source, evidence, datetime.now(UTC))
    assert not [item for item in found if item.outcome is Outcome.ERROR]
    return {item.probe: item.outcome for item in found}
