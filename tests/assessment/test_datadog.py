"""Datadog over real HTTP: numbers with units, days, missing series, monitors and objectives."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.connectors import datadog
from assessment.connectors.apm.rules import runbook, ways
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.forge_api import Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
KEYS = {"DD-API-KEY": "api-key-1234", "DD-APPLICATION-KEY": "app-key-5678"}
SECOND = [{"family": "time", "name": "second", "short_name": "s", "scale_factor": 1.0}, None]


def points(*values: float | None, days: int = 30) -> list[list[float | None]]:
    """One value a day from ``days`` days ago on, the last one repeated to today."""
    filled = [*values, *([values[-1]] * (days - len(values)))]
    return [
        [(NOW - timedelta(days=days - place)).timestamp() * 1000, value]
        for place, value in enumerate(filled)
    ]


def series(*values: float | None, unit: Any = None, days: int = 30) -> dict[str, Any]:
    return {"status": "ok", "series": [{"pointlist": points(*values, days=days), "unit": unit}]}


EMPTY: dict[str, Any] = {"status": "ok", "series": []}


class Account:
    """What each kind of query gives, by how it begins."""

    def __init__(self, api: Forge) -> None:
        self.api = api
        self.gives: dict[str, Any] = {
            "sum:trace.fastapi.request.hits": series(1000.0),
            "sum:trace.fastapi.request.errors": series(1.0),
            "p95:trace.fastapi.request": series(0.18, 0.24, 0.2, unit=SECOND),
            "p99:trace.fastapi.request": series(0.5, unit=SECOND),
        }
        api.required, api.first_page = KEYS, 0
        api.answers = {
            "/api/v1/metrics": {"from": "0", "metrics": [
                "trace.fastapi.request.hits", "trace.fastapi.request", "trace.redis.command.hits",
                "trace.http.request.hits", "system.cpu.user"]},
            "/api/v1/query": lambda given: next(
                (body for start, body in self.gives.items() if given["query"].startswith(start)), EMPTY
            ),
            "/api/v1/monitor": [
                {"id": 1, "name": "Errors of scoring", "type": "query alert", "draft_status": "published",
                 "query": "sum(last_5m):sum:trace.fastapi.request.errors{service:scoring} > 10",
                 "message": "@pagerduty-scoring @ada@example.org\nRunbook: https://wiki.example.org/x",
                 "tags": ["service:scoring", "env:prod", "team:returns"], "overall_state": "OK"},
                {"id": 2, "name": "Budget", "type": "slo alert", "message": "@slack-returns runbook "
                 "https://wiki.example.org/y", "tags": [],
                 "query": 'burn_rate("abc123").over("30d").long_window("1h").short_window("5m") > 14.4'},
                {"id": 3, "name": "Billing", "type": "query alert", "message": "",
                 "query": "avg(last_5m):avg:system.cpu.user{service:billing} > 90", "tags": []},
                {"id": 4, "name": "Draft", "type": "query alert", "draft_status": "draft",
                 "query": "avg:x{service:scoring}", "message": "", "tags": []}],
            "/api/v1/slo": {"data": [
                {"id": "abc123", "name": "Scoring is available", "type": "metric",
                 "query": {"numerator": "sum:trace.fastapi.request.hits", "denominator": "…"},
                 "thresholds": [{"timeframe": "7d", "target": 99.0},
                                {"timeframe": "30d", "target": 99.5}],
                 "tags": ["service:scoring"]}]},
            "/api/v1/slo/abc123/history": {"data": {"overall": {"sli_value": 99.9}}},
        }  # fmt: skip


@pytest.fixture
def account() -> Iterator[Account]:
    with serving("") as api:
        yield Account(api)


def look(account: Account, **options: Any) -> tuple[RuntimeEvidence, dict[str, Finding]]:
    """What was read, and what each probe says of it."""
    source = Source(
        id="d", kind="datadog", name="Monitor", address=account.api.address, secret="keys",
        options={"service": "scoring", "latency_p95_ms": 300} | options,
    )  # fmt: skip
    entry = "headers:" + "|".join(f"{name}: {value}" for name, value in KEYS.items())
    allowed = Permission(secrets={"keys": entry})
    seen = datadog.read(source, Circumstances(now=lambda: NOW, permission=allowed))
    return seen, {item.probe: item for item in examine(discover(), source, seen, NOW)}


def test_a_watched_service_is_present_in_every_probe(account: Account) -> None:
    _, found = look(account, availability_target=0.99)
    assert {name for name, item in found.items() if item.outcome is not Outcome.PRESENT} == set()


def test_availability_is_failures_over_requests_of_the_whole_window(account: Account) -> None:
    seen, found = look(account, availability_target=0.9985)
    signal = seen.signal("availability")
    assert signal.value == pytest.approx(0.999)
    assert (signal.n, signal.unit) == (30_000, "ratio")
    assert signal.low is not None
    assert signal.low < 0.999 < (signal.high or 0)
    assert seen.history_days == pytest.approx(30)
    assert found["availability_meets_target"].outcome is Outcome.PRESENT
    assert seen.signal("request_rate").value == pytest.approx(30_000 / (30 * 86_400))


def test_a_missing_error_series_is_none_where_the_tracer_counts(account: Account) -> None:
    account.gives["sum:trace.fastapi.request.errors"] = EMPTY
    seen, _ = look(account)
    assert seen.signal("availability").value == 1.0
    assert seen.signal("availability").low is not None
    assert (seen.signal("availability").low or 1) < 1.0


def test_a_missing_error_series_of_ones_own_query_is_not_known(account: Account) -> None:
    account.gives |= {"sum:gateway.hits": series(50.0)}
    seen, found = look(account, requests="sum:gateway.hits{app:x}", errors="sum:gateway.5xx{app:x}")
    assert seen.signal("availability").status is Status.NO_SAMPLES
    assert found["availability_meets_target"].outcome is Outcome.UNAVAILABLE
    assert found["throughput_is_measured"].outcome is Outcome.PRESENT


def test_no_traffic_is_unavailable_and_never_a_hundred_percent(account: Account) -> None:
    account.gives["sum:trace.fastapi.request.hits"] = series(0.0)
    _, found = look(account)
    for name in ("availability_meets_target", "error_ratio_is_low", "latency_within_target"):
        assert found[name].outcome is Outcome.UNAVAILABLE
        assert "no request" in found[name].observed


def test_a_percentile_lies_between_its_best_and_its_worst_day(account: Account) -> None:
    seen, found = look(account)
    signal = seen.signal("latency_p95_ms")
    assert (signal.low, signal.high, signal.unit) == (180.0, 240.0, "ms")
    assert signal.value == pytest.approx((180 + 240 + 28 * 200) / 30)
    assert found["latency_within_target"].outcome is Outcome.PRESENT
    assert look(account, latency_p95_ms=210)[1]["latency_within_target"].outcome is (
        Outcome.UNAVAILABLE
    )
    assert look(account, latency_p95_ms=150)[1]["latency_within_target"].outcome is Outcome.ABSENT


@pytest.mark.parametrize(
    ("unit", "value"),
    [("millisecond", 7.0), ("second", 7000.0), ("microsecond", 0.007), ("nanosecond", 7e-6)],
)
def test_times_are_converted_by_the_unit_that_comes_with_them(
    account: Account, unit: str, value: float
) -> None:
    account.gives["p95:trace.fastapi.request"] = series(7.0, unit=[{"name": unit}, None])
    assert look(account)[0].signal("latency_p95_ms").value == pytest.approx(value)


@pytest.mark.parametrize("unit", [None, [{"name": "byte"}, None]])
def test_a_time_without_a_unit_of_time_is_no_number(account: Account, unit: Any) -> None:
    account.gives |= {"sum:gateway.hits": series(50.0), "p95:gateway.time": series(7.0, unit=unit)}
    seen, found = look(account, requests="sum:gateway.hits{*}", latency="p95:gateway.time{*}")
    assert seen.signal("latency_p95_ms").status is Status.FAILED
    assert found["latency_within_target"].outcome is Outcome.UNAVAILABLE


def test_a_service_of_three_days_has_three_days_of_history(account: Account) -> None:
    account.gives["sum:trace.fastapi.request.hits"] = series(1000.0, days=3)
    account.gives["sum:trace.fastapi.request.errors"] = series(1.0, days=3)
    seen, found = look(account)
    assert seen.history_days == pytest.approx(3)
    assert found["availability_meets_target"].outcome is Outcome.UNAVAILABLE


def test_a_query_that_fails_is_told_with_the_reason(account: Account) -> None:
    account.gives["sum:trace.fastapi.request.hits"] = {"status": "error", "error": "rollup too big"}
    _, found = look(account)
    assert found["availability_is_measured"].outcome is Outcome.UNAVAILABLE
    assert "rollup too big" in found["availability_is_measured"].observed


def test_a_client_operation_is_not_taken_for_the_serving_one(account: Account) -> None:
    look(account)
    asked = [path for path in account.api.asked if "/query?" in path]
    assert not [path for path in asked if "redis" in path or "http.request" in path]


def test_of_several_serving_operations_one_must_be_chosen(account: Account) -> None:
    account.api.answers["/api/v1/metrics"]["metrics"].append("trace.flask.request.hits")
    seen, found = look(account)
    assert found["availability_is_measured"].outcome is Outcome.UNAVAILABLE
    assert "fastapi.request, flask.request" in found["availability_is_measured"].observed
    assert look(account, operation="fastapi.request")[0].signal("availability").value is not None
    assert seen.rules_status is Status.VALUE


def test_metrics_of_no_known_form_are_no_proof_that_requests_are_not_counted(
    account: Account,
) -> None:
    account.api.answers["/api/v1/metrics"]["metrics"] = ["system.cpu.user", "model.score"]
    _, found = look(account)
    for name in ("throughput_is_measured", "availability_is_measured"):
        assert found[name].outcome is Outcome.UNAVAILABLE
        assert "operation" in found[name].remedy


def test_a_part_that_is_forbidden_costs_its_own_findings_alone(account: Account) -> None:
    account.api.refuse("/api/v1/monitor", 403)
    account.api.refuse("/api/v1/metrics", 403)
    _, found = look(account)
    assert {
        item.outcome for name, item in found.items() if "monitor" in name or "alert" in name
    } == {Outcome.UNAVAILABLE}
    assert found["availability_is_measured"].outcome is Outcome.UNAVAILABLE


def test_only_the_services_own_monitors_are_judged(account: Account) -> None:
    seen, found = look(account)
    assert "2 of 3 alert rules read this service" in found["alerts_are_defined"].observed
    assert found["alerts_have_runbooks"].readings[0].value == 1.0
    assert found["monitors_tell_somebody"].observed == (
        "2 of 2 monitors tell somebody: email, pagerduty, slack"
    )
    account.api.answers["/api/v1/monitor"][0]["message"] = "it burns"
    assert look(account)[1]["monitors_tell_somebody"].outcome is Outcome.ABSENT
    assert "ada@example.org" not in seen.model_dump_json()


def test_an_objectives_budget_is_what_is_left_of_its_longest_time(account: Account) -> None:
    seen, found = look(account)
    own = seen.capacity.own[0]
    assert (own.objective, own.window_days, own.about) == (0.995, 30, "answered")
    assert own.remaining == pytest.approx(0.8)  # 0.1 % of the allowed 0.5 % was spent
    assert found["own_objective_is_met"].outcome is Outcome.PRESENT
    account.api.answers["/api/v1/slo/abc123/history"] = {"data": {"overall": {"sli_value": 98.0}}}
    assert look(account)[1]["own_objective_is_met"].outcome is Outcome.ABSENT


def test_objectives_without_a_burning_alert_tell_nobody(account: Account) -> None:
    del account.api.answers["/api/v1/monitor"][1]
    assert look(account)[1]["slo_rules_are_present"].outcome is Outcome.ABSENT


@pytest.mark.parametrize("service", ["", "scoring} by {x", "a,b", "scoring\n"])
def test_a_service_that_is_no_tag_is_refused(account: Account, service: str) -> None:
    if service == "scoring\n":
        assert look(account, service=service)[0].service == 'service="scoring"'
        return
    with pytest.raises(SourceUnavailable, match=r"no service is chosen|not that of a tag"):
        look(account, service=service)
    assert account.api.asked == []


def test_the_keys_are_redacted_everywhere(account: Account) -> None:
    seen, found = look(account)
    kept = seen.model_dump_json() + "".join(item.model_dump_json() for item in found.values())
    assert not [key for key in KEYS.values() if key in kept]


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://app.datadoghq.com", "https://api.datadoghq.com"),
        ("https://app.datadoghq.eu/", "https://api.datadoghq.eu"),
        ("https://us5.datadoghq.com", "https://api.us5.datadoghq.com"),
        ("https://api.us3.datadoghq.com", "https://api.us3.datadoghq.com"),
        ("https://datadoghq.com.evil.example", "https://datadoghq.com.evil.example"),
    ],
)
def test_the_api_is_found_from_the_sites_address(address: str, api: str) -> None:
    source = Source(id="d", kind="datadog", name="", address=address)
    assert datadog.requests(source)[1].what == f"{api}/api/v1/query"


@pytest.mark.parametrize(
    ("message", "found", "link"),
    [
        ("@slack-ops see the runbook https://w.example/a.", ("slack",), "https://w.example/a"),
        ("mail ada@example.org", (), ""),
        ("@webhook-x @webhook-y @ada@example.org", ("email", "webhook"), ""),
        ("https://w.example/runbooks/errors", (), "https://w.example/runbooks/errors"),
        ("dashboard: https://w.example/d\nrunbook\nhttps://w.example/other", (), ""),
        ("{{#is_alert}}@pagerduty{{/is_alert}}", ("pagerduty",), ""),
    ],
)
def test_a_message_is_read_for_its_handles_and_its_runbook(
    message: str, found: tuple[str, ...], link: str
) -> None:
    assert (ways(message), runbook(message)) == (found, link)


def test_the_survey_offers_services_and_environments(account: Account) -> None:
    source = Source(id="d", kind="datadog", name="", address=account.api.address, secret="keys")
    entry = "headers:" + "|".join(f"{name}: {value}" for name, value in KEYS.items())
    allowed = Permission(secrets={"keys": entry})
    survey = datadog.survey(source, Circumstances(now=lambda: NOW, permission=allowed))
    assert survey.told == "Datadog, 3 monitors"
    assert [item.value for item in survey.choices["service"]] == ["scoring"]
    assert [item.value for item in survey.choices["env"]] == ["prod"]
