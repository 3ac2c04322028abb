"""Drift of one table against another by Evidently, in an environment of its own.

Run as a program by that environment's Python: live file, reference file, what to report of them as
a JSON list of objects (``method`` of Evidently, ``cut`` to bin numbers by the reference's deciles
first). Prints for each: values by column, seconds without imports, and the peak of memory in MB.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.core.dtypes import common

if not hasattr(common, "infer_dtype_from_object"):  # gone from pandas 3, and of no use to drift
    common.infer_dtype_from_object = lambda kind: kind  # type: ignore[attr-defined]

from evidently import DataDefinition, Dataset, Report  # type: ignore[import-not-found,unused-ignore]
from evidently.presets import DataDriftPreset  # type: ignore[import-not-found,unused-ignore]


def main(live: str, reference: str, told: str) -> None:
    """Compare two Parquet files in each of the ways that are asked for."""
    ways: list[dict[str, Any]] = json.loads(told)
    sys.stdout.write(json.dumps([_compared(live, reference, asked) for asked in ways]))


def _compared(live: str, reference: str, asked: dict[str, Any]) -> dict[str, Any]:
    began = time.perf_counter()
    tables = [pd.read_parquet(file) for file in (live, reference)]
    if asked.get("cut"):
        tables = _cut(*tables)
    numbers = [name for name in tables[0] if pd.api.types.is_numeric_dtype(tables[0][name])]
    numbers = [name for name in numbers if tables[0][name].dtype != bool]
    rest = [name for name in tables[0] if name not in numbers and not _is_time(tables[0][name])]
    shape = DataDefinition(numerical_columns=numbers, categorical_columns=rest)
    held = [Dataset.from_pandas(table, data_definition=shape) for table in tables]
    preset = DataDriftPreset(method=asked["method"]) if asked.get("method") else DataDriftPreset()
    found = Report([preset]).run(*held).dict()
    seconds = time.perf_counter() - began
    values = {
        item["config"]["column"]: float(item["value"])
        for item in found["metrics"]
        if "column" in item.get("config", {})
    }
    peak = _peak()
    return {"values": values, "seconds": seconds, "megabytes": peak}


def _peak() -> float:
    """The most memory that this program held, in MB.

    Not what the system counts for the process (``ru_maxrss``): that begins with what the program
    which started this one held at that moment.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _cut(live: "pd.DataFrame", reference: "pd.DataFrame") -> "list[pd.DataFrame]":
    """Both with their numbers as the bin of the reference's deciles that they fall into."""
    cut = [live.copy(), reference.copy()]
    for name in live:
        if pd.api.types.is_float_dtype(live[name]):
            edges = np.quantile(reference[name], np.arange(1, 10) / 10)
            for table in cut:
                table[name] = "b" + pd.Series(np.searchsorted(edges, table[name])).astype(str)
    return cut


def _is_time(column: "pd.Series[Any]") -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(column))


if __name__ == "__main__":
    main(*sys.argv[1:4])
