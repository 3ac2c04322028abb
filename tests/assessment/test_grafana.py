"""The Grafana connector against a server that speaks its API, pages old and new."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from assessment.connectors import grafana, prometheus
from assessment.connectors.dashboards.evidence import DashboardEvidence
from assessment.connectors.dashboards.meaning import Meant
from assessment.connectors.runtime.promql import graph_link
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from tests import grafana_api
from tests.grafana_api import PROXY, Board, Grafana, panel, second_panel, usual
from tests.live_prometheus import Live
from tests.standing_in import TOKEN, StandIn, standing_in

READER = "https://grafana.example.org"
SCORING: Options = {"labels": {"job": "scoring"}}


@pytest.fixture
def server() -> Iterator[tuple[Grafana, StandIn]]:
    made = usual()
    with standing_in(grafana_api.stand_in(made)) as running:
        yield made, running


def _source(running: StandIn, options: Options = SCORING, path: str = "", **more: str) -> Source:
    given = {"kind": "grafana", "reader_address": READER} | more
    return Source(
        id="g", name="Grafana", address=running.address + path, secret="viewer", options=options,
        **given,
    )  # fmt: skip


def _circumstances() -> Circumstances:
    permission = Permission(secrets={"viewer": f"host=127.0.0.1 bearer:{TOKEN}"})
    return Circumstances(now=lambda: datetime.now(UTC), permission=permission)


def _read(running: StandIn, options: Options = SCORING) -> DashboardEvidence:
    return grafana.read(_source(running, options), _circumstances())


def _found(running: StandIn, options: Options = SCORING) -> dict[str, Finding]:
    seen = _read(running, options)
    found = examine(discover(), _source(running, options), seen, seen.read_at)
    return {item.probe: item for item in found}


def test_panels_of_the_service_are_found_on_pages_old_and_new(
    server: tuple[Grafana, StandIn],
) -> None:
    seen = _read(server[1])
    assert [(item.title, len(item.panels)) for item in seen.dashboards] == [
        ("Scoring", 3), ("Outputs", 1),
    ]  # fmt: skip
    assert seen.by_choice == ("Any service",)
    assert seen.dashboards[0].panels[0].url == f"{READER}/d/now?viewPanel=1"
    assert [item.unit for item in seen.dashboards[0].panels] == ["short", "short", "s"]
    assert seen.dashboards[0].updated_at == datetime(2026, 5, 12, 8, tzinfo=UTC)


def test_names_of_metrics_settle_what_a_variable_leaves_open(
    server: tuple[Grafana, StandIn],
) -> None:
    seen = _read(server[1], {**SCORING, "metrics": ["http_requests_total"]})
    assert [item.title for item in seen.dashboards] == ["Scoring", "Outputs", "Any service"]


def test_a_watched_service_is_present_in_the_probes_of_dashboards(
    server: tuple[Grafana, StandIn],
) -> None:
    found = _found(server[1], {**SCORING, "business": ["refunds"]})
    for probe in (
        "a_dashboard_shows_the_service", "dashboard_shows_traffic_errors_and_latency",
        "dashboard_shows_model_outputs", "grafana_alerts_watch_the_service",
    ):  # fmt: skip
        assert found[probe].outcome is Outcome.PRESENT, found[probe].observed
    assert found["dashboard_shows_the_business_metric"].outcome is Outcome.ABSENT


def test_an_alert_that_ends_at_the_address_of_a_fresh_installation_tells_nobody(
    server: tuple[Grafana, StandIn],
) -> None:
    found = _found(server[1])["grafana_alerts_reach_a_contact_point"]
    assert found.outcome is Outcome.ABSENT
    assert "Slow to grafana-default-email (tells nobody)" in found.observed
    server[0].rules[1]["notificationSettings"] = {"receiver": "ml-on-call"}
    assert _found(server[1])["grafana_alerts_reach_a_contact_point"].outcome is Outcome.PRESENT


def test_a_route_by_a_label_that_is_not_on_the_rule_is_no_verdict(
    server: tuple[Grafana, StandIn],
) -> None:
    server[0].rules[1]["labels"] = None
    found = _found(server[1])["grafana_alerts_reach_a_contact_point"]
    assert found.outcome is Outcome.UNAVAILABLE
    assert "labels" in found.remedy


def test_runbooks_of_the_services_alerts_are_counted(server: tuple[Grafana, StandIn]) -> None:
    found = _found(server[1])["grafana_alerts_have_runbooks"]
    assert found.outcome is Outcome.ABSENT
    assert [(item.value, item.n) for item in found.readings] == [(0.5, 2.0)]


@pytest.mark.parametrize(
    ("part", "lost"),
    [
        ("/api/v1/provisioning", {"grafana_alerts_reach_a_contact_point"}),
        ("/api/prometheus", {"grafana_alerts_reach_a_contact_point",
                             "grafana_alerts_watch_the_service", "grafana_alerts_have_runbooks"}),
        ("/api/datasources", set()),
        ("/api/annotations", {"deployments_are_marked"}),
        ("/api/search", {"a_dashboard_shows_the_service", "dashboard_shows_model_outputs",
                         "deployments_are_marked", "dashboard_shows_traffic_errors_and_latency"}),
        ("/api/dashboards", {"a_dashboard_shows_the_service", "dashboard_shows_model_outputs",
                             "deployments_are_marked", "dashboard_shows_traffic_errors_and_latency"}),
    ],
)  # fmt: skip
def test_a_refused_part_costs_its_own_findings_only(
    server: tuple[Grafana, StandIn], part: str, lost: set[str]
) -> None:
    server[1].forbidden.add(part)
    found = _found(server[1])
    unseen = {name for name, item in found.items() if item.outcome is Outcome.UNAVAILABLE}
    assert unseen - {"dashboard_shows_the_business_metric"} == lost
    assert all("403" in found[name].observed for name in lost)


def test_a_refused_token_is_unavailable(server: tuple[Grafana, StandIn]) -> None:
    server[1].headers = ("Bearer another",)
    with pytest.raises(SourceUnavailable, match="Grafana answered 401"):
        _read(server[1])


def test_a_page_whose_data_source_is_gone_shows_nothing(server: tuple[Grafana, StandIn]) -> None:
    gone = panel(1, "Requests", 'http_requests_total{job="scoring"}', datasource={"uid": "lost"})
    server[0].boards = [Board("now", "Scoring", {"panels": [gone]})]
    found = _found(server[1])["a_dashboard_shows_the_service"]
    assert (found.outcome, found.observed) == (
        Outcome.ABSENT, "the data source of Requests is gone",
    )  # fmt: skip


def test_a_panel_of_mixed_sources_or_with_an_expression_is_not_taken_for_broken(
    server: tuple[Grafana, StandIn],
) -> None:
    mixed = panel(
        1, "Ratio", 'http_requests_total{job="scoring"}', datasource={"uid": "-- Mixed --"}
    )
    mixed["targets"].insert(0, {"refId": "B", "type": "math", "datasource": {"uid": "__expr__"}})
    server[0].boards = [Board("now", "Scoring", {"panels": [mixed]})]
    (shown,) = _read(server[1]).dashboards[0].panels
    assert (shown.datasource, shown.broken) == ("prom-1", False)


def test_dashboards_are_listed_page_by_page_and_read_up_to_a_limit(
    server: tuple[Grafana, StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.connectors.dashboards.reading.PAGE", 2)
    monkeypatch.setattr("assessment.connectors.dashboards.reading.READ", 3)
    server[0].boards += [Board(f"b{n}", f"Page {n}", {}) for n in range(3)]
    server[0].boards = [item for item in server[0].boards if item.uid not in ("now", "any")]
    seen = _read(server[1])
    assert (seen.listed, seen.looked, seen.complete) == (5, 3, False)
    server[0].boards = [item for item in server[0].boards if item.uid != "old"]
    found = _found(server[1])["a_dashboard_shows_the_service"]
    assert (found.outcome, found.observed) == (
        Outcome.UNAVAILABLE, "3 of 4 dashboards were read, none reads the service",
    )  # fmt: skip


def test_a_dashboard_called_like_the_service_is_read_first(
    server: tuple[Grafana, StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.connectors.dashboards.reading.READ", 1)
    assert [item.title for item in _read(server[1]).dashboards] == ["Scoring"]


def test_dashboards_chosen_by_hand_are_the_only_ones_that_are_read(
    server: tuple[Grafana, StandIn],
) -> None:
    seen = _read(server[1], {"dashboards": ["other"]})
    assert [(item.title, len(item.panels)) for item in seen.dashboards] == [("Billing", 1)]
    assert "/api/dashboards/uid/now" not in server[1].asked


def test_without_a_service_nothing_is_asked(server: tuple[Grafana, StandIn]) -> None:
    with pytest.raises(SourceUnavailable, match="not said which service"):
        _read(server[1], {})
    assert not server[1].asked


@pytest.mark.parametrize(
    "model",
    [
        {"panels": None, "templating": None},
        {"panels": [None, 3, {"targets": None}, {"targets": [None, {"expr": None}], "id": "x"}]},
        {"rows": "none", "templating": {"list": [{"name": None, "current": "x"}]}},
        {"panels": [panel(1, "x", 'a{job="scoring"}', datasource=None, fieldConfig=None)]},
    ],
)
def test_a_page_of_an_odd_shape_is_read_as_far_as_it_goes(
    server: tuple[Grafana, StandIn], model: dict[str, object]
) -> None:
    server[0].boards = [Board("odd", "Odd", model)]
    assert _read(server[1]).looked == 1


@pytest.mark.parametrize("early", [True, False])
def test_a_dashboard_of_the_second_schema_is_read_where_grafana_says_it_is(
    server: tuple[Grafana, StandIn], early: bool
) -> None:
    chosen = {"name": "service", "current": {"value": "scoring"}, "options": []}
    model = {
        "title": "New", "variables": [{"kind": "CustomVariable", "spec": chosen}],
        "elements": {
            "panel-1": second_panel(1, "Times", 'x_bucket{job="$service"}', early=early),
            "panel-2": second_panel(2, "Other", 'x_total{job="billing"}', early=early),
            "lib": {"kind": "LibraryPanel", "spec": {"id": 3}}, "odd": None,
        },
    }  # fmt: skip
    server[0].boards = [Board("new", "New", model, second=True)]
    (page,) = _read(server[1]).dashboards
    (shown,) = page.panels
    assert (shown.title, shown.unit, shown.datasource) == ("Times", "s", "prom-1")
    assert shown.url == f"{READER}/d/new?viewPanel=1"
    assert page.updated_at == datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "use /apis/dashboard.grafana.app/v2/namespaces/default/dashboards/other instead",
        "use /apis/dashboard.grafana.app/v2/namespaces/default/dashboards/new/../../secrets instead",
        "use https://evil.example.org/apis/dashboard.grafana.app/v2 instead",
        "use /api/admin/settings instead", "",
    ],
)  # fmt: skip
def test_a_refusal_that_names_anything_but_this_dashboard_leads_nowhere(
    server: tuple[Grafana, StandIn], told: str
) -> None:
    made, running = server
    made.boards = [Board("new", "New", {})]
    usual_answer = running.answer
    running.answer = lambda path, params: (
        (406, {"message": told}) if path.endswith("/uid/new") else usual_answer(path, params)
    )
    seen = _read(running)
    assert (seen.looked, "406" in seen.searched.reason) == (0, True)
    assert not any(path.startswith(("/apis", "/api/admin")) for path in running.asked)


def test_nothing_in_the_evidence_names_a_person_or_holds_the_token(
    server: tuple[Grafana, StandIn],
) -> None:
    kept = _read(server[1]).model_dump_json()
    for text in ("ada.lovelace", TOKEN, "example@email.com"):
        assert text not in kept


def test_every_request_was_announced_and_only_reads(server: tuple[Grafana, StandIn]) -> None:
    given, source = _circumstances(), _source(server[1])
    grafana.read(source, given)
    told = {item.what.partition(",")[0].removesuffix("…") for item in grafana.requests(source)}
    assert {item.request.verb for item in given.made} == {"GET"}
    for item in given.made:
        assert any(item.request.what.startswith(start) for start in told), item.request.what


def test_the_survey_offers_dashboards_and_the_labels_on_their_panels(
    server: tuple[Grafana, StandIn],
) -> None:
    survey = grafana.survey(_source(server[1], {}), _circumstances())
    assert survey.told == (
        "Grafana 11.2.0, 4 dashboards, data sources: 1 prometheus; "
        f"its Prometheus answers at {PROXY}"
    )
    assert [item.value for item in survey.choices["labels"]] == ["job=billing", "job=scoring"]
    assert [item.label for item in survey.choices["dashboards"]][:2] == [
        "General / Billing", "ML / Scoring",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "variables", "reads"),
    [
        ('up{job="scoring"}', {}, True),
        ("up{job='scoring'}", {}, True),
        ('up{service="scoring"}', {}, True),
        ('up{job="scoring-canary"}', {}, False),
        ('up{job!="scoring"}', {}, False),
        ('up{job=~"billing|scoring"}', {}, True),
        ('up{job=~"billing|ranking"}', {}, False),
        ('up{job=~".*"}', {}, True),
        ('up{job=~"$job"}', {"job": ("scoring", "billing")}, True),
        ('up{job=~"${job:regex}"}', {"job": ("billing",)}, False),
        ('up{job=~"[[job]]"}', {"job": None}, None),
        ('up{job="$team-$app"}', {"team": ("a",), "app": ("b",)}, None),
        ('up{job="${app}-api"}', {"app": ("x", "y")}, False),
        ('requests_total{handler="/score"}', {}, True),
        ('requests_total{job="billing"}', {}, False),
        ('rate(other_total{path="job=scoring"}[5m])', {}, False),
        ('a{job="billing"} / b{job="scoring"}', {}, True),
        ('up{job="scoring', {}, False),
        ("", {}, False),
    ],
)
def test_what_an_expression_reads_is_told_by_its_conditions(
    expression: str, variables: dict[str, tuple[str, ...] | None], reads: bool | None
) -> None:
    meant = Meant(labels={"job": "scoring"}, metrics=("requests_total",))
    assert meant.reads(expression, variables) is reads


def test_of_two_labels_both_have_to_fit_one_selector() -> None:
    meant = Meant(labels={"namespace": "returns", "app": "scoring"})
    assert meant.reads('up{namespace="returns",app="scoring"}', {}) is True
    assert meant.reads('up{namespace="returns",app="ranking"}', {}) is False


def test_a_closed_prometheus_is_read_through_grafana_and_its_links_open_grafana(
    server: tuple[Grafana, StandIn], live: Live
) -> None:
    made, running = server
    made.prometheus = live.url
    options: Options = {"labels": {"job": "scoring"}, "window": "1h"}
    source = _source(running, options, PROXY, kind="prometheus")
    seen = prometheus.read(source, _circumstances())
    requests = seen.signal("request_rate")
    assert requests.value
    assert [rule.name for rule in seen.rules if rule.kind == "alert"] == [
        "ErrorBudgetBurn", "ScoringDown",
    ]  # fmt: skip
    assert seen.rules_url == f"{READER}/alerting/list"
    link = urlsplit(requests.url)
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{READER}/explore"
    pane = grafana_api.pane(parse_qs(link.query))
    assert pane["datasource"] == "prom-1"
    assert 'http_requests_total{job="scoring"}' in pane["queries"][0]["expr"]
    assert int(pane["range"]["from"]) < int(pane["range"]["to"])
    assert live.ask(pane["queries"][0]["expr"], int(pane["range"]["to"]) / 1000)


def test_the_proxy_needs_the_token_as_well(server: tuple[Grafana, StandIn], live: Live) -> None:
    server[0].prometheus = live.url
    source = _source(server[1], {}, PROXY, kind="prometheus").model_copy(update={"secret": ""})
    with pytest.raises(SourceUnavailable, match="refuses us"):
        prometheus.read(source, _circumstances())


def test_a_proxy_by_number_gives_no_link_rather_than_a_wrong_one(
    server: tuple[Grafana, StandIn],
) -> None:
    assert graph_link(f"{READER}/api/datasources/proxy/7", "up", 1000.0, 60.0) == ""


def _mark(days: float, *tags: str, page: str | None = None) -> dict[str, object]:
    at = datetime.now(UTC) - timedelta(days=days)
    return {"id": 1, "dashboardUID": page, "time": round(1000 * at.timestamp()), "timeEnd": 0,
            "text": "v2", "tags": list(tags)}  # fmt: skip


def test_marks_of_deployments_are_counted_where_they_say_whose_they_are(
    server: tuple[Grafana, StandIn],
) -> None:
    server[0].marks = [
        _mark(1, "deploy", "scoring"), _mark(30, "deployment", "job:Scoring"),
        _mark(40, "deploy", page="now"), _mark(2, "deploy", "billing"), _mark(3, "incident"),
        _mark(200, "deploy", "scoring"),
    ]  # fmt: skip
    seen = _read(server[1])
    assert seen.markers
    assert (len(seen.markers.times), seen.markers.others) == (3, 1)
    found = _found(server[1])["deployments_are_marked"]
    assert (found.outcome, found.readings[0].value) == (Outcome.PRESENT, 3)
    month = _read(server[1], SCORING | {"delivery_days": 35})
    assert month.markers
    assert len(month.markers.times) == 2


def test_no_mark_at_all_is_absent_and_one_of_another_service_decides_nothing(
    server: tuple[Grafana, StandIn],
) -> None:
    assert _found(server[1])["deployments_are_marked"].outcome is Outcome.ABSENT
    server[0].marks = [_mark(1, "deploy", "billing")]
    assert _found(server[1])["deployments_are_marked"].outcome is Outcome.UNAVAILABLE
