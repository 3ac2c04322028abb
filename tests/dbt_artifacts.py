"""Artifacts as dbt writes them, for a small project; each test changes what it is about."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
MODEL, STAGE = "model.returns.fct_returns", "model.returns.stg_orders"
SOURCE, EXPOSURE = "source.returns.erp.orders", "exposure.returns.returns_scoring"


def _metadata(hours: float) -> dict[str, Any]:
    written = (NOW - timedelta(hours=hours)).isoformat().replace("+00:00", "Z")
    return {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
            "dbt_version": "1.9.4", "generated_at": written, "project_name": "returns",
            "adapter_type": "postgres", "env": {}}  # fmt: skip


def model(identity: str, columns: tuple[str, ...], *made_from: str, **more: Any) -> dict[str, Any]:
    name = identity.rpartition(".")[2]
    return {"unique_id": identity, "name": name, "resource_type": "model", "package_name": "returns",
            "columns": {item: {"name": item, "data_type": None} for item in columns},
            "config": {"enabled": True, "materialized": "table", "contract": {"enforced": False}},
            "contract": {"enforced": False, "alias_types": True}, "meta": {}, "group": None,
            "depends_on": {"macros": [], "nodes": list(made_from)}} | more  # fmt: skip


def rule_on(table: str, kind: str, column: str | None, *, attached: bool = True) -> dict[str, Any]:
    name = f"{kind}_{table.rpartition('.')[2]}_{column or 'table'}"
    return {"unique_id": f"test.returns.{name}.0a1b2c", "name": name, "resource_type": "test",
            "column_name": column, "attached_node": table if attached else None,
            "depends_on": {"macros": [], "nodes": [table]},
            "config": {"enabled": True, "severity": "ERROR"},
            "test_metadata": {"name": kind, "kwargs": {"column_name": column}}}  # fmt: skip


@dataclass
class Project:
    """The four artifacts and how many hours ago each was written; ``None`` is not there."""

    manifest: dict[str, Any]
    results: list[tuple[str, str]] = field(default_factory=list)
    ages: list[tuple[str, str, float | None]] = field(default_factory=list)
    catalogue: dict[str, tuple[str, ...]] | None = None
    run_hours: float | None = 5.0
    age_hours: float | None = 5.0

    def write(self, folder: Path) -> Path:
        """All of them in a folder, as ``target`` has them."""
        folder.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Any] = {"manifest.json": {"metadata": _metadata(5)} | self.manifest}
        if self.run_hours is not None:
            rows = [{"unique_id": name, "status": status, "failures": 0, "execution_time": 0.1}
                    for name, status in self.results]  # fmt: skip
            parts["run_results.json"] = {"metadata": _metadata(self.run_hours), "results": rows}
        if self.age_hours is not None:
            looks = [_look(*item) for item in self.ages]
            parts["sources.json"] = {"metadata": _metadata(self.age_hours), "results": looks}
        if self.catalogue is not None:
            held: dict[str, Any] = {name: {"columns": {item: {"index": 1} for item in columns}}
                                    for name, columns in self.catalogue.items()}  # fmt: skip
            parts["catalog.json"] = {"metadata": _metadata(5), "nodes": held, "sources": {}}
        for name, content in parts.items():
            (folder / name).write_text(json.dumps(content))
        return folder


def _look(name: str, status: str, hours: float | None) -> dict[str, Any]:
    if hours is None:
        return {"unique_id": name, "status": status, "error": "permission denied for orders"}
    loaded = (NOW - timedelta(hours=hours)).isoformat()
    return {"unique_id": name, "status": status, "max_loaded_at": loaded,
            "snapshotted_at": NOW.isoformat(), "max_loaded_at_time_ago_in_s": hours * 3600,
            "criteria": {"error_after": {"count": 24, "period": "hour"}}}  # fmt: skip


def usual() -> Project:
    """One table under a contract with an owner, made from a stage and a source, all of it tested."""
    source = model(SOURCE, ("order_id", "loaded_at")) | {
        "resource_type": "source", "source_name": "erp", "depends_on": None,
        "loaded_at_field": "loaded_at", "meta": {"owner": "erp-team"},
        "freshness": {"warn_after": {"count": 12, "period": "hour"},
                      "error_after": {"count": 24, "period": "hour"}, "filter": None},
    }  # fmt: skip
    fact = model(
        MODEL, ("return_id", "amount"), STAGE, group="finance", contract={"enforced": True}
    )
    nodes: list[dict[str, Any]] = [
        fact, model(STAGE, ("order_id",), SOURCE), model("model.returns.other", ("x",)),
        rule_on(MODEL, "unique", "return_id"), rule_on(MODEL, "not_null", "amount"),
        rule_on(STAGE, "not_null", "order_id", attached=False), rule_on(SOURCE, "row_count", None),
    ]  # fmt: skip
    exposure = {"unique_id": EXPOSURE, "name": "returns_scoring", "resource_type": "exposure",
                "type": "ml", "owner": {"name": "Ada Lovelace", "email": "ada@example.org"},
                "depends_on": {"nodes": [MODEL]}}  # fmt: skip
    tests = [item["unique_id"] for item in nodes if item["resource_type"] == "test"]
    return Project(
        manifest={
            "nodes": {item["unique_id"]: item for item in nodes}, "sources": {SOURCE: source},
            "exposures": {EXPOSURE: exposure},
            "groups": {"group.returns.finance": {
                "name": "finance", "owner": {"name": None, "email": "finance-data@example.org"}}},
        },
        results=[*((name, "pass") for name in tests), (MODEL, "success")],
        ages=[(SOURCE, "pass", 3.0)],
    )  # fmt: skip


def older(project: Project) -> dict[str, Any]:
    """The manifest as dbt 1.0 had it: no groups, no attached node, contracts or enabled sources."""
    found = deepcopy(project.manifest)
    found.pop("groups")
    for node in (*found["nodes"].values(), *found["sources"].values()):
        for name in ("attached_node", "contract", "group"):
            node.pop(name, None)
        node["config"] = {"enabled": True}
    return found
