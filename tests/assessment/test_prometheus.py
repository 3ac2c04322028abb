"""The Prometheus connector against a real server with a known truth."""

import math
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime import promql
from assessment.connectors.runtime.arithmetic import percentile
from assessment.connectors.runtime.catalogue import Series
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.live_prometheus import Live


def source(live: Live, **options: Any) -> Source:
    given = {"labels": {"job": "scoring"}} | options
    return Source(id="p", kind="prometheus", name="P", address=live.url, options=given)


def circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


@pytest.fixture(scope="module")
def given() -> Circumstances:
    return circumstances()


@pytest.fixture(scope="module")
def evidence(live: Live, given: Circumstances) -> RuntimeEvidence:
    return prometheus.read(source(live), given)


def test_availability_is_what_the_service_really_did(live: Live, evidence: RuntimeEvidence) -> None:
    # Prometheus extends what it saw by up to one scrape at either end: a tenth of these seconds.
    signal = evidence.signal("availability")
    truth = 1 - live.failed / live.sent
    assert signal.value == pytest.approx(truth, abs=0.25 * (1 - truth))
    assert signal.low is not None
    assert signal.high is not None
    assert signal.low < truth < signal.high
    assert signal.n == pytest.approx(live.sent, rel=0.15)


def test_errors_that_began_while_we_watched_are_not_lost(
    live: Live, evidence: RuntimeEvidence
) -> None:
    seconds = int(evidence.history_seconds)
    plain = live.ask(
        f'sum(increase(http_requests_total{{job="scoring",status="500"}}[{seconds}s]))'
    )
    signal = evidence.signal("error_ratio")
    assert signal.value is not None
    assert signal.n is not None
    assert signal.value * signal.n > float(plain[0]["value"][1])


@pytest.mark.parametrize(
    "name", ["availability", "error_ratio", "request_rate", "latency_p50_ms", "latency_p99_ms"]
)
def test_the_query_shown_gives_the_number_shown(
    live: Live, evidence: RuntimeEvidence, given: Circumstances, name: str
) -> None:
    asked = next(made.request.what for made in given.made if "&time=" in made.request.what)
    at = float(asked.rpartition("&time=")[2])
    answer = live.ask(evidence.signal(name).query, at)
    assert float(answer[0]["value"][1]) == pytest.approx(evidence.signal(name).value, rel=1e-6)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.95, 0.99, 0.999])
def test_percentiles_are_those_of_the_server_itself(
    live: Live, evidence: RuntimeEvidence, share: float
) -> None:
    series, at = (
        Series(metric="http_request_duration_seconds_bucket"),
        datetime.now(UTC).timestamp(),
    )
    labels = {"job": "scoring"}
    rows = live.ask(promql.bucket_growth(series, labels, 60), at)
    buckets = {float(row["metric"]["le"]): float(row["value"][1]) for row in rows}
    oracle = live.ask(promql.quantile(share, series, labels, 60), at)[0]["value"][1]
    found = percentile(share, buckets)
    assert found is not None
    assert found.value == pytest.approx(float(oracle), rel=1e-9)


def test_the_history_is_no_longer_than_the_service_was_watched(
    evidence: RuntimeEvidence,
) -> None:
    assert 5 <= evidence.history_seconds <= 120
    assert evidence.window_seconds == 30 * 86400


def test_rules_targets_outputs_and_version_are_read(evidence: RuntimeEvidence) -> None:
    assert {rule.name for rule in evidence.rules} == {
        "job:errors:ratio_rate5m",
        "ErrorBudgetBurn",
        "ScoringDown",
    }
    assert [target.health for target in evidence.targets] == ["up"]
    assert list(evidence.outputs) == ["model_output_score"]
    assert [version.value for version in evidence.versions] == ["2026.1"]
    assert evidence.server.startswith("Prometheus 2.")
    assert evidence.system == "http_generic"


def test_saturation_is_a_share_and_the_newest_sample_is_fresh(evidence: RuntimeEvidence) -> None:
    assert 0 <= (evidence.signal("saturation").value or 0) < 1.5
    assert (evidence.signal("scrape_age_s").value or 99) < 30


def test_trends_have_at_most_sixty_one_points_without_gaps_of_nothing(
    evidence: RuntimeEvidence,
) -> None:
    for name in ("availability", "request_rate", "latency_p95_ms", "saturation"):
        trend = evidence.signal(name).trend
        assert 0 < len(trend) <= 61
        assert all(math.isfinite(value) for _, value in trend)


