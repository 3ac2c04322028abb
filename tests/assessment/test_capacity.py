"""Shift of outputs, headroom and cost growth, against a real server that holds a known month."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence
from assessment.connectors.runtime.scalability import throughput
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.history_prometheus import STEP, History, served

Numbers = NDArray[np.float64]
TRUE = (20.0, 0.03, 0.0004)
"""Rate, contention and coherency of the simulated instance: fastest at 49 requests at work."""

NODE_PRICE = 0.05


def _daily(history: History, low: float, high: float) -> Numbers:
    """A load that goes from low to high and back every day, evenly by its logarithm."""
    wave = (1 - np.cos(2 * np.pi * history.times / 86400)) / 2
    load: Numbers = np.exp(np.log(low) + wave * np.log(high / low))
    return load


def _steady_for_an_hour(values: Numbers) -> Numbers:
    """The same value for a whole hour, so that an hour's mean and its moment are one."""
    held = 3600 // STEP
    return np.repeat(values[::held], held)[: len(values)]


def _instance(history: History, job: str, one: str, rate: Numbers, busy: Numbers) -> None:
    shown = {"job": job, "namespace": job, "instance": one}
    history.counter("http_requests_total", {**shown, "status": "200"}, rate)
    history.counter("http_request_duration_seconds_sum", shown, busy)
    fast = {"0.05": 0.5 * rate, "0.1": 0.46 * rate, "0.5": 0.03 * rate, "+Inf": 0.01 * rate}
    history.histogram("http_request_duration_seconds", shown, fast)


def _scaled(history: History, job: str, low: float, high: float, each: float) -> Numbers:
    """A service that has an instance for every ``each`` requests a second."""
    rate = _steady_for_an_hour(_daily(history, low, high))
    wanted = np.ceil(rate / each)
    for number in range(int(wanted.max())):
        here = np.where(wanted > number, rate / wanted, np.nan)
        _instance(history, job, f"i{number}", here, 0.05 * here)
    return rate


def _alone(history: History, job: str, busiest: float) -> None:
    """One instance with more and more requests at work in it, as the law has it."""
    random = np.random.default_rng(5)
    busy = _steady_for_an_hour(_daily(history, 1, busiest))
    noise = 1 + 0.03 * _steady_for_an_hour(random.standard_normal(len(busy)))
    _instance(history, job, "a", throughput(busy, *TRUE) * noise, busy)


def _priced(history: History, job: str, rate: Numbers, elasticity: float, noise: float) -> None:
    random = np.random.default_rng(9)
    wobble = np.exp(noise * _steady_for_an_hour(random.standard_normal(len(rate))))
    cores = 2 * (rate / 100) ** elasticity * wobble
    shown = {"namespace": job, "pod": f"{job}-1", "node": "n1", "container": "c"}
    history.gauge("container_cpu_allocation", shown, cores)
    history.gauge("container_memory_allocation_bytes", shown, 0.0)


def _autoscaled(history: History, job: str, most: int) -> None:
    shown = {"namespace": job, "horizontalpodautoscaler": job}
    history.gauge("kube_horizontalpodautoscaler_spec_max_replicas", shown, most)


def _scores(history: History, job: str, changed_days_ago: float) -> None:
    shown = {"job": job, "namespace": job, "instance": "a"}
    history.counter("http_requests_total", {**shown, "status": "200"}, 1.0)
    new = history.ago < changed_days_ago
    before, after = (0.1, 0.2, 0.4, 0.2, 0.1), (0.02, 0.08, 0.2, 0.4, 0.3)
    rates = {
        bound: np.where(new, later, earlier)
        for bound, earlier, later in zip(
            ("0.2", "0.4", "0.6", "0.8", "1"), before, after, strict=True
        )
    }
    history.histogram("model_output_score", shown, {**rates, "+Inf": 0.0})


