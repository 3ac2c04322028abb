"""Result files of Great Expectations and Soda as runs; values and rows in them are passed over."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from assessment.connectors.checks.evidence import CheckRun
from assessment.connectors.redaction import redact
from assessment.sources import SourceUnavailable

KEPT = 500


def runs(data: Any) -> tuple[str, tuple[CheckRun, ...]]:
    """The tool and its runs; :class:`SourceUnavailable` where the file is of neither."""
    if isinstance(data, dict) and isinstance(data.get("run_results"), dict):
        found = [
            item.get("validation_result", item) for item in _mappings(data["run_results"].values())
        ]
        when = _time(_mapping(data.get("run_id")).get("run_time"))
        return "Great Expectations", tuple(_expectations(item, when) for item in found)
    if isinstance(data, dict) and isinstance(data.get("results"), list) and "success" in data:
        return "Great Expectations", (_expectations(data, None),)
    if isinstance(data, dict) and isinstance(data.get("checks"), list) and "hasFailures" in data:
        return "Soda", _scans(data)
    raise SourceUnavailable(
        "the file is no result of Great Expectations or Soda",
        "Give the JSON of a validation result, of a checkpoint's result, or of a Soda scan.",
    )


def _expectations(data: Mapping[str, Any], when: datetime | None) -> CheckRun:
    """One validation: an expectation that raised is an error and no failure."""
    meta, passed, errors = _mapping(data.get("meta")), 0, 0
    failed: list[str] = []
    columns: set[str] = set()
    for item in _mappings(data.get("results")):
        config = _mapping(item.get("expectation_config"))
        column = _mapping(config.get("kwargs")).get("column")
        columns |= {str(column)} if column else set()
        if _raised(_mapping(item.get("exception_info"))):
            errors += 1
        elif item.get("success") is True:
            passed += 1
        else:
            kind = str(config.get("type") or config.get("expectation_type") or "an expectation")
            failed.append(f"{kind} on {column}" if column else kind)
    run = _mapping(meta.get("run_id"))
    return CheckRun(
        suite=redact(str(data.get("suite_name") or meta.get("expectation_suite_name") or "suite"))[:200],
        ran_at=_time(run.get("run_time")) or when or _time(meta.get("validation_time")),
        passed=passed, failed=_named(failed), errors=errors, columns=len(columns),
    )  # fmt: skip


def _raised(info: Mapping[str, Any]) -> bool:
    """The exception of an expectation, or of any of its metrics as later versions nest them."""
    if info.get("raised_exception") is True:
        return True
    return any(_mapping(item).get("raised_exception") is True for item in info.values())


def _scans(data: Mapping[str, Any]) -> tuple[CheckRun, ...]:
    """One run for each table of a Soda scan."""
    when = _time(data.get("scanEndTimestamp") or data.get("scanStartTimestamp"))
    tables: dict[str, list[dict[str, Any]]] = {}
    for item in _mappings(data.get("checks")):
        tables.setdefault(str(item.get("table") or "table"), []).append(item)
    return tuple(_scan(name, rows, when) for name, rows in sorted(tables.items()))


def _scan(table: str, rows: list[dict[str, Any]], when: datetime | None) -> CheckRun:
    outcomes = [str(item.get("outcome") or "").lower() for item in rows]
    failed = [
        str(item.get("name") or item.get("definition") or "a check")
        for item, outcome in zip(rows, outcomes, strict=True)
        if outcome == "fail"
    ]
    return CheckRun(
        suite=redact(table)[:200], ran_at=when, passed=outcomes.count("pass"),
        warned=outcomes.count("warn"), failed=_named(failed),
        errors=sum(outcome not in ("pass", "warn", "fail") for outcome in outcomes),
        columns=len({str(item["column"]) for item in rows if item.get("column")}),
    )  # fmt: skip


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(redact(name)[:200] for name in names)[:KEPT]


def _time(given: Any) -> datetime | None:
    text = str(given or "").strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _mapping(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}


def _mappings(given: Any) -> list[dict[str, Any]]:
    rows = given if isinstance(given, Iterable) and not isinstance(given, (str, dict)) else ()
    return [item for item in rows if isinstance(item, dict)]
