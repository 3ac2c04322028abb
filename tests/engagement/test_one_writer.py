"""What actions rely on holds on both databases: one writer at a time, and reading sees one moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from engagement.clients import client_list
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.store import Store, answers, audit
from tests import databases
from tests.engagement.desk import Desk, open_desk

THREADS, TIMES = 6, 8


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk in a file, and one on a real server."""
    name = f"kept_{new_id()}"
    on_a_server = request.param == "postgresql"
    url = databases.migrated(name) if on_a_server else f"sqlite:///{tmp_path / 'both.db'}"
    store = Store.open(url)
    yield open_desk(store)
    store.close()
    if on_a_server:
        databases.drop(name)


def test_what_is_written_down_is_numbered_in_the_order_in_which_it_is_seen(desk: Desk) -> None:
    """A page that has seen number 7 never misses a 6 that is kept later."""
    people = [desk.add(f"Person {number}") for number in range(THREADS)]

    def numbers() -> list[int]:
        with desk.store.reading() as tx:
            found = [row.number for row in tx.exec(select(audit.AuditEventRow))]
        return sorted(number for number in found if number)

    def write(place: int) -> list[list[int]]:
        seen = []
        for level in range(TIMES):
            desk.answer("eng.rollback", level % 5 + 1, respondent_id=people[place].id)
            seen.append(numbers())
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        seen = [each for all_of in pool.map(write, range(THREADS)) for each in all_of]
    assert [each for each in seen if each != list(range(1, len(each) + 1))] == []


def test_a_person_who_answers_twice_in_the_same_moment_has_one_answer_and_no_error(
    desk: Desk,
) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda place: desk.answer("eng.rollback", place % 5 + 1), range(THREADS)))
    with desk.store.reading() as tx:
        told = answers.history(tx, desk.id, "eng.rollback")
    assert len(told) == THREADS
    assert len(desk.current()) == 1


def test_of_two_who_take_one_name_in_the_same_moment_one_is_told(desk: Desk) -> None:
    def take(_: int) -> bool:
        try:
            client_list.create_client(desk.store, name="Boreal")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        taken = list(pool.map(take, range(THREADS)))
    assert sum(taken) == 1
    assert [item.name for item in client_list.clients(desk.store)].count("Boreal") == 1


def test_reading_sees_one_moment_whatever_is_written_meanwhile(desk: Desk) -> None:
    with desk.store.reading() as tx:
        before = answers.history(tx, desk.id, "eng.rollback")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(desk.answer, "eng.rollback", 4).result()
        assert answers.history(tx, desk.id, "eng.rollback") == before == ()
    assert desk.levels() == {"eng.rollback": 4}


def test_moments_are_told_in_utc_whatever_the_servers_time_zone(desk: Desk) -> None:
    at = desk.answer("eng.rollback", 4).at
    kept = desk.current()["eng.rollback"].at
    assert (kept, kept.utcoffset()) == (at, timedelta(0))


def test_a_server_keeps_nothing_that_a_reading_wrote(postgres: Store) -> None:
    client_id = open_desk(postgres).place.client.id
    with postgres.reading() as tx, pytest.raises(DBAPIError, match="read-only"):
        audit.record(tx, "answer given", by="Kim", client_id=client_id)


def test_actions_that_are_taken_together_are_all_kept_or_none_is(desk: Desk) -> None:
    people = len(answers_of(desk))
    with pytest.raises(Refused, match="already a client called Acme"):
        together(desk, ends_with="Acme")
    assert (desk.levels(), len(answers_of(desk))) == ({}, people)
    assert [item.name for item in client_list.clients(desk.store)] == ["Acme"]
    together(desk, ends_with="Borealis")
    assert desk.levels() == {"eng.rollback": 4}
    assert len(client_list.clients(desk.store)) == 3


def together(desk: Desk, *, ends_with: str) -> None:
    with desk.store.all_or_nothing():
        desk.answer("eng.rollback", 4)
        assert desk.levels() == {"eng.rollback": 4}
        client_list.create_client(desk.store, name="Boreal")
        client_list.create_client(desk.store, name=ends_with)


def answers_of(desk: Desk) -> tuple[object, ...]:
    with desk.store.reading() as tx:
        return answers.history(tx, desk.id, "eng.rollback")


def test_a_refusal_that_is_passed_over_among_actions_taken_together_keeps_none_of_them(
    desk: Desk,
) -> None:
    with pytest.raises(RuntimeError, match="passed over"):
        passed_over(desk)
    assert desk.levels() == {}


def passed_over(desk: Desk) -> None:
    with desk.store.all_or_nothing():
        desk.answer("eng.rollback", 4)
        with pytest.raises(Refused):
            client_list.create_client(desk.store, name="Acme")


def test_others_see_nothing_of_actions_taken_together_before_their_end(desk: Desk) -> None:
    with ThreadPoolExecutor(1) as pool, desk.store.all_or_nothing():
        desk.answer("eng.rollback", 4)
        assert pool.submit(desk.levels).result() == {}
    assert desk.levels() == {"eng.rollback": 4}