def _data_side(history: History) -> None:
    """A feature store that stopped, a consumer that lags by two minutes, a scheduler of a month."""
    feast = {"job": "feast", "namespace": "feast", "instance": "f"}
    history.counter("feast_feature_server_request_total", {**feast, "status": "success"}, 5.0)
    history.gauge("feast_feature_freshness_seconds", {**feast, "feature_view": "a"}, 600.0)
    history.gauge("feast_feature_freshness_seconds", {**feast, "feature_view": "b"}, 300_000.0)
    kafka = {"job": "kafka", "namespace": "kafka", "instance": "k", "topic": "events"}
    history.gauge("kafka_consumergroup_lag", {**kafka, "consumergroup": "score"}, 1200.0)
    history.counter("kafka_topic_partition_current_offset", kafka, 10.0)
    airflow = {"job": "airflow", "namespace": "airflow", "instance": "s"}
    history.counter("airflow_ti_successes", airflow, 0.0099)
    history.counter("airflow_ti_failures", airflow, 0.0001)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    history = History()
    for job, elasticity in (("linear", 1.0), ("steep", 1.5)):
        _priced(history, job, _scaled(history, job, 90, 540, 60), elasticity, 0.05)
    history.gauge("node_cpu_hourly_cost", {"node": "n1", "instance": "n1"}, NODE_PRICE)
    history.gauge("node_ram_hourly_cost", {"node": "n1", "instance": "n1"}, 0.01)
    _alone(history, "past", 72)
    _alone(history, "short", 16)
    for job, most in (("past", 4), ("short", 30), ("linear", 60)):
        _autoscaled(history, job, most)
    _scores(history, "moved", 3)
    _scores(history, "still", 0)
    trained = {
        "linear": history.end - 40 * 86400.0,
        "steep": history.end - 400 * 86400.0,
        "short": 0,
    }
    for job, at in trained.items():
        shown = {"job": job, "namespace": job, "instance": "i0"}
        history.gauge("model_trained_timestamp_seconds", shown, float(at))
    _data_side(history)
    with served(history, tmp_path_factory.mktemp("capacity")) as address:
        yield address


def read(url: str, job: str, **options: Any) -> RuntimeEvidence:
    return prometheus.read(_source(url, job, **options), _circumstances())


def found(url: str, job: str, probe: str, **options: Any) -> Finding:
    source, around = _source(url, job, **options), _circumstances()
    findings = examine(discover(), source, prometheus.read(source, around), around.now())
    return next(item for item in findings if item.probe == probe)


def _source(url: str, job: str, **options: Any) -> Source:
    given = {"labels": {"job": job, "namespace": job}} | options
    return Source(id="p", kind="prometheus", name="P", address=url, options=given)


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def test_a_shift_three_days_ago_shows_against_the_week_before(url: str) -> None:
    shift = read(url, "moved").capacity.shift
    assert shift is not None
    # Five bins of .1 .2 .4 .2 .1 against .02 .08 .2 .4 .3: the index by hand.
    before, after = np.array([0.1, 0.2, 0.4, 0.2, 0.1]), np.array([0.02, 0.08, 0.2, 0.4, 0.3])
    truth = float(((after - before) * np.log(after / before)).sum())
    assert shift.psi == pytest.approx(truth, rel=0.02)
    assert (shift.window_seconds, shift.apart_seconds) == (86400, 7 * 86400)
    assert shift.now == pytest.approx(86400, rel=0.01)
    assert found(url, "moved", "output_scores_are_stable").outcome is Outcome.ABSENT


def test_outputs_that_stayed_are_stable(url: str) -> None:
    finding = found(url, "still", "output_scores_are_stable")
    assert finding.outcome is Outcome.PRESENT
    assert finding.readings[0].value < 0.001


def test_cost_that_follows_load_has_an_elasticity_of_one(url: str) -> None:
    cost = read(url, "linear").capacity.cost
    assert cost is not None
    assert cost.elasticity == pytest.approx(1.0, abs=0.02)
    # What is held for an hour is not held for the hour of a scrape: a little of the slope is lost.
    assert cost.low - 0.02 < 1.0 < cost.high + 0.02
    # Two cores for a hundred requests a second, at the price of a core.
    assert cost.per_thousand == pytest.approx(2 * NODE_PRICE / (100 * 3600) * 1000, rel=0.05)
    finding = found(url, "linear", "cost_grows_no_faster_than_load")
    assert finding.outcome is Outcome.PRESENT
    assert [item.metric for item in finding.readings] == [
        "cost_elasticity", "cost_elasticity_low", "cost_per_thousand",
    ]  # fmt: skip


def test_cost_that_runs_ahead_of_the_load_is_found(url: str) -> None:
    finding = found(url, "steep", "cost_grows_no_faster_than_load")
    assert finding.outcome is Outcome.ABSENT
    assert finding.readings[0].value == pytest.approx(1.5, abs=0.05)


def test_a_stated_price_makes_an_estimate_that_says_so(url: str) -> None:
    assert found(url, "past", "cost_grows_no_faster_than_load").outcome is Outcome.UNAVAILABLE
    # Without the namespace's meter there are only instances and a price.
    labels = {"labels": {"job": "linear"}, "replica_price": 0.4}
    cost = read(url, "linear", **labels).capacity.cost
    assert cost is not None
    assert cost.estimated
    assert cost.elasticity == pytest.approx(0.85, abs=0.15)


