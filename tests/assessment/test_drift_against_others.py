"""Shifts as our engine counts them, against SciPy and against Evidently on the same data."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr

from assessment.connectors import dataset
from assessment.connectors.tables.evidence import Shift
from assessment.sources import Circumstances, Permission, Source

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY = {"still": 0.0, "little": 0.3, "far": 1.0}


def columns(moved: float, n: int, seed: int) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    weights = np.array([5.0, 3.0, 2.0, 1.0 + 3 * moved])
    found: dict[str, Any] = {
        name: chance.normal(by * moved, 1 + by * moved / 2, n) for name, by in BY.items()
    }
    return found | {"kind": chance.choice(list("abcd"), n, p=weights / weights.sum())}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    at = tmp_path_factory.mktemp("drift")
    made = {"live": columns(1.0, 20_000, 1), "reference": columns(0.0, 30_000, 2)}
    for name, table in made.items():
        pq.write_table(pa.table(table), at / f"{name}.parquet")
    return {name: at / f"{name}.parquet" for name in made}


@pytest.fixture(scope="module")
def ours(tables: dict[str, Path]) -> dict[str, Shift]:
    source = Source(id="d", kind="dataset", name="D", address=str(tables["live"]),
                    options={"reference": str(tables["reference"])})  # fmt: skip
    seen = dataset.read(source, Circumstances(now=lambda: NOW, permission=Permission()))
    assert seen.shift is not None
    return {item.column: item for item in seen.shift.shifts}


def shares(tables: dict[str, Path], name: str) -> tuple[np.ndarray, np.ndarray]:
    live, reference = (pq.read_table(tables[side])[name].to_numpy() for side in tables)
    if name == "kind":
        found = [np.array([(x == kind).mean() for kind in "abcd"]) for x in (live, reference)]
    else:
        edges = [-np.inf, *np.quantile(reference, np.arange(1, 10) / 10), np.inf]
        found = [np.histogram(x, edges)[0] / len(x) for x in (live, reference)]
    return found[0], found[1]


@pytest.mark.parametrize("name", [*BY, "kind"])
def test_both_distances_are_scipys(
    tables: dict[str, Path], ours: dict[str, Shift], name: str
) -> None:
    p, q = shares(tables, name)
    assert ours[name].js == pytest.approx(float(jensenshannon(p, q, base=2)), abs=0.003)
    assert ours[name].psi == pytest.approx(
        float(np.sum(rel_entr(p, q) + rel_entr(q, p))), rel=0.02, abs=0.001
    )


@pytest.fixture(scope="module")
def evidently(tables: dict[str, Path]) -> list[dict[str, float]]:
    """What it finds on our bins by two statistics, and by its own choice of statistics."""
    ways = [{"method": "psi", "cut": True}, {"method": "jensenshannon", "cut": True}, {}]
    program = ROOT / "tests" / "drift_by_evidently.py"
    words = [str(tables["live"]), str(tables["reference"]), json.dumps(ways)]
    done = subprocess.run(
        [ROOT / ".venv-peers" / "bin" / "python", program, *words],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [dict(found["values"]) for found in json.loads(done.stdout)]


def test_on_the_same_bins_evidently_finds_the_same_index(
    evidently: list[dict[str, float]], ours: dict[str, Shift]
) -> None:
    mine = {name: item.psi for name, item in ours.items()}
    assert evidently[0] == pytest.approx(mine, rel=0.03, abs=0.001)


def test_on_the_same_bins_evidently_finds_the_same_distance_in_its_own_unit(
    evidently: list[dict[str, float]], ours: dict[str, Shift]
) -> None:
    in_nats = {name: item.js * np.sqrt(np.log(2)) for name, item in ours.items()}
    assert evidently[1] == pytest.approx(in_nats, rel=0.03, abs=0.003)


def test_with_its_own_choice_of_statistics_evidently_orders_the_columns_alike(
    evidently: list[dict[str, float]], ours: dict[str, Shift]
) -> None:
    names, theirs = list(BY), evidently[2]
    assert sorted(names, key=theirs.__getitem__) == sorted(names, key=lambda name: ours[name].psi)
    assert {name for name, value in theirs.items() if value > 0.1} == {
        name for name, item in ours.items() if item.psi > 0.05
    }
