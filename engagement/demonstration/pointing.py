"""Pointing the assessment at the example's running sources."""

from pathlib import Path
from typing import Any

import yaml

from assessment.connectors import connectors
from engagement.demonstration.children import Children
from engagement.demonstration.shipped import REPOSITORY, shipped
from engagement.looks import collecting
from engagement.store import Store

WHICH_SERVICE = {"labels": {"job": "returns-fraud"}, "request_labels": {"handler": "/score"}}
OBJECTIVES = {"latency_p95_ms": 300.0, "availability_target": 0.999}
AUTHORISED_BY = "Tomas Keller (fictional)"


def point(store: Store, assessment_id: str, folder: Path, running: Children) -> None:
    """Add the sources, or move those that are there to where they run now."""
    known = {source.name: source for source in collecting.sources(store, assessment_id)}
    for wanted in _wanted(folder, running):
        if wanted["kind"] not in connectors():
            continue
        before = known.get(wanted["name"])
        if before is None:
            collecting.add_source(
                store, assessment_id=assessment_id, authorised_by=AUTHORISED_BY, **wanted
            )
            continue
        moved = before.model_copy(
            update={name: wanted[name] for name in ("address", "reader_address", "options")}
        )
        if moved != before:
            collecting.update_source(store, moved)


def _wanted(folder: Path, running: Children) -> list[dict[str, Any]]:
    """Kind, name, options and both addresses of each source."""
    service = running.service
    rows: list[tuple[str, str, str, str, dict[str, Any]]] = [
        ("repository", "Returns-fraud repository", str(folder / REPOSITORY), f"{service}/repo", {}),
        ("dataset", "Returns, live against training", str(folder / "live.csv"),
         f"{service}/tables/live.csv", table_options(folder)),
        ("metrics_endpoint", "Service's own metrics", f"{service}/metrics", f"{service}/metrics",
         {"interval": 5.0, **OBJECTIVES}),
        ("prometheus", "Prometheus", running.prometheus, f"{service}/prometheus",
         {**WHICH_SERVICE, **OBJECTIVES}),
    ]  # fmt: skip
    names = ("kind", "name", "address", "reader_address", "options")
    return [dict(zip(names, row, strict=True)) for row in rows if row[2]]


def table_options(folder: Path) -> dict[str, Any]:
    """What the client declares about its live table: times, key, the training table, its rules."""
    declared = yaml.safe_load(shipped("rules.yaml").read_text(encoding="utf-8"))
    return {
        **declared,
        "reference": str(folder / "training.csv"),
        "online": str(folder / "served.csv"),
    }