def test_a_load_that_went_past_the_peak_finds_it(url: str) -> None:
    law = read(url, "past").capacity.law
    assert law is not None
    assert law.peak_load is not None
    assert law.peak_load == pytest.approx(49.2, abs=3)
    assert law.peak_low is not None
    assert law.peak_high is not None
    assert law.peak_low < law.peak_load < law.peak_high < law.peak_low + 8
    finding = found(url, "past", "ten_times_the_load_is_within_reach")
    assert finding.outcome is Outcome.ABSENT
    assert "autoscaler past allows 4 replicas" in finding.observed


def test_a_load_that_stopped_before_the_peak_gives_no_point(url: str) -> None:
    law = read(url, "short").capacity.law
    assert law is not None
    assert law.ratio < 1.3
    assert law.ten_high / law.ten_low > 1.1
    finding = found(url, "short", "ten_times_the_load_is_within_reach")
    assert finding.outcome is Outcome.PRESENT
    assert "not identifiable: measured to" in finding.observed


def test_a_limit_that_somebody_knows_is_named_where_it_is_met_first(url: str) -> None:
    limits = {"limits": {"supplier": 500, "gateway": 90000}}
    finding = found(url, "linear", "ten_times_the_load_is_within_reach", **limits)
    assert finding.outcome is Outcome.ABSENT
    assert finding.observed.startswith("supplier allows 500 requests/s, 0.9 times the peak")
    assert "gateway" not in finding.observed


def test_instances_that_follow_the_load_show_no_curve_and_say_why(url: str) -> None:
    capacity = read(url, "linear").capacity
    assert capacity.law is None
    assert "3 are needed" in capacity.law_reason
    load = capacity.load
    assert load is not None
    assert load.peak == pytest.approx(540, rel=0.02)
    assert load.carried == pytest.approx(60, rel=0.05)


def test_a_limit_on_requests_at_once_becomes_a_rate_by_littles_law(url: str) -> None:
    ceilings = read(url, "linear", concurrency_limit=50).capacity.ceilings
    (limit,) = [item for item in ceilings if item.name == "concurrency"]
    assert limit.value == pytest.approx(50 / 0.05, rel=0.02)


def test_what_was_carried_counts_only_within_the_response_time_objective(url: str) -> None:
    load = read(url, "linear", latency_p95_ms=50).capacity.load
    assert load is not None
    assert load.carried is None
    assert read(url, "linear", latency_p95_ms=150).capacity.load.carried  # type: ignore[union-attr]


def test_a_limit_that_is_no_number_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(SourceUnavailable, match="limit gateway is not a number"):
        read(url, "linear", limits={"gateway": "a lot"})


def test_all_of_it_takes_no_more_than_the_requests_allowed_for_a_service(url: str) -> None:
    around = _circumstances()
    prometheus.read(_source(url, "linear", limits={"a": 1}), around)
    assert len(around.made) <= 25


@pytest.mark.parametrize(
    ("job", "outcome", "days"),
    [("linear", Outcome.PRESENT, 40), ("steep", Outcome.ABSENT, 400), ("short", Outcome.UNAVAILABLE, 0),
     ("past", Outcome.UNAVAILABLE, 0)],
)  # fmt: skip
def test_the_age_of_the_model_that_serves_is_what_its_gauge_says(
    url: str, job: str, outcome: Outcome, days: float
) -> None:
    finding = found(url, job, "served_model_was_trained_recently")
    assert finding.outcome is outcome
    assert [item.value for item in finding.readings] == (
        [pytest.approx(days, abs=0.02)] if days else []
    )


@pytest.mark.parametrize(
    ("job", "probe", "outcome", "value"),
    [
        ("feast", "features_are_materialised_on_time", Outcome.ABSENT, 300_000),
        ("kafka", "consumers_keep_up", Outcome.PRESENT, 120),
        ("airflow", "pipeline_tasks_succeed", Outcome.PRESENT, 0.01),
    ],
)
def test_the_data_side_is_judged_by_its_own_meters(
    url: str, job: str, probe: str, outcome: Outcome, value: float
) -> None:
    finding = found(url, job, probe)
    assert finding.outcome is outcome
    assert finding.readings[0].value == pytest.approx(value, rel=0.02)
    # What watches data is not judged as if it were the service that predicts.
    load = found(url, job, "ten_times_the_load_is_within_reach")
    assert load.outcome is Outcome.UNAVAILABLE
    assert found(url, "linear", probe).outcome is Outcome.NOT_APPLICABLE
