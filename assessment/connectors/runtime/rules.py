"""Alert and recording rules and scrape targets, from the server's own answers."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessment.connectors.runtime.evidence import Rule, Target

RULES_READ = 2000
TARGETS_READ = 200
TARGET_LABELS = ("job", "instance", "namespace", "service", "pod", "cluster")


def parsed_rules(groups: list[dict[str, Any]]) -> tuple[Rule, ...]:
    """Every rule of every group, at most 2,000."""
    found = [
        _rule(str(group.get("name", "")), row)
        for group in groups
        for row in (group["rules"] if isinstance(group.get("rules"), list) else [])
        if isinstance(row, dict)
    ]
    return tuple(found[:RULES_READ])


def parsed_targets(
    rows: list[dict[str, Any]], labels: Mapping[str, str], now: float
) -> tuple[Target, ...]:
    """The targets of a service (by those labels that a target has), at most 200."""
    found = [_target(row, _texts(row.get("labels")), now) for row in _meant(rows, labels)]
    return tuple(found[:TARGETS_READ])


def scrape_interval(rows: list[dict[str, Any]], labels: Mapping[str, str]) -> float | None:
    """The longest time between two scrapes of a service's targets, in seconds."""
    found = [_seconds(str(row.get("scrapeInterval", ""))) for row in _meant(rows, labels)]
    return max(filter(None, found), default=None)


def _seconds(text: str) -> float:
    parts = re.findall(r"(\d+)(ms|s|m|h)", text)
    return sum(
        int(number) * {"ms": 0.001, "s": 1, "m": 60, "h": 3600}[unit] for number, unit in parts
    )


def _meant(rows: list[dict[str, Any]], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    wanted = {name: value for name, value in labels.items() if name in TARGET_LABELS}
    return [
        row
        for row in rows
        if all(_texts(row.get("labels")).get(name) == value for name, value in wanted.items())
    ]


def _rule(group: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        kind="alert" if row.get("type") == "alerting" else "recording",
        name=str(row.get("name", "")),
        group=group,
        expr=str(row.get("query", "")),
        annotations=_texts(row.get("annotations")),
        labels=_texts(row.get("labels")),
        health=str(row.get("health", "")),
    )


def _target(row: Mapping[str, Any], has: Mapping[str, str], now: float) -> Target:
    try:
        at = datetime.fromisoformat(str(row.get("lastScrape", "")))
        age = max(0.0, now - at.timestamp()) if at.year > 1970 else None
    except (ValueError, OverflowError):
        age = None
    return Target(
        job=has.get("job", ""),
        instance=has.get("instance", ""),
        health=str(row.get("health", "unknown")),
        age_s=age,
        error=str(row.get("lastError", ""))[:200],
    )


def _texts(data: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}
