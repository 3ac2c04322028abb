"""Error budgets, burn rates and own objectives, against a real server that holds a known month."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from assessment.connectors import prometheus
from assessment.connectors.runtime import error_budget
from assessment.connectors.runtime.capacity_evidence import Window
from assessment.connectors.runtime.evidence import Rule, RuntimeEvidence
from assessment.connectors.runtime.own_objectives import own_objectives, related
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source
from tests.history_prometheus import STEP, History, served

RATE = 10.0
SLOTH = """\
groups:
  - name: sloth-scoring
    rules:
      - record: slo:sli_error:ratio_rate30d
        expr: >-
          sum(increase(http_requests_total{job="steady",status="500"}[30d]))
          / sum(increase(http_requests_total{job="steady"}[30d]))
        labels: &labels {sloth_id: shop-scoring, sloth_service: shop, sloth_slo: scoring}
      - {record: "slo:objective:ratio", expr: vector(0.998), labels: *labels}
      - {record: "slo:error_budget:ratio", expr: vector(1-0.998), labels: *labels}
      - {record: "slo:time_period:days", expr: vector(30), labels: *labels}
      - record: slo:period_error_budget_remaining:ratio
        expr: >-
          1 - slo:sli_error:ratio_rate30d / on(sloth_id) group_left slo:error_budget:ratio
        labels: *labels
      - record: sloth_slo_info
        expr: vector(1)
        labels: {sloth_id: shop-scoring, sloth_service: shop, sloth_spec: prometheus/v1}
  - name: pyrra-overspent
    rules:
      - {record: pyrra_objective, expr: "0.999", labels: &pyrra {slo: overspent-errors}}
      - {record: pyrra_window, expr: "2419200", labels: *pyrra}
      - record: pyrra_availability
        expr: >-
          1 - sum(increase(http_requests_total{job="overspent",status="500"}[28d]))
          / sum(increase(http_requests_total{job="overspent"}[28d]))
        labels: *pyrra
