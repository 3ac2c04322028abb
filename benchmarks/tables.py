"""Profile and drift of tables, against DuckDB's own scan of the same aggregates and against Evidently.

The first pair has 10 million rows by 20 columns on each side (``TABLE_ROWS`` changes that); DuckDB's own
scan is one statement a table, with the edges of the bins given to it. The second has a million rows,
in processes of their own whose memory is measured; neither counts its imports. The peer's Python is
that of ``.venv-peers``.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measure import Row, paired_seconds
from benchmarks.table_alone import compared

ROOT = Path(__file__).resolve().parent.parent
ROWS = int(os.environ.get("TABLE_ROWS", "10000000"))
EVIDENTLY_ROWS = 1_000_000
NUMBERS = [*(f"n{i}" for i in range(10)), *(f"i{i}" for i in range(4)), "gaps"]
CATEGORIES = ["s0", "s1", "s2", "flag"]
DECILES = [-1.28, -0.84, -0.52, -0.25, 0.0, 0.25, 0.52, 0.84, 1.28]
RUNS = 3


def rows() -> list[Row]:
    """Time over DuckDB's, time over Evidently's, and memory over Evidently's."""
    return [_against_duckdb(), *_against_evidently()]


def _against_duckdb() -> Row:
    with _pair(ROWS) as (live, reference):
        subject, peer = paired_seconds(
            lambda: compared(live, reference), lambda: _bare(live, reference), runs=RUNS
        )
    return Row(
        name=f"Profile and drift of {ROWS:,} × 20 live and as many training values in Parquet",
        subject=subject,
        peer=peer,
        peer_name="DuckDB, one SELECT of the same aggregates a table",
        limit=2.5,
    )


def _against_evidently() -> list[Row]:
    with _pair(EVIDENTLY_ROWS) as (live, reference):
        theirs: dict[str, float] = _ran(
            [ROOT / ".venv-peers" / "bin" / "python", ROOT / "tests" / "drift_by_evidently.py",
             live, reference, "[{}]"]
        )[0]  # fmt: skip
        ours: dict[str, float] = _ran(
            [sys.executable, "-m", "benchmarks.table_alone", live, reference]
        )
    what, name = f"{EVIDENTLY_ROWS:,} × 20 values a side", "Evidently's drift preset"
    return [
        Row(name=f"Profile and drift of {what}: time", subject=ours["seconds"],
            peer=theirs["seconds"], peer_name=name, limit=1 / 15),
        Row(name=f"Profile and drift of {what}: memory at its peak", subject=ours["megabytes"],
            peer=theirs["megabytes"], peer_name=name, limit=1 / 5, unit="MB"),
    ]  # fmt: skip


def _ran(words: list[Path | str]) -> Any:
    done = subprocess.run(
        [*map(str, words)], check=True, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return json.loads(done.stdout)


def _bare(*files: Path) -> None:
    """All aggregates of each table in one statement."""
    with duckdb.connect(config={"threads": 2}) as connection:
        for file in files:
            asked = ["count(*)"]
            for name in [*NUMBERS, *CATEGORIES, "happened"]:
                asked += [f"count({name})", f"approx_count_distinct({name})"]
            asked += [f"min({name}), max({name})" for name in [*NUMBERS, "happened"]]
            # Faster than its histogram with edges, and far faster than counts with a filter.
            asked += [f"count_if({name} <= {edge})" for name in NUMBERS for edge in DECILES]
            asked += [f"histogram({name})" for name in CATEGORIES]
            connection.execute(f"SELECT {', '.join(asked)} FROM '{file}'").fetchall()  # noqa: S608


@contextmanager
def _pair(rows_: int) -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as scratch:
        files = Path(scratch) / "live.parquet", Path(scratch) / "reference.parquet"
        for file, moved, seed in zip(files, (0.2, 0.0), (0.1, 0.2), strict=True):
            _made(file, rows_, moved, seed)
        yield files


def _made(file: Path, rows_: int, moved: float, seed: float) -> None:
    """20 columns: normal and whole numbers, categories, gaps, truths and times."""
    normal = "sqrt(-2 * ln(random() + 1e-12)) * cos(6.283185307 * random())"
    columns = [f"{normal} + {moved * i / 10} AS n{i}" for i in range(10)]
    columns += [f"(random() * {10 ** (i + 2)})::INT AS i{i}" for i in range(4)]
    columns += [f"'kind ' || (random() * {5 * (i + 1)})::INT AS s{i}" for i in range(3)]
    columns += [
        "CASE WHEN random() < 0.1 THEN NULL ELSE random() * 100 END AS gaps",
        "random() < 0.3 AS flag",
        "TIMESTAMPTZ '2026-01-01' + to_seconds((random() * 5000000)::BIGINT) AS happened",
    ]
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"SELECT setseed({seed})")
        table = f"SELECT {', '.join(columns)} FROM range({rows_})"  # noqa: S608
        connection.execute(f"COPY ({table}) TO '{file}' (FORMAT parquet)")
