"""Each serving system of the catalogue as it exposes itself, on a real server: rate, errors, units."""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime import catalogue
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.backfilled_prometheus import STEP, History, serving

HOURS = 6.0
CROWD = 100_000


@dataclass(frozen=True)
class Exposed:
    """What a server exposes: counters with their requests a second, the duration of every request in
    ``seconds`` and the histogram's factor to its own unit, and the share of failures to be read."""

    counters: tuple[tuple[str, dict[str, str], float], ...]
    errors: float | None = None
    histogram: str = ""
    factor: float = 1.0
    labels: tuple[tuple[str, str], ...] = ()


SYSTEMS = {
    "knative_otel": Exposed((
        ("kn_serving_invocation_duration_seconds_count", {"http_response_status_code": "200"}, 9.9),
        ("kn_serving_invocation_duration_seconds_count", {"http_response_status_code": "503"}, 0.1),
    ), 0.01, "kn_serving_invocation_duration_seconds"),
    "seldon_v1": Exposed((
        ("seldon_api_executor_server_requests_seconds_count", {"code": "200"}, 9.8),
        ("seldon_api_executor_server_requests_seconds_count", {"code": "404"}, 0.1),
        ("seldon_api_executor_server_requests_seconds_count", {"code": "500"}, 0.1),
    ), 0.01, "seldon_api_executor_server_requests_seconds"),
    "seldon_v2": Exposed((
        ("seldon_model_infer_total", {"code": "200", "method_type": "rest"}, 5.0),
        ("seldon_model_infer_total", {"code": "OK", "method_type": "grpc"}, 4.8),
        ("seldon_model_infer_total", {"code": "Unavailable", "method_type": "grpc"}, 0.2),
    ), 0.02, "seldon_model_infer_api_seconds"),
    "mlserver": Exposed((
        ("model_infer_request_success_total", {"model": "fraud"}, 9.5),
        ("model_infer_request_failure_total", {"model": "fraud"}, 0.5),
    ), 0.05, "rest_server_requests_duration_seconds"),
    "torchserve": Exposed((
        ("ts_inference_requests_total", {"model_name": "fraud"}, 10.0),
        ("ts_inference_latency_microseconds", {"model_name": "fraud"}, 200_000.0),
    )),
    "text_embeddings_inference": Exposed((
        ("te_request_count", {"method": "single"}, 10.0),
        ("te_request_failure", {"err": "validation"}, 3.0),
        ("te_request_failure", {"err": "inference"}, 0.1),
    ), 0.01, "te_request_duration"),
    "ray_serve": Exposed((
        ("ray_serve_num_http_requests_total", {"route": "/"}, 10.0),
        ("ray_serve_num_http_error_requests_total", {"error_code": "404"}, 2.0),
        ("ray_serve_num_http_error_requests_total", {"error_code": "500"}, 0.3),
    ), 0.03, "ray_serve_http_request_latency_ms", 1000),
    "envoy": Exposed((
        ("envoy_cluster_upstream_rq_total", {"envoy_cluster_name": "fraud"}, 10.0),
        ("envoy_cluster_upstream_rq_xx",
         {"envoy_cluster_name": "fraud", "envoy_response_code_class": "5"}, 0.1),
        ("envoy_cluster_upstream_rq_xx",
         {"envoy_cluster_name": "fraud", "envoy_response_code_class": "2"}, 9.9),
    ), 0.01, "envoy_cluster_upstream_rq_time", 1000),
    "traefik": Exposed((
        ("traefik_service_requests_total", {"code": "200", "service": "fraud@docker"}, 9.0),
        ("traefik_service_requests_total", {"code": "502", "service": "fraud@docker"}, 1.0),
    ), 0.1, "traefik_service_request_duration_seconds"),
    "otel_genai": Exposed((
        ("gen_ai_server_request_duration_seconds_count", {"gen_ai_request_model": "m"}, 9.9),
        ("gen_ai_server_request_duration_seconds_count",
         {"gen_ai_request_model": "m", "error_type": "timeout"}, 0.1),
    ), 0.01, "gen_ai_server_request_duration_seconds"),
    "otel_genai_client": Exposed((
        ("gen_ai_client_operation_duration_seconds_count", {"gen_ai_request_model": "m"}, 9.5),
        ("gen_ai_client_operation_duration_seconds_count",
         {"gen_ai_request_model": "m", "error_type": "429"}, 0.5),
    ), 0.05, "gen_ai_client_operation_duration_seconds"),
    "starlette_exporter": Exposed((
        ("starlette_requests_total", {"status_code": "200", "path": "/p"}, 9.9),
        ("starlette_requests_total", {"status_code": "500", "path": "/p"}, 0.1),
    ), 0.01, "starlette_request_duration_seconds"),
    "mlflow_server": Exposed((("mlflow_http_request_total", {"status": "200"}, 1.0),)),
    "airflow_statsd": Exposed((
        ("airflow_ti_successes", {}, 9.0),
        ("airflow_ti_failures", {}, 1.0),
    )),
    "feast": Exposed((
        ("feast_feature_server_request_total", {"status": "success"}, 10.0),
    ), None, "feast_feature_server_request_latency_seconds"),
}  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    history = History(end=int(time.time()), days=HOURS / 24)
    places = range(len(history.grid))
    for system, exposed in SYSTEMS.items():
        for name, labels, rate in exposed.counters:
            values: list[float | None] = [1e4 + place * STEP * rate for place in places]
            history.add(name, {"job": system, **labels}, values)
        for bound in (0.15, 0.25, 1.0, math.inf) if exposed.histogram else ():
            # Every request takes 0.2 s.
            text = "+Inf" if math.isinf(bound) else f"{bound * exposed.factor:g}"
            grown = [1e4 + place * STEP * 10.0 * (bound > 0.2) for place in places]
            path = {"path": "/v2/models/fraud/infer"} if system == "mlserver" else {}
            history.add(
                f"{exposed.histogram}_bucket", {"job": system, "le": text, **path}, list(grown)
            )
    history.add("feast_feature_freshness_seconds", {"job": "feast", "feature_view": "a"},
                [5400.0 for _ in places])  # fmt: skip
    name = 'http_requests_total{job="crowd",path="/user/%d",status="200"}'
    history.crowd = [name % number for number in range(CROWD)]
    with serving(history, tmp_path_factory.mktemp("catalogue")) as running:
        yield running


