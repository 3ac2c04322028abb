"""Where the stores of tests are: files of SQLite, or databases of one real PostgreSQL.

A test names a file. Under ``--database=postgresql`` the file stands for a database of its own, made
at first asking as a copy of a migrated one, so that the same test runs on both.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from engagement.outside.settings import Settings, settings
from engagement.store import Store
from tests import live_postgres

TEMPLATE = "migrated"


class _Run:
    """The server of this run of pytest, where it has one, and the files that stand for databases."""

    def __init__(self) -> None:
        self.on_postgresql = False
        self.server: live_postgres.Database | None = None
        self.serving: AbstractContextManager[live_postgres.Database] | None = None
        self.made: dict[Path, str] = {}
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.file: Path | None = None


_RUN = _Run()


def use_postgresql() -> None:
    """From now on a data folder and a file stand for databases of a PostgreSQL."""
    _RUN.on_postgresql = True

    def database_url(known: Settings) -> str:
        return known.database or address(known.data / "prodworthy.db")

    setattr(Settings, "database_url", property(database_url))  # noqa: B010  a property of the class


def use_migrated_files() -> None:
    """From now on a new file of SQLite begins as a copy of a migrated one: 27 steps for each test add up.

    How a database is made from nothing has tests of its own, and other processes do it for real.
    """
    opening = Store.open

    def opened(url: str | None = None) -> Store:
        file = _new_file(url or settings().database_url)
        if file is not None:
            shutil.copyfile(_migrated_file(opening), file)
        return opening(url)

    setattr(Store, "open", staticmethod(opened))  # noqa: B010  a method of the class


def _new_file(address: str) -> Path | None:
    """The file that an address would make; ``None`` where there is one, or none can be made."""
    name = address.removeprefix("sqlite:///")
    file = Path(name)
    if name == address or not file.is_absolute() or file.exists() or file.is_symlink():
        return None
    return file if file.parent.is_dir() and os.access(file.parent, os.W_OK) else None


def _migrated_file(opening: Callable[[str], Store]) -> Path:
    if _RUN.file is None:
        _RUN.folder = tempfile.TemporaryDirectory(prefix="migrated-")
        _RUN.file = Path(_RUN.folder.name) / "prodworthy.db"
        opening(f"sqlite:///{_RUN.file}").close()
    return _RUN.file


def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL."""
    return _RUN.on_postgresql


def server() -> live_postgres.Database:
    """The PostgreSQL of this run, started at first asking; with a migrated database to copy."""
    if _RUN.server is None:
        _RUN.serving = live_postgres.serving()
        _RUN.server = _RUN.serving.__enter__()
        with _RUN.server.owner() as connection:
            # As servers are and SQLite is not: words sort by a language, moments are told by a place.
            connection.execute("ALTER ROLE owner SET timezone = 'Asia/Kolkata'")
            connection.execute(
                f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 LOCALE_PROVIDER icu"
                " ICU_LOCALE 'en-US'".encode()
            )
        Store.open(url(TEMPLATE)).close()
    return _RUN.server


def url(name: str) -> str:
    """The address of a database of the server, as the store takes it."""
    return f"postgresql+psycopg://owner@127.0.0.1:{server().port}/{name}?sslmode=disable"


def empty(name: str) -> str:
    """Make a database with nothing in it, not even tables; its address."""
    with server().owner() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
    return url(name)


def migrated(name: str, template: str = TEMPLATE) -> str:
    """Make a database that is a copy of another; its address."""
    with server().owner() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return url(name)


def address(file: Path) -> str:
    """Where the store is that a test keeps in a file; migrated already, on PostgreSQL."""
    if not _RUN.on_postgresql:
        return f"sqlite:///{file}"
    return url(_named(file))


def copy(kept: Path, to: Path) -> None:
    """Copy a store that nobody works on."""
    if not _RUN.on_postgresql:
        shutil.copy(kept, to)
        return
    forget(to)
    with (
        server().owner() as connection
    ):  # a copy is made while nobody is connected; they come again
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(query, (_named(kept),))
    _RUN.made[to] = _name(to)
    migrated(_RUN.made[to], _named(kept))


def environment(data: Path) -> dict[str, str]:
    """What another process has to be told so that it finds the same store in the same data folder."""
    told = {"PRODWORTHY_DATA": str(data)}
    if _RUN.on_postgresql:
        told["PRODWORTHY_DATABASE"] = address(data / "prodworthy.db")
    return told


def forget(below: Path) -> None:
    """Drop the databases that a folder's files stand for."""
    gone = [file for file in _RUN.made if file.is_relative_to(below)]
    for file in gone:
        drop(_RUN.made.pop(file))


def drop(name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    with server().owner() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def end() -> None:
    """End the server, where one was started, and drop the file that others were copied from."""
    if _RUN.folder is not None:
        _RUN.folder.cleanup()
        _RUN.folder = _RUN.file = None
    if _RUN.serving is not None:
        _RUN.serving.__exit__(None, None, None)
        _RUN.serving = _RUN.server = None


def _named(file: Path) -> str:
    if file not in _RUN.made:
        _RUN.made[file] = _name(file)
        migrated(_RUN.made[file])
    return _RUN.made[file]


def _name(file: Path) -> str:
    return f"kept_{hashlib.sha256(str(file).encode()).hexdigest()[:24]}"
