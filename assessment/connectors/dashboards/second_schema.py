"""Dashboards in Grafana's second schema, told in the words of the first.

The classic address answers 406 for them and names the one that has them; nothing but a dashboard of
the same server, of the same uid, is asked for there.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from assessment.connectors.dashboards.answers import DashboardAnswer, Meta, mappings
from assessment.connectors.transport import Reply

ELSEWHERE = 406
KINDS = {"QueryVariable": "query", "CustomVariable": "custom", "ConstantVariable": "constant",
         "TextVariable": "textbox", "IntervalVariable": "interval"}  # fmt: skip


def named_path(reply: Reply, uid: str) -> str:
    """The path that a refusal names for this dashboard; empty where it names none."""
    if reply.status != ELSEWHERE:
        return ""
    try:
        told = str(json.loads(reply.body).get("message", ""))
    except (ValueError, AttributeError):
        return ""
    path = re.search(
        rf"/apis/dashboard\.grafana\.app/v2\w{{0,12}}/namespaces/[\w.-]{{1,80}}/dashboards/"
        rf"{re.escape(uid)}(?![\w/-])", told,
    )  # fmt: skip
    return path[0] if path else ""


def classic(data: Mapping[str, Any]) -> DashboardAnswer:
    """The dashboard with its panels and variables as the first schema has them."""
    spec, notes = (
        _mapping(data.get("spec")),
        _mapping(_mapping(data.get("metadata")).get("annotations")),
    )
    made = _mapping(data.get("metadata")).get("creationTimestamp")
    panels = [_panel(_mapping(item.get("spec"))) for item in _elements(spec)]
    variables = [_variable(item) for item in mappings(spec.get("variables"))]
    meta = {"updated": notes.get("grafana.app/updatedTimestamp") or made or None}
    return DashboardAnswer(
        dashboard={"panels": panels, "templating": {"list": variables}},
        meta=Meta.model_validate(meta),
    )


def _elements(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        item
        for item in _mapping(spec.get("elements")).values()
        if isinstance(item, dict) and item.get("kind") == "Panel"
    ]


def _panel(spec: Mapping[str, Any]) -> dict[str, Any]:
    group = _mapping(_mapping(spec.get("data")).get("spec"))
    shown = _mapping(_mapping(spec.get("vizConfig")).get("spec"))
    queries = [_mapping(item.get("spec")) for item in mappings(group.get("queries"))]
    return {"id": spec.get("id"), "title": spec.get("title"), "targets": [_target(q) for q in queries],
            "fieldConfig": shown.get("fieldConfig")}  # fmt: skip


def _target(query: Mapping[str, Any]) -> dict[str, Any]:
    """A query; its data source stands beside it in early versions, and within it in later ones."""
    asked = _mapping(query.get("query"))
    source = _mapping(asked.get("datasource")).get("name") or _mapping(query.get("datasource")).get(
        "uid"
    )
    return {"expr": _mapping(asked.get("spec")).get("expr"), "hide": query.get("hidden"),
            "datasource": {"uid": source}}  # fmt: skip


def _variable(item: Mapping[str, Any]) -> dict[str, Any]:
    spec = _mapping(item.get("spec"))
    return {"name": spec.get("name"), "type": KINDS.get(str(item.get("kind")), "query"),
            "current": spec.get("current"), "options": spec.get("options")}  # fmt: skip


def _mapping(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}
