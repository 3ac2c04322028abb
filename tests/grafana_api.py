"""A Grafana that serves its recorded shapes over real HTTP, old and new ones together."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.standing_in import StandIn

PROXY = "/api/datasources/proxy/uid/prom-1"
ERRORS = 'sum(rate(http_requests_total{job="scoring",status=~"5.."}[5m]))'
P95 = (
    "histogram_quantile(0.95, sum by (le) "
    '(rate(http_request_duration_seconds_bucket{job="scoring"}[5m])))'
)
SCORES = 'sum by (le) (increase(model_output_score_bucket{job=~"$service"}[1h]))'
SOURCE = {"type": "prometheus", "uid": "prom-1"}


def panel(number: int, title: str, *expressions: str, **parts: Any) -> dict[str, Any]:
    """A panel as today's dashboards have it."""
    targets = [
        {"refId": chr(65 + place), "expr": text, "datasource": SOURCE}
        for place, text in enumerate(expressions)
    ]
    return {"id": number, "title": title, "type": "timeseries", "datasource": SOURCE,
            "targets": targets, "fieldConfig": {"defaults": {"unit": "short"}}} | parts  # fmt: skip


def second_panel(number: int, title: str, expression: str, *, early: bool) -> dict[str, Any]:
    """A panel of the second schema; early versions have the data source beside the query."""
    asked: dict[str, Any] = {"kind": "prometheus" if early else "DataQuery", "version": "v0",
                             "spec": {"expr": expression}}  # fmt: skip
    query: dict[str, Any] = {"refId": "A", "hidden": False, "query": asked}
    if early:
        query["datasource"] = SOURCE
    else:
        asked |= {"group": "prometheus", "datasource": {"name": "prom-1"}}
    data = {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": query}]}}
    shown = {"kind": "VizConfig", "group": "timeseries",
             "spec": {"fieldConfig": {"defaults": {"unit": "s"}}}}  # fmt: skip
    return {
        "kind": "Panel",
        "spec": {"id": number, "title": title, "data": data, "vizConfig": shown},
    }


def variable(name: str, kind: str, *values: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "current": {"value": values[0] if values else ""},
            "options": [{"value": value, "text": value} for value in values]}  # fmt: skip


@dataclass
class Board:
    """One dashboard."""

    uid: str
    title: str
    model: dict[str, Any]
    folder: str = "General"
    second: bool = False
    """Kept in the second schema: the classic address refuses it and names another."""

    @property
    def path(self) -> str:
        return f"/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards/{self.uid}"


@dataclass
class Grafana:
    """Dashboards, rules, policies and contact points; ``prometheus`` is what its proxy leads to."""

    boards: list[Board] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    policies: dict[str, Any] = field(default_factory=dict)
    points: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    """Annotations as Grafana gives them, of whatever tags."""
    version: str = "11.2.0"
    prometheus: str = ""

    def answer(self, path: str, params: dict[str, list[str]]) -> tuple[int, Any]:
        """Status and body of a GET."""
        fixed = {
            "/api/health": {"database": "ok", "version": self.version, "commit": "1"},
            "/api/datasources": [SOURCE | {"name": "Prometheus", "isDefault": True, "id": 1}],
            "/api/v1/provisioning/policies": self.policies,
            "/api/v1/provisioning/contact-points": self.points,
            "/api/prometheus/grafana/api/v1/rules": {"status": "success", "data": {"groups": [
                {"name": "scoring", "file": "ML", "interval": 60, "rules": self.rules}]}},
        }  # fmt: skip
        if path in fixed:
            return 200, fixed[path]
        if path == "/api/annotations":
            wanted, since = set(params["tags"]), float(params["from"][0])
            assert params["matchAny"] == ["true"]
            return 200, [
                it for it in self.marks if wanted & set(it["tags"]) and it["time"] >= since
            ]
        if path == "/api/search":
            return 200, self._page(int(params["limit"][0]), int(params["page"][0]))
        if kept := next((item for item in self.boards if item.path == path), None):
            notes = {"grafana.app/updatedTimestamp": "2026-05-20T08:00:00Z",
                     "grafana.app/updatedBy": "user:ada.lovelace"}  # fmt: skip
            return 200, {"kind": "Dashboard", "spec": kept.model,
                         "metadata": {"name": kept.uid, "annotations": notes}}  # fmt: skip
        if path.startswith(PROXY):
            return self._proxied(path.removeprefix(PROXY), params)
        return self._board(path.rpartition("/")[2])

    def _page(self, limit: int, page: int) -> list[dict[str, Any]]:
        rows = [
            {"id": place, "uid": item.uid, "title": item.title, "type": "dash-db", "tags": [],
             "folderTitle": item.folder}
            for place, item in enumerate(self.boards)
        ]  # fmt: skip
        return rows[(page - 1) * limit : page * limit]

    def _board(self, uid: str) -> tuple[int, Any]:
        for item in self.boards:
            if item.uid == uid and item.second:
                told = f"dashboard api version not supported, use {item.path} instead"
                return 406, {"message": told}
            if item.uid == uid:
                meta = {"updated": "2026-05-12T08:00:00Z", "updatedBy": "ada.lovelace",
                        "folderTitle": item.folder, "url": f"/d/{uid}/x"}  # fmt: skip
                return 200, {"meta": meta, "dashboard": item.model | {"title": item.title}}
        return 404, {"message": "Dashboard not found"}

    def _proxied(self, path: str, params: dict[str, list[str]]) -> tuple[int, Any]:
        """What the Prometheus behind it answers, status and body as they come."""
        where = f"{self.prometheus}{path}?{urlencode(params, doseq=True)}"
        try:
            with urllib.request.urlopen(where, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()


def stand_in(grafana: Grafana) -> StandIn:
    """It behind a token."""
    return StandIn(grafana.answer)


def usual() -> Grafana:
    """A service on one page of today, on one old page and on none of the others."""
    rule = {"uid": "r1", "name": "Errors", "type": "alerting", "query": f"{ERRORS} > 0.01",
            "health": "ok", "labels": {"team": "ml"},
            "annotations": {"runbook_url": "https://runbooks.example.org/errors"}}  # fmt: skip
    lost = rule | {
        "uid": "r2",
        "name": "Slow",
        "labels": {"team": "platform"},
        "annotations": None,
        "query": P95,
    }
    return Grafana(
        boards=[
            Board("other", "Billing", {"panels": [panel(1, "Errors", 'x_total{job="billing"}')]}),
            Board("now", "Scoring", {"panels": [
                panel(1, "Requests", 'sum(rate(http_requests_total{job="scoring"}[5m]))'),
                {"id": 9, "type": "row", "panels": [panel(2, "Errors", ERRORS)]},
                panel(3, "95th percentile", P95, fieldConfig={"defaults": {"unit": "s"}}),
                panel(4, "Notes", type="text"),
            ]}, "ML"),
            Board("old", "Outputs", {
                "templating": {"list": [variable("service", "custom", "billing", "scoring")]},
                "rows": [{"panels": [{
                    "id": 5, "title": "Score", "datasource": "Prometheus",
                    "targets": [{"refId": "A", "expr": SCORES}], "yaxes": [{"format": "short"}],
                }]}],
            }),
            Board("any", "Any service", {
                "templating": {"list": [variable("service", "query", "billing")]},
                "panels": [panel(1, "Requests", 'sum(rate(http_requests_total{job="$service"}[5m]))')],
            }),
        ],
        rules=[rule, lost, rule | {"uid": "r3", "query": "up{job='billing'} == 0", "labels": {}}],
        policies={"receiver": "grafana-default-email", "routes": [
            {"receiver": "ml-on-call", "object_matchers": [["team", "=", "ml"]]}]},
        points=[
            {"name": "grafana-default-email", "type": "email",
             "settings": {"addresses": "<example@email.com>"}},
            {"name": "ml-on-call", "type": "pagerduty", "settings": {"integrationKey": "[REDACTED]"}},
        ],
    )  # fmt: skip


def pane(query: dict[str, list[str]]) -> dict[str, Any]:
    """The one pane of an Explore link, as Grafana reads it."""
    (found,) = json.loads(query["panes"][0]).values()
    assert isinstance(found, dict)
    return found