def test_one_read_makes_no_more_requests_than_it_may(
    evidence: RuntimeEvidence, given: Circumstances
) -> None:
    assert evidence.system
    assert 10 < len(given.made) <= 15
    assert {made.request.verb for made in given.made} == {"GET"}
    assert all("/api/v1/" in made.request.what for made in given.made)


def test_a_link_opens_the_same_expression_and_time_in_the_readers_prometheus(live: Live) -> None:
    shown = source(live).model_copy(update={"reader_address": "https://prom.example.org/x/"})
    signal = prometheus.read(shown, circumstances()).signal("latency_p95_ms")
    where = urlsplit(signal.url)
    asked = parse_qs(where.query)
    assert (where.netloc, where.path) == ("prom.example.org", "/x/graph")
    assert "histogram_quantile(0.95" in asked["g0.expr"][0]
    assert asked["g0.range_input"][0].endswith("s")


def test_a_service_without_traffic_is_unavailable_and_never_perfect(live: Live) -> None:
    idle = prometheus.read(source(live, labels={"job": "idle"}), circumstances())
    assert idle.signal("availability").value is None
    probes = {probe.definition.id: probe for probe in discover()}
    found = examine([probes["availability_meets_target"]], source(live), idle, datetime.now(UTC))
    assert found[0].outcome is Outcome.UNAVAILABLE


def test_without_labels_the_only_service_is_read(live: Live) -> None:
    only = prometheus.read(source(live, labels={}), circumstances())
    assert only.service == 'job="scoring"'


def test_a_test_of_the_connection_says_what_is_there_and_what_to_choose(live: Live) -> None:
    given = circumstances()
    found = prometheus.survey(source(live, labels={}), given)
    assert found.told.startswith("Prometheus 2.42")
    assert (
        " series, A service with a request counter and a histogram of durations, 1 service"
        in found.told
    )
    assert [choice.value for choice in found.choices["labels"]] == ["job=scoring"]
    assert "handler=/score" in [choice.value for choice in found.choices["request_labels"]]
    assert len(given.made) <= 6


def test_a_handler_can_be_singled_out(live: Live) -> None:
    one = source(live, request_labels={"handler": "/score"})
    none = source(live, request_labels={"handler": "/nothing"})
    assert prometheus.read(one, circumstances()).signal("request_rate").value
    assert prometheus.read(none, circumstances()).signal("request_rate").value is None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"labels": {"job": "gone"}}, "no series"),
        ({"window": "a month"}, "window"),
        ({"window": "900d"}, "window"),
        ({"system": "trition"}, "no system"),
        ({"availability_target": "high"}, "availability_target"),
        ({"labels": ["job"]}, "labels"),
    ],
)
def test_an_option_that_cannot_be_used_is_one_clear_sentence(
    live: Live, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(SourceUnavailable, match=told) as caught:
        prometheus.read(source(live, **options), circumstances())
    assert caught.value.remedy.endswith(".")


def test_text_in_labels_cannot_leave_its_quotes(live: Live) -> None:
    hostile = {"job": 'x"} or vector(1) or up{job="'}
    with pytest.raises(SourceUnavailable, match="no series"):
        prometheus.read(source(live, labels=hostile), circumstances())


def test_the_probes_of_a_real_service_are_honest_about_minutes(
    live: Live, evidence: RuntimeEvidence
) -> None:
    found = {
        item.probe: item for item in examine(discover(), source(live), evidence, datetime.now(UTC))
    }
    assert not [item for item in found.values() if item.outcome is Outcome.ERROR]
    assert found["availability_meets_target"].outcome is Outcome.UNAVAILABLE
    assert found["availability_meets_target"].readings
    assert found["availability_is_measured"].outcome is Outcome.UNAVAILABLE
    assert found["slo_rules_are_present"].outcome is Outcome.PRESENT
    assert found["alerts_have_runbooks"].outcome is Outcome.ABSENT
    assert found["scrapes_are_fresh"].outcome is Outcome.PRESENT
    assert found["model_version_is_exposed"].outcome is Outcome.PRESENT
    assert evidence.signal("availability").status is Status.VALUE


def test_what_will_be_asked_is_listed_before_anything_is_asked(live: Live) -> None:
    planned = prometheus.requests(source(live, system="triton"))
    assert len(planned) <= 25
    assert any("nv_inference_request_success" in item.what for item in planned)
    assert all(item.verb == "GET" and item.why for item in planned)


def test_evidence_can_be_kept_and_read_again(evidence: RuntimeEvidence) -> None:
    assert RuntimeEvidence.model_validate_json(evidence.model_dump_json()) == evidence
