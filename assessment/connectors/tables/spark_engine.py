"""Spark: the session that is there already, or a small one on this machine for a folder of files."""

import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from assessment.connectors.tables.bounded import Row
from assessment.connectors.tables.engine import ROWS
from assessment.connectors.tables.files import kind
from assessment.connectors.tables.opening import chosen
from assessment.connectors.tables.warehouse_engine import Warehouse
from assessment.sources import Circumstances, SourceUnavailable

DATABASES = 200
LOCAL = "local[2]"
MEMORY = "1g"
ENDING_SECONDS = 20.0
"""A statement may still be planned when it is given up; its jobs are cancelled as they come."""


class Spark(Warehouse):
    """A Spark session whose jobs are cancelled when the time is up."""

    def __init__(self, session: Any, circumstances: Circumstances) -> None:
        self._session = session
        self._group = f"prodworthy_{uuid4().hex}"
        super().__init__(lambda: _backend(session), circumstances)
        self.name = "Spark"

    def __enter__(self) -> Self:
        return self

    def file(self, name: str, path: Path) -> None:
        """Name a Parquet or CSV file, or a folder of Parquet parts."""
        reader = self._session.read
        if kind(path) == "csv":
            frame = reader.csv(str(path), header=True, inferSchema=True, escape='"')
        else:
            frame = reader.parquet(str(path))
        self._named(name, frame)

    def tables(self) -> list[str]:
        """Tables of the catalogue: of the current database by name, of others as ``database.table``."""
        return sorted(self._bounded(self._catalogue))

    def view(self, name: str, table: str) -> None:
        """Name a table of :meth:`tables`; any other text is no table."""
        held = self._bounded(self._catalogue)
        quoted = held[chosen(sorted(held), table)]
        self._named(name, self._bounded(lambda: self._session.table(quoted)))

    def _catalogue(self) -> dict[str, str]:
        """What each table is called -> its name quoted, by the catalogue's own words."""
        catalogue, found = self._session.catalog, {}
        current = catalogue.currentDatabase()
        for database in catalogue.listDatabases()[:DATABASES]:
            for item in catalogue.listTables(_quoted(database.name)):
                if not item.isTemporary:
                    own = database.name == current
                    called = item.name if own else f"{database.name}.{item.name}"
                    found[called] = f"{_quoted(database.name)}.{_quoted(item.name)}"
        return found

    def _named(self, name: str, frame: Any) -> None:
        """Give a frame a name of ours, so that no name of the catalogue stands in a statement."""
        called = f"{self._group}_{name}"
        with _quiet():
            frame.createOrReplaceTempView(called)
            self._views[name] = self._backend.table(called)

    def _compiled(self, expression: Any) -> str:
        with _quiet():
            return super()._compiled(expression)

    def _answered(self, sql: str) -> list[Row]:
        with suppress(
            Exception
        ):  # a remote session has no context; there the server's limit ends it
            self._session.sparkContext.setJobGroup(self._group, "prodworthy", True)
        frame = self._session.sql(sql)
        local = [field.dataType.typeName() == "timestamp" for field in frame.schema.fields]
        return [_moments(row, local) for row in frame.take(ROWS + 1)]

    def _interrupt(self) -> None:
        with suppress(Exception):
            self._session.sparkContext.cancelJobGroup(self._group)

    def _close(self) -> None:
        """The names that were given go; the session belongs to whoever opened it."""
        self._worker.run_last(self._forget, ENDING_SECONDS, self._interrupt)

    def _forget(self) -> None:
        for name in self._views:
            self._session.catalog.dropTempView(f"{self._group}_{name}")


def _backend(session: Any) -> Any:
    import ibis  # type: ignore[import-untyped]

    with _quiet():
        return ibis.pyspark.connect(session)


class _Shared:
    """The session of this machine: a process has one at most, so that readers share it."""

    def __init__(self) -> None:
        self._lock, self._readers = threading.Lock(), 0
        self._session: Any = None

    def take(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = _started()
            self._readers += 1
            return self._session

    def give_back(self) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._session.stop()
                self._session = None


_SHARED = _Shared()


@contextmanager
def local_session() -> Iterator[Any]:
    """A session of two threads on this machine, which ends with its last reader."""
    with _quiet():
        session = _SHARED.take()
    try:
        yield session
    finally:
        _SHARED.give_back()


def _started() -> Any:
    builder = _builder().master(LOCAL)
    for name, value in _LOCALLY.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as problem:  # noqa: BLE001  Java's absence comes in many forms
        raise _no_spark(type(problem).__name__) from None


@contextmanager
def remote_session(address: str, token: str, *, encrypted: bool) -> Iterator[Any]:
    """A session on a Spark Connect server such as ``sc://host:15002``."""
    parameters = f";use_ssl={'true' if encrypted else 'false'}" + (
        f";token={token}" if token else ""
    )
    with _quiet():
        try:
            session = _builder().remote(f"{address}/{parameters}").getOrCreate()
        except ImportError:
            raise SourceUnavailable(
                "what speaks to a remote Spark is not installed here",
                "Ask the operator to run pip install 'pyspark[connect]' and to start again.",
            ) from None
        except Exception as problem:  # noqa: BLE001  gRPC's text may quote the token
            raise SourceUnavailable(
                f"the Spark server did not let us in ({type(problem).__name__})",
                "Check the address and the token, and that Spark Connect is running there.",
            ) from None
        try:
            yield session
        finally:
            session.stop()


_LOCALLY = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": MEMORY,
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.warehouse.dir": "/nonexistent",
    "spark.log.level": "OFF",
}


def _builder() -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise _no_spark("pyspark") from None
    return SparkSession.builder.appName("prodworthy")


def _no_spark(what: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"Spark could not be started here ({what})",
        "Ask the operator to install Java 17 and prodworthy[spark].",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Spark's own warnings about the version of pandas, of which nothing here makes use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _moments(row: Sequence[Any], local: Sequence[bool]) -> Row:
    """Spark hands out moments in this machine's own zone; they are turned back."""
    return tuple(
        value.astimezone(UTC) if here and isinstance(value, datetime) else value
        for value, here in zip(row, local, strict=True)
    )
