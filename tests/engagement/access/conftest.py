"""Two clients with an assessment each, and people in every role."""

from collections.abc import Callable

import pytest

from engagement.access.people import Member, Person, Role
from engagement.outside import clock
from engagement.store import Store, members
from tests.engagement.desk import Desk, open_desk

As = Callable[..., Store]


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another client with an assessment of its own."""
    found = open_desk(desk.store, client="Boreal")
    found.answer("eng.rollback", 2)
    return found


@pytest.fixture
def as_member(store: Store) -> As:
    """The store acting for somebody with roles: ``(client id or None, role)`` each."""

    def acting(*roles: tuple[str | None, Role], who: str = "kim@example.org") -> Store:
        with store.writing() as tx:
            for client_id, role in roles:
                members.add(
                    tx,
                    Member(
                        id=f"{who}{client_id}{role}", who=who, client_id=client_id, role=role,
                        added_at=clock.now(),
                    ),
                )  # fmt: skip
        return store.acting_as(Person(name="Kim", who=who))

    return acting
