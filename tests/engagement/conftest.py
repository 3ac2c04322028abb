"""A real database in a temporary folder, one client to work with, and something to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engagement.identity import new_id
from engagement.store import Store
from tests import databases, live_postgres
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without content, made once: migrating takes longer than most tests."""
    made = tmp_path_factory.mktemp("empty") / "empty.db"
    Store.open(databases.address(made)).close()
    return made


@pytest.fixture
def store(database: Path, _empty: Path) -> Iterator[Store]:
    databases.copy(_empty, database)
    opened = Store.open(databases.address(database))
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return open_desk(store)


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Lab:
    return Lab(monkeypatch)


@pytest.fixture(scope="session")
def postgres_server() -> live_postgres.Database:
    """A real PostgreSQL, started once for all tests that ask for it."""
    return databases.server()


@pytest.fixture
def postgres() -> Iterator[Store]:
    """A store in a database of its own on a real PostgreSQL, whatever the run's other stores are in."""
    name = f"kept_{new_id()}"
    opened = Store.open(databases.migrated(name))
    yield opened
    opened.close()
    databases.drop(name)
