"""Answers of the whole client are carried from where they were given last, however many use cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from engagement import judging
from engagement.answers import answering
from engagement.in_force.answers_in_force import carried_from
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk

EVERYBODYS = "eng.ci-cd"


@contextmanager
def rows_read() -> Iterator[list[int]]:
    """How many statements are sent to the database meanwhile."""
    count = [0]

    def sent(*_: Any) -> None:
        count[0] += 1

    event.listen(Engine, "before_cursor_execute", sent)
    try:
        yield count
    finally:
        event.remove(Engine, "before_cursor_execute", sent)


def origin(store: Store, desk: Desk) -> dict[str, str]:
    with store.reading() as tx:
        return carried_from(tx, desk.id)


def test_the_last_answer_of_any_other_use_case_is_carried_and_an_own_one_replaces_it(
    desk: Desk,
) -> None:
    second, third = (open_desk(desk.store, use_case=name) for name in ("Second", "Third"))
    desk.answer(EVERYBODYS, 2)
    second.answer(EVERYBODYS, 4)
    assert origin(desk.store, third) == {EVERYBODYS: second.id}
    assert third.levels() == {EVERYBODYS: 4}
    desk.answer(EVERYBODYS, 3)
    assert origin(desk.store, third) == {EVERYBODYS: desk.id}
    assert origin(desk.store, second) == {}
    third.answer(EVERYBODYS, 5)
    assert origin(desk.store, third) == {}
    assert third.levels() == {EVERYBODYS: 5}


def test_an_answer_taken_back_is_carried_no_more_and_the_one_before_it_is(desk: Desk) -> None:
    second, third = (open_desk(desk.store, use_case=name) for name in ("Second", "Third"))
    desk.answer(EVERYBODYS, 2)
    second.answer(EVERYBODYS, 4)
    answering.withdraw(
        desk.store, assessment_id=second.id, respondent_id=second.person.id, capability=EVERYBODYS
    )
    assert origin(desk.store, third) == {EVERYBODYS: desk.id}
    assert origin(desk.store, second) == {EVERYBODYS: desk.id}


def test_nothing_is_carried_from_another_client(desk: Desk) -> None:
    other = open_desk(desk.store, client="Other", use_case="Else")
    desk.answer(EVERYBODYS, 2)
    assert origin(desk.store, other) == {}


def test_judging_one_use_case_reads_no_more_where_the_client_has_many(desk: Desk) -> None:
    desk.answer(EVERYBODYS, 3)
    taken = []
    for number in range(12):
        last = open_desk(desk.store, use_case=f"Case {number}")
        last.answer("eng.rollback", 3)
        origin(desk.store, last)  # read once after each change, for all of the client's
        with rows_read() as count:
            judging.inputs(desk.store, last.id)
        taken.append(count[0])
    assert taken[-1] == taken[0]
