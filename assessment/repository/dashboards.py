"""Dashboards kept as JSON: what they show, by the expressions of their panels."""

import json
import re
from collections.abc import Iterator
from typing import Any

from assessment.repository.evidence import Dashboard

_LIMIT = 200
_DEPTH = 8
_SAID = re.compile(r"dashboard|grafana", re.IGNORECASE)


def may_be_dashboard(path: str) -> bool:
    """Whether a JSON file's path says that it is a dashboard."""
    return path.endswith(".json") and bool(_SAID.search(path))


def read_dashboard(path: str, text: str) -> Dashboard | None:
    """The dashboard of a JSON file; ``None`` for another one."""
    if '"panels"' not in text and '"rows"' not in text and '"widgets"' not in text:
        return None
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(given, dict) and isinstance(given.get("dashboard"), dict):
        given = given["dashboard"]
    if not isinstance(given, dict):
        return None
    panels = list(_panels(given, 0))
    queries = dict.fromkeys(query for panel in panels for query in _queries(panel))
    if not queries:
        return None
    title = str(given.get("title") or "")[:200]
    line = next((n for n, row in enumerate(text.splitlines(), 1) if title and title in row), 1)
    return Dashboard(
        path=path, title=title, line=line, panels=len(panels), queries=tuple(queries)[:_LIMIT]
    )


def _panels(part: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    for key in ("panels", "rows", "widgets"):
        listed = part.get(key)
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, dict):
                yield item
                yield from _panels(item, depth + 1)


def _queries(panel: dict[str, Any]) -> Iterator[str]:
    """Expressions of Grafana's targets and of Datadog's widgets."""
    targets = panel.get("targets")
    for target in targets if isinstance(targets, list) else []:
        if isinstance(target, dict):
            for key in ("expr", "query", "rawSql", "expression"):
                if isinstance(target.get(key), str) and target[key].strip():
                    yield " ".join(target[key].split())[:500]
    definition = panel.get("definition")
    requests = definition.get("requests") if isinstance(definition, dict) else None
    for request in requests if isinstance(requests, list) else []:
        if isinstance(request, dict) and isinstance(request.get("q"), str):
            yield request["q"][:500]
