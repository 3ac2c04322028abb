"""On which database the tests keep their stores: ``--database=postgresql`` takes a real PostgreSQL."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite",
        help="where the stores of tests are kept (default: files of SQLite)",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "of_sqlite: about SQLite's own file, on no other database")
    if config.getoption("--database") == "postgresql":
        databases.use_postgresql()
    else:
        databases.use_migrated_files()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage took a sixth of the time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not databases.on_postgresql():
        return
    elsewhere = [item for item in items if item.get_closest_marker("of_sqlite")]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


def pytest_unconfigure() -> None:
    databases.end()


@pytest.fixture(autouse=True)
def _own_databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test's folder stood for is dropped after it: a thousand databases fill a disk."""
    if not databases.on_postgresql() or "tmp_path" not in request.fixturenames:
        yield
        return
    below: Path = request.getfixturevalue("tmp_path")
    yield
    databases.forget(below)
