"""Where a reader's browser opens what was read."""

import json
import re
from urllib.parse import quote, urlsplit

from assessment.sources import Source

_PROXY = re.compile(r"/api/datasources/proxy/(?:uid/)?([\w-]+)/?$")
"""The path by which a Grafana lets others ask one of its data sources."""


def reader_of(source: Source) -> str:
    """The reader's base address, no slash at its end; empty where it has credentials.

    Where a Prometheus is read through a Grafana, the reader's address keeps that path, so that links
    can open the Grafana (see :func:`through_grafana`).
    """
    text, way = (source.reader_address or source.address).strip(), _PROXY.search(source.address)
    if way and not _PROXY.search(text):
        text = text.rstrip("/") + way[0]
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def through_grafana(reader: str) -> tuple[str, str] | None:
    """The Grafana's base address and the uid of its data source, where a reader's address is such.

    The uid is empty where the path has the old number instead, by which no page can be opened.
    """
    found = _PROXY.search(reader)
    if found is None:
        return None
    return reader[: found.start()], found[1] if "/uid/" in found[0] else ""


def rules_page(reader: str) -> str:
    """Where a reader finds the alert rules; empty where there is no reader's address."""
    if grafana := through_grafana(reader):
        return f"{grafana[0]}/alerting/list"
    return f"{reader}/alerts" if reader else ""


def explore_link(reader: str, datasource: str, expression: str, start: float, end: float) -> str:
    """Grafana's Explore with a PromQL expression over a time (unix seconds), by a data source's uid.

    ``reader`` is the base address of the Grafana; empty where there is none, or no uid is known.
    """
    if not reader or not datasource:
        return ""
    source = {"type": "prometheus", "uid": datasource}
    pane = {
        "datasource": datasource,
        "queries": [{"refId": "A", "expr": expression, "datasource": source}],
        "range": {"from": str(round(start * 1000)), "to": str(round(end * 1000))},
    }
    panes = quote(json.dumps({"a": pane}, separators=(",", ":")), safe="")
    return f"{reader.rstrip('/')}/explore?schemaVersion=1&panes={panes}"
