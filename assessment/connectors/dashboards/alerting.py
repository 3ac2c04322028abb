"""The alert rules of Grafana itself that read one service, and where their alerts end up."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from assessment.connectors.dashboards.answers import (
    GroupAnswer,
    PointAnswer,
    RuleAnswer,
    RulesAnswer,
)
from assessment.connectors.dashboards.evidence import WatchingRule
from assessment.connectors.dashboards.meaning import Meant
from assessment.connectors.paging.evidence import Destination
from assessment.connectors.paging.routing import ends
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Reach, Rest, part

RULES = ("/api/prometheus/grafana/api/v1/rules", "which alert rules Grafana itself has")
POLICIES = ("/api/v1/provisioning/policies", "which alert goes to which contact point")
POINTS = ("/api/v1/provisioning/contact-points", "which contact points tell somebody")
KEPT = 200
RUNBOOK = ("runbook_url", "runbook", "runbook_link", "runbookurl", "playbook", "playbook_url")
Routes = tuple[dict[str, Any], dict[str, tuple[str, ...]]]
"""The tree of policies, and the kinds of integration of each contact point."""


def groups(rest: Rest) -> tuple[GroupAnswer, ...]:
    """Every group of rules, without the alerts that fire."""
    return rest.read(RulesAnswer, *RULES, {"limit_alerts": "0"}).data.groups


def routes(rest: Rest) -> tuple[Routes, Reach]:
    """Policies and contact points; both are needed to say where an alert ends."""
    return part(lambda: (rest.read(dict[str, Any], *POLICIES), _ways(_points(rest))), ({}, {}))


def watching(
    found: Iterable[GroupAnswer], meant: Meant, way: Routes | None, reader: str
) -> tuple[WatchingRule, ...]:
    """The rules that read the service; ``way`` is ``None`` where the routes are not known."""
    return tuple(
        _watching(group.file, rule, way, reader)
        for group in found
        for rule in group.rules
        if rule.type == "alerting" and _about(rule, meant)
    )[:KEPT]


def _about(rule: RuleAnswer, meant: Meant) -> bool:
    labelled = any(rule.labels.get(name) == value for name, value in meant.labels.items())
    return labelled or meant.reads(rule.query, {}) is True


def _points(rest: Rest) -> tuple[PointAnswer, ...]:
    return rest.read(tuple[PointAnswer, ...], *POINTS)


def _ways(points: Iterable[PointAnswer]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in points:
        found[item.name] |= {item.type[:40]} if item.tells else set()
    return {name: tuple(sorted(kinds)) for name, kinds in found.items()}


def _watching(folder: str, rule: RuleAnswer, way: Routes | None, reader: str) -> WatchingRule:
    return WatchingRule(
        name=redact(rule.name)[:200], expression=redact(rule.query)[:2000], paused=rule.paused,
        runbook=any(
            key.lower() in RUNBOOK and "/" in text for key, text in rule.annotations.items()
        ),
        failing=rule.health.lower() in ("error", "err"), url=_page(rule, reader),
        ends=_ends(folder, rule, way) if way else (),
    )  # fmt: skip


def _ends(folder: str, rule: RuleAnswer, way: Routes) -> tuple[Destination, ...]:
    tree, ways = way
    if rule.named and rule.named.receiver:
        name = rule.named.receiver
        return (Destination(receiver=redact(name), ways=ways.get(name, ())),)
    labels = {"alertname": rule.name, "grafana_folder": folder} | rule.labels
    return ends(tree, ways, labels)


def _page(rule: RuleAnswer, reader: str) -> str:
    if not reader:
        return ""
    if rule.uid:
        return f"{reader}/alerting/grafana/{quote(rule.uid, safe='')}/view"
    search = quote('rule:"' + rule.name + '"', safe="")
    return f"{reader}/alerting/list?search={search}"
