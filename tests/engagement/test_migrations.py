"""From every schema there ever was, with rows in every table, up to today's and back down."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from engagement.faults import Refused
from engagement.identity import new_id
from engagement.store import Store, database, embedded, migrating
from tests import databases
from tests.engagement.migration_walk import Rows, Walk, revisions

MOVED = {("audit_words", "by"): "audit_event", ("audit_words", "details"): "audit_event"}
"""Columns that a migration moved: where they are now -> the table that had them, under the same key."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.db'}"
        return
    name = f"old_{new_id()}"
    yield databases.empty(name)
    databases.drop(name)


@pytest.fixture
def walk(address: str) -> Iterator[Walk]:
    engine = database._engine(address)
    yield Walk(engine.execution_options(**{embedded.WRITES: True}))
    engine.dispose()


def cells(rows: dict[str, Rows]) -> dict[tuple[object, ...], object]:
    """Every value that is kept, under the table that had its column first, its row and its column."""
    return {
        (MOVED.get((table, column), table), key, column): value
        for table, held in rows.items()
        for key, row in held.items()
        for column, value in row.items()
    }


def known(shape: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Every column of a schema, under the table that had it first."""
    return {(MOVED.get((table, name), table), name) for table in shape for name in shape[table]}


def test_every_schema_goes_up_and_down_again_and_loses_no_row(walk: Walk) -> None:
    shapes: dict[str, dict[str, set[str]]] = {"base": {}}
    planted: set[str] = set()
    before = cells({})
    for revision in revisions():
        left = list(shapes.values())[-1]
        walk.to(revision)
        after = cells(walk.rows())
        assert {place: after.get(place) for place in before} == before, f"lost before {revision}"
        shapes[revision] = walk.shape()
        planted |= walk.plant(left)
        before = cells(walk.rows())
    assert planted == set(shapes[migrating.HEAD])
    for above, below in pairwise(reversed(shapes)):
        older = known(shapes[below])
        walk.to(below, up=False)
        assert walk.shape() == shapes[below], f"{above} does not go back to what it came from"
        after = cells(walk.rows())
        expected = {place: value for place, value in before.items() if place[::2] in older}
        assert {place: after.get(place) for place in expected} == expected, f"lost by {above}"
        before = after


def test_a_database_of_a_newer_version_is_refused_in_a_sentence_and_left_alone(
    address: str, walk: Walk
) -> None:
    Store.open(address).close()
    with walk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("CREATE TABLE of_a_newer_version (id integer)"))
    walk.look()
    before = walk.shape()
    with pytest.raises(
        Refused, match="made by a newer version of Prodworthy; install that version"
    ):
        Store.open(address)
    walk.look()
    assert walk.shape() == before