"""


def _service(history: History, job: str, errors: Any, rate: Any = RATE) -> None:
    shown = {"job": job, "instance": "a:1", "handler": "/score"}
    history.counter("http_requests_total", {**shown, "status": "200"}, rate)
    if errors is not None:
        history.counter("http_requests_total", {**shown, "status": "500"}, errors)


def _relabelled(history: History) -> None:
    """Counters that go on under another label since an hour, with all that they held before."""
    for status, rate in (("200", RATE), ("500", 0.05 * RATE * (history.ago > 5))):
        shown = {"job": "relabelled", "instance": "a:1", "status": status}
        counted = np.cumsum(np.broadcast_to(rate, history.times.shape) * STEP)
        old = history.ago > 1 / 24
        history.gauge("http_requests_total", shown, np.where(old, counted, np.nan))
        renamed = {**shown, "zone": "b"}
        history.gauge("http_requests_total", renamed, np.where(old, np.nan, counted))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    history = History()
    ago = history.ago
    _service(history, "steady", 0.0005 * RATE)
    _service(history, "burning", 0.0001 * RATE + (ago < 0.0625) * 0.03 * RATE)
    _service(history, "recovered", 0.0001 * RATE + ((ago < 0.1) & (ago > 0.03)) * 0.03 * RATE)
    _service(history, "overspent", 0.002 * RATE)
    _service(history, "flawless", None)
    _service(history, "rare", 0.0, rate=0.00001)
    _relabelled(history)
    with served(history, tmp_path_factory.mktemp("budget"), SLOTH) as address:
        yield address


def read(url: str, job: str, **options: Any) -> RuntimeEvidence:
    return prometheus.read(_source(url, job, **options), _circumstances())


def found(url: str, job: str, probe: str, **options: Any) -> Finding:
    source, around = _source(url, job, **options), _circumstances()
    findings = examine(discover(), source, prometheus.read(source, around), around.now())
    return next(item for item in findings if item.probe == probe)


def _source(url: str, job: str, **options: Any) -> Source:
    given = {"labels": {"job": job}} | options
    return Source(id="p", kind="prometheus", name="P", address=url, options=given)


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def test_half_a_budget_spent_in_a_month_is_half_a_budget_left(url: str) -> None:
    finding = found(url, "steady", "error_budget_is_not_spent", availability_target=0.999)
    (reading,) = finding.readings
    assert finding.outcome is Outcome.PRESENT
    assert reading.value == pytest.approx(0.5, abs=0.01)
    assert reading.n == pytest.approx(30 * 86400 * RATE, rel=0.01)


def test_twice_as_many_failures_as_allowed_overspend_it_by_its_own_size(url: str) -> None:
    finding = found(url, "overspent", "error_budget_is_not_spent")
    assert finding.outcome is Outcome.ABSENT
    assert finding.readings[0].value == pytest.approx(-1.0, abs=0.02)
    assert "overspent by 100%" in finding.observed


def test_a_service_that_never_failed_has_its_whole_budget(url: str) -> None:
    finding = found(url, "flawless", "error_budget_is_not_spent")
    assert finding.outcome is Outcome.PRESENT
    assert finding.readings[0].value == 1.0


def test_a_few_dozen_requests_prove_neither(url: str) -> None:
    for probe in ("error_budget_is_not_spent", "burn_rate_is_sustainable"):
        finding = found(url, "rare", probe)
        assert finding.outcome is Outcome.UNAVAILABLE
        assert "too few" in finding.observed


def test_every_window_holds_what_the_service_did_in_it(url: str) -> None:
    windows = {item.seconds: item for item in read(url, "burning").capacity.windows}
    assert sorted(windows) == [300, 1800, 3600, 7200, 21600, 86400, 259200]
    hour = windows[3600]
    assert hour.requests == pytest.approx(3600 * RATE * 1.03, rel=0.05)
    assert hour.errors == pytest.approx(3600 * RATE * 0.0301, rel=0.05)
    day = windows[86400]
    assert day.errors == pytest.approx(RATE * (5400 * 0.03 + 86400 * 0.0001), rel=0.05)


def test_old_counters_under_a_new_label_bring_no_old_failures_into_a_window(url: str) -> None:
    # A twentieth failed until five days ago, and nothing since.
    windows = {item.seconds: item for item in read(url, "relabelled").capacity.windows}
    assert windows[86400].errors == pytest.approx(0, abs=1)
    assert windows[86400].requests == pytest.approx(86400 * RATE, rel=0.06)
    finding = found(url, "relabelled", "burn_rate_is_sustainable", availability_target=0.99)
    assert finding.outcome is Outcome.PRESENT


def test_failures_of_the_last_hour_burn_the_budget_too_fast(url: str) -> None:
    finding = found(url, "burning", "burn_rate_is_sustainable")
    assert finding.outcome is Outcome.ABSENT
    assert finding.readings[0].value == pytest.approx(0.0301 / 1.0301 / 0.001, rel=0.05)
    assert "over 1 hour and still over 5 minutes" in finding.observed


def test_failures_that_have_stopped_do_not_call_anybody(url: str) -> None:
    # An hour ago three percent failed: the long windows still remember, the short ones are quiet.
    finding = found(url, "recovered", "burn_rate_is_sustainable")
    assert finding.outcome is Outcome.PRESENT


def test_a_steady_service_spends_half_of_what_it_may(url: str) -> None:
    finding = found(url, "steady", "burn_rate_is_sustainable", availability_target=0.999)
    assert finding.outcome is Outcome.PRESENT
    assert finding.readings[0].value == pytest.approx(0.5, abs=0.02)


def test_the_objective_of_the_clients_own_rules_is_the_one_that_counts(url: str) -> None:
    (own,) = read(url, "steady").capacity.own
    assert (own.tool, own.objective, own.window_days) == ("Sloth", 0.998, 30)
    assert own.remaining == pytest.approx(0.75, abs=0.01)
    met = found(url, "steady", "own_objective_is_met")
    assert met.outcome is Outcome.PRESENT
    assert met.readings[0].value == pytest.approx(0.75, abs=0.01)
    assert (
        "own objective by Sloth 99.8 %"
        in found(url, "steady", "error_budget_is_not_spent").observed
    )


def test_an_objective_of_pyrra_that_is_missed_says_by_how_much(url: str) -> None:
    finding = found(url, "overspent", "own_objective_is_met")
    assert finding.outcome is Outcome.ABSENT
    assert "Pyrra: 99.9 % answered in 28 days" in finding.observed
    assert finding.readings[0].value == pytest.approx(-1.0, abs=0.02)


def test_without_such_rules_there_is_no_own_objective(url: str) -> None:
    assert found(url, "flawless", "own_objective_is_met").outcome is Outcome.NOT_APPLICABLE


def test_all_of_it_takes_no_more_than_the_requests_allowed_for_a_service(url: str) -> None:
    around = _circumstances()
    prometheus.read(_source(url, "steady"), around)
    assert len(around.made) <= 25


@pytest.mark.parametrize(("rate", "days"), [(14.4, 2.08), (6, 5), (3, 10), (1, 30)])
def test_a_full_budget_lasts_its_window_over_the_burn(rate: float, days: float) -> None:
    lasts = error_budget.exhausted_in(rate)
    assert lasts is not None
    assert lasts / 86400 == pytest.approx(days, abs=0.005)
    assert error_budget.burn(rate * 0.001 * 1e6, 1e6, 0.999) == pytest.approx(rate)


def test_nothing_is_burning_where_only_one_window_of_a_pair_is() -> None:
    quiet = [Window(seconds=s, requests=1e6, errors=0) for s in error_budget.windows_asked()]
    for pair in error_budget.pairs():
        for hot in (pair.long, pair.short):
            mixed = [
                item.model_copy(update={"errors": 1e5}) if item.seconds == hot else item
                for item in quiet
            ]
            alone = error_budget.burning(mixed, 0.999, 3)
            assert pair not in [item.pair for item in alone]


def test_an_objective_written_for_openslo_or_about_speed_is_told_apart() -> None:
    labels = {"sloth_id": "shop-speed"}
    rules = (
        Rule(kind="recording", name="slo:sli_error:ratio_rate5m", labels=labels,
             expr='1 - rate(http_request_duration_seconds_bucket{job="shop",le="0.3"}[5m])'),
        Rule(kind="recording", name="slo:objective:ratio", expr="vector(0.95)", labels=labels),
        Rule(kind="recording", name="sloth_slo_info", expr="vector(1)",
             labels={**labels, "sloth_spec": "openslo/v1"}),
        Rule(kind="recording", name="slo:objective:ratio", expr="vector(0.5)",
             labels={"sloth_id": "somebody-else"}),
    )  # fmt: skip
    (own,) = own_objectives(related(rules, rules[:1]))
    assert (own.tool, own.about, own.objective) == ("OpenSLO", "fast enough", 0.95)


def test_rules_that_are_no_bare_number_leave_the_objective_unknown() -> None:
    rule = Rule(
        kind="recording", name="slo:objective:ratio", expr="vector(scalar(a))",
        labels={"sloth_id": "x"},
    )  # fmt: skip
    (own,) = own_objectives([rule])
    assert own.objective is None
