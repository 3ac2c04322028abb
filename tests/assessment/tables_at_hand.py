"""Tables made on the spot, in files that the product's own engine reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from assessment.connectors.tables.duck import DuckDB
from assessment.sources import Circumstances, Made, Permission

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""


def written(file: Path, **columns: Any) -> Path:
    """A Parquet file of columns."""
    pq.write_table(pa.table(columns), file)
    return file


def circumstances(**rest: Any) -> Circumstances:
    """It is Monday, and every path on this machine may be read."""
    return Circumstances(now=lambda: NOW, permission=Permission(), **rest)


@contextmanager
def engine(
    folder: Path, made: list[Made] | None = None, /, **tables: dict[str, Any]
) -> Iterator[DuckDB]:
    """DuckDB with these tables (name -> columns)."""
    files = {
        name: written(folder / f"{name}.parquet", **columns) for name, columns in tables.items()
    }
    given = circumstances() if made is None else circumstances(made=made)
    with DuckDB(list(files.values()), given) as opened:
        for name, file in files.items():
            opened.view(name, file)
        yield opened


def days_ago(days: float, hour: float = 0) -> datetime:
    """Midnight so many days before now, and some hours."""
    midnight = NOW.replace(hour=0)
    return midnight - timedelta(days=days) + timedelta(hours=hour)
