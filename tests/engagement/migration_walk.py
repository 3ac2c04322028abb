"""One step up or down the migrations at a time, with a row in every table, on either database."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from engagement.store import migrating

Rows = dict[tuple[Any, ...], dict[str, Any]]
BEGAN = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def revisions() -> tuple[str, ...]:
    """All of them, the first one first."""
    script = ScriptDirectory(str(migrating.FOLDER))
    return tuple(reversed([item.revision for item in script.walk_revisions()]))


@dataclass(frozen=True)
class Table:
    """A table as the database tells it; ``points`` is column -> (table, column) of another one."""

    name: str
    columns: Mapping[str, Any]
    key: tuple[str, ...]
    points: Mapping[str, tuple[str, str]]


class Walk:
    """A database on its way."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._numbers = count(1)
        self._tables: dict[str, Table] = {}
        self._config = Config()
        self._config.set_main_option("script_location", str(migrating.FOLDER))

    def to(self, revision: str, *, up: bool = True) -> None:
        """Go there, as the program does it: in one transaction of a connection that writes."""
        with self._connected() as connection:
            self._config.attributes["connection"] = connection
            (command.upgrade if up else command.downgrade)(self._config, revision)
        self.look()

    def look(self) -> None:
        """See what tables there are now."""
        with self._connected() as connection:
            self._tables = {table.name: table for table in _tables(connection)}

    def shape(self) -> dict[str, set[str]]:
        """Table -> its columns."""
        return {name: set(table.columns) for name, table in self._tables.items()}

    def rows(self) -> dict[str, Rows]:
        """Everything that is kept, by table and primary key."""
        with self._connected() as connection:
            return {name: _rows(connection, table) for name, table in self._tables.items()}

    def plant(self, before: dict[str, set[str]]) -> set[str]:
        """A row in every table that is new or changed since ``before``; their names."""
        changed = {name for name, columns in self.shape().items() if columns != before.get(name)}
        waiting = set(changed)
        with self._connected() as connection:
            while waiting:
                ready = {name for name in waiting if not self._wait_for(name) & waiting}
                for name in sorted(ready):
                    self._put(connection, self._tables[name], new=name not in before)
                waiting -= ready
        return changed

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    def _wait_for(self, name: str) -> set[str]:
        return {table for table, _ in self._tables[name].points.values()} - {name}

    def _put(self, connection: Connection, table: Table, *, new: bool) -> None:
        row = {name: self._value(connection, table, name) for name in table.columns}
        if any(row[name] is None for name in table.points if table.points[name][0] != table.name):
            # One row for each of another table's, and each has its own already.
            assert not new, f"nothing can stand in {table.name}"
            return
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(
            f"CAST(:{name} AS json)" if self._is_json(kind) else f":{name}"
            for name, kind in table.columns.items()
        )
        connection.execute(sa.text(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'), row)  # noqa: S608

    def _is_json(self, kind: Any) -> bool:
        return isinstance(kind, sa.JSON) and self.engine.dialect.name != "sqlite"

    def _value(self, connection: Connection, table: Table, name: str) -> Any:
        if name not in table.points:
            return self._plain(name, table.columns[name])
        where, key = table.points[name]
        if where == table.name:
            return None
        free = f'SELECT "{key}" FROM "{where}"'  # noqa: S608
        if table.key == (name,):
            free += f' WHERE "{key}" NOT IN (SELECT "{name}" FROM "{table.name}")'  # noqa: S608
        order = ", ".join(f'"{part}"' for part in self._tables[where].key)  # two columns, one row
        return connection.execute(sa.text(f"{free} ORDER BY {order}")).scalar()

    def _plain(self, name: str, kind: Any) -> Any:
        number = next(self._numbers)
        moment: Any = BEGAN + timedelta(hours=number)
        if self.engine.dialect.name == "sqlite":
            moment = moment.replace(tzinfo=None).isoformat(" ")
        made: dict[type, Any] = {
            sa.Boolean: number % 2 == 0,
            sa.Integer: number,
            sa.Float: number + 0.125,
            sa.DateTime: moment,
            sa.Date: str(date(2026, 1, 1) + timedelta(days=number)),
            sa.LargeBinary: b"\x00\xff" + str(number).encode(),
            sa.JSON: json.dumps({"näme": [number, None, 2.5, "'; --"]}),
            sa.String: f"{name} {number} ü'\"%",
        }
        return next(value for sort, value in made.items() if isinstance(kind, sort))


def _tables(connection: Connection) -> Iterator[Table]:
    told = sa.inspect(connection)
    keys, points = told.get_multi_pk_constraint(), told.get_multi_foreign_keys()
    for place, columns in told.get_multi_columns().items():
        if not place[1].startswith(("alembic", "procrastinate")):
            yield Table(
                place[1],
                {column["name"]: column["type"] for column in columns},
                tuple(keys[place]["constrained_columns"]),
                {
                    own: (key["referred_table"], other)
                    for key in sorted(points[place], key=lambda key: len(key["referred_columns"]))
                    for own, other in zip(
                        key["constrained_columns"], key["referred_columns"], strict=True
                    )
                },
            )


def _rows(connection: Connection, table: Table) -> Rows:
    found = connection.execute(sa.text(f'SELECT * FROM "{table.name}"')).mappings()  # noqa: S608
    return {tuple(row[name] for name in table.key): dict(row) for row in found}