def read(url: str, system: str) -> RuntimeEvidence:
    options: dict[str, Any] = {"labels": {"job": system}, "window": "4h"}
    source = Source(id="p", kind="prometheus", name="P", address=url, options=options)
    given = Circumstances(now=lambda: datetime.now(UTC), permission=Permission())
    return prometheus.read(source, given)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_is_recognised_and_its_numbers_are_the_truth(url: str, system: str) -> None:
    exposed, evidence = SYSTEMS[system], read(url, system)
    assert evidence.system == system
    rate, errors = evidence.signal("request_rate"), evidence.signal("error_ratio")
    if next(item for item in catalogue.systems() if item.id == system).not_predictions:
        assert {rate.status, errors.status} == {Status.ELSEWHERE}
        return
    assert rate.value == pytest.approx(10.0, rel=0.01)
    if exposed.errors is None:
        assert (errors.value, errors.status) == (None, Status.ELSEWHERE)
    else:
        assert errors.value == pytest.approx(exposed.errors, rel=0.02)
    if exposed.histogram:
        latency = evidence.signal("latency_p95_ms")
        assert latency.low == pytest.approx(150)
        assert latency.high == pytest.approx(250)


def test_the_age_of_features_is_told_where_the_store_shows_it(url: str) -> None:
    assert read(url, "feast").signal("feature_age_s").value == 5400.0


def test_tasks_that_failed_are_told_as_a_share(url: str) -> None:
    assert read(url, "airflow_statsd").signal("task_failure_ratio").value == pytest.approx(0.1)


def test_a_hundred_thousand_series_are_refused_in_one_sentence_and_little_time(url: str) -> None:
    began = time.monotonic()
    with pytest.raises(SourceUnavailable, match="holds 100,000 series; at most 10,000") as caught:
        read(url, "crowd")
    assert "test of the connection lists them" in caught.value.remedy
    assert time.monotonic() - began < 10


def test_a_service_beside_a_hundred_thousand_series_is_read_and_listed(url: str) -> None:
    assert read(url, "envoy").signal("request_rate").value is not None
    source = Source(id="p", kind="prometheus", name="P", address=url)
    given = Circumstances(now=lambda: datetime.now(UTC), permission=Permission())
    found = prometheus.survey(source, given)
    assert "job=crowd" in {choice.value for choice in found.choices["labels"]}
    assert len(found.choices["request_labels"]) < 100
    assert sum(made.bytes for made in given.made) < 200_000


def test_every_system_of_the_catalogue_is_held_to_a_truth_somewhere() -> None:
    elsewhere = {"otel_http", "fastapi_instrumentator", "kserve_sdk", "knative", "triton", "tf_serving",
                 "vllm", "bentoml", "istio", "http_generic", "ingress_nginx", "kafka"}  # fmt: skip
    assert {item.id for item in catalogue.systems()} == elsewhere | set(SYSTEMS)
