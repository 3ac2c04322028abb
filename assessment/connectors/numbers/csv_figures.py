"""Numbers out of a CSV file: a date and a value in each row, and what else its header names."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from assessment.connectors.local_files import allowed_path
from assessment.sources import Circumstances, Made, Permission, Request, SourceUnavailable

BYTES = 10_000_000
DATES = ("date", "day", "week", "month", "period", "at", "time")
VALUES = ("value", "number", "amount", "total", "figure")
OTHERS = {"low": ("low", "lower"), "high": ("high", "upper"), "n": ("n", "count", "cases"),
          "control": ("control", "baseline", "counterfactual")}  # fmt: skip
METRICS, UNITS, TITLES = ("metric",), ("unit",), ("title", "name")
WHY = "the figures of a number, by date"
Table = dict[str, list[list[str]]]
"""Rows of date, value, low, high, count and control by metric (empty where the file names none)."""


def table(
    text: str, circumstances: Circumstances, date: str = "", value: str = ""
) -> tuple[Table, dict[str, str], Path]:
    """The rows by metric, the unit of each, and the file; ``date`` and ``value`` name the columns."""
    path = _file(text, circumstances.permission)
    content = _read(path, circumstances)
    reader = csv.reader(io.StringIO(content), delimiter=_mark(content))
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise _unread(path) from None
    places = _places(header, date.strip().lower(), value.strip().lower())
    found: Table = defaultdict(list)
    units: dict[str, str] = {}
    for row in rows:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        metric = cells.get("metric", "")
        units.setdefault(metric, cells.get("unit", ""))
        found[metric].append([cells.get(name, "") for name in ("date", "value", *OTHERS)])
    return found, units, path


def _file(text: str, permission: Permission) -> Path:
    path = allowed_path(text, permission)
    if path.is_dir() or path.suffix.lower() not in (".csv", ".tsv"):
        raise SourceUnavailable(
            "this is no CSV file", "Give the path of a .csv file with a date and a value column."
        )
    return path


def _read(path: Path, circumstances: Circumstances) -> str:
    at = circumstances.now()
    try:
        with path.open("rb") as opened:
            content = opened.read(BYTES + 1)
    except OSError:
        raise _unread(path) from None
    circumstances.made.append(
        Made(
            request=Request(verb="read", what=path.name, why=WHY), at=at, bytes=len(content),
            milliseconds=0.0, status="done",
        )
    )  # fmt: skip
    if len(content) > BYTES:
        raise SourceUnavailable(
            f"{path.name} is larger than {BYTES // 1_000_000} MB",
            "Give one row for each day, week or month.",
        )
    return content.decode("utf-8-sig", "replace")


def _mark(content: str) -> str:
    header = content.partition("\n")[0]
    return max(",;\t", key=lambda mark: (header.count(mark), mark == ","))


def _places(header: Sequence[str], date: str, value: str) -> Mapping[str, int]:
    """Where each thing stands in a row."""
    wanted = {"date": (date,) if date else DATES, "value": (value,) if value else VALUES,
              **OTHERS, "metric": METRICS, "unit": UNITS}  # fmt: skip
    found = {
        name: next((header.index(one) for one in names if one in header), -1)
        for name, names in wanted.items()
    }
    if found["value"] < 0 and not value and len(header) == 2 and found["date"] in (0, 1):
        found["value"] = 1 - found["date"]
    for name in ("date", "value"):
        if found[name] < 0:
            raise SourceUnavailable(
                f"the file has no column of {'dates' if name == 'date' else 'values'}",
                "Call the columns date and value, or say what they are called.",
            )
    return {name: at for name, at in found.items() if at >= 0}


def _unread(path: Path) -> SourceUnavailable:
    return SourceUnavailable(
        f"{path.name} cannot be read as CSV", "Export it again, with a header and one row a date."
    )
