"""Every public function of engagement, tried by every role at its own client and at another's.

And by an invited respondent, who is no member: what others said and what was found is in no answer.
"""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from sqlalchemy import text

import engagement
from engagement.access.people import ROLES, Member, Person, Role, Seat
from engagement.access.table import permissions
from engagement.faults import Refused
from engagement.outside import clock
from engagement.store import Store, audit, members
from tests import databases
from tests.engagement.access.arguments import NOT_TRIED, Arguments, arguments
from tests.engagement.access.furnished import furnish
from tests.engagement.desk import open_desk

Action = Callable[..., Any]
OUTSIDE_A_CLIENT = (
    "engagement.store", "engagement.outside", "engagement.demonstration",
    "engagement.access.setting_up", "engagement.access.signing_in",
)  # fmt: skip
"""Run on the server's own store, before it is known who somebody is, or make what is nobody's."""


def _functions() -> dict[str, Action]:
    """Name -> every public function of engagement that is handed a store."""
    found: dict[str, Action] = {}
    for module in walk_packages(engagement.__path__, "engagement."):
        if module.name.startswith(OUTSIDE_A_CLIENT):
            continue
        for name, item in vars(import_module(module.name)).items():
            if inspect.isfunction(item) and item.__module__ == module.name and name[0] != "_":
                given = list(inspect.signature(item).parameters.values())
                if given and given[0].annotation in (Store, "Store"):
                    found[f"{module.name.removeprefix('engagement.')}.{name}"] = item
    return found


FUNCTIONS = _functions()
WORDS_OF_OTHERS = "Quagga"
"""Stands in what Ana said, and in what was found."""
NOT_ALLOWED = "Your role does not allow this"
TRIED = sorted(set(FUNCTIONS) - set(NOT_TRIED))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Arguments, Arguments]:
    """A database with two clients, and what to hand to an action about each."""
    file = tmp_path_factory.mktemp("matrix") / "prepared.db"
    store = Store.open(databases.address(file))
    own, other = (_furnished(store, name) for name in ("Acme", "Zanzibar Holding"))
    for role in ROLES:
        _add(store, role, own.client_id, role)
    store.close()
    return file, own, other


def _furnished(store: Store, client: str) -> Arguments:
    """A client with one of everything, and a member who can be changed and taken away."""
    desk = open_desk(store, client=client)
    found = arguments(desk)
    words = WORDS_OF_OTHERS if client == "Acme" else client
    found.known |= furnish(desk, words) | {"member_id": f"spare of {client}"}
    _add(store, f"spare of {client}", found.client_id, "viewer")
    return found


def _add(store: Store, id_: str, client_id: str, role: Role) -> None:
    made = Member(id=id_, who=id_, client_id=client_id, role=role, added_at=clock.now())
    with store.writing() as tx:
        members.add(tx, made)


@pytest.fixture
def copied(prepared: tuple[Path, Arguments, Arguments], tmp_path: Path) -> Iterator[Store]:
    databases.copy(prepared[0], tmp_path / "copy.db")
    opened = Store.open(databases.address(tmp_path / "copy.db"))
    yield opened
    opened.close()


def _as(store: Store, role: str) -> Store:
    return store.acting_as(Person(name="Kim", who=role))


def _seated(store: Store, own: Arguments) -> Store:
    """The store of Lee, who was invited to the assessment and is a member of nothing."""
    seat = Seat(assessment_id=own.known["assessment_id"], respondent=own.known["invited"])
    return store.acting_as(Person(name="Lee", seat=seat))


def _rows(store: Store) -> list[Any]:
    """Everything in the database but members and the log."""
    with store._engine.connect() as connection:
        names = sorted(connection.dialect.get_table_names(connection))
        wanted = [name for name in names if not name.startswith(("member", "audit", "alembic"))]
        return [
            sorted(connection.execute(text(f'SELECT * FROM "{name}"')).all(), key=repr)  # noqa: S608
            for name in wanted
        ]


def _call(action: Action, store: Store, given: Arguments) -> tuple[str, Any]:
    """``done``, ``refused`` or ``failed``, and the result or the sentence."""
    try:
        return "done", action(store, **given.of(action))
    except Refused as refused:
        return "refused", refused.sentence
    except Exception as error:
        return "failed", error


@pytest.mark.parametrize("name", TRIED)
def test_another_clients_rows_are_reached_by_nobody_and_ones_own_as_the_table_says(
    prepared: tuple[Path, Arguments, Arguments], copied: Store, tmp_path: Path, name: str
) -> None:
    action, (_, own, other) = FUNCTIONS[name], prepared
    before = _rows(copied)
    for role in ("owner", "nobody"):
        told = _told(_call(action, _as(copied, role), other))
        assert "Zanzibar" not in told, f"{name} tells {role} of another client"
    assert _rows(copied) == before, f"{name} changed another client's rows"
    invited = _call(action, _seated(copied, own), own)
    for told in (_told(invited), _told(_call(action, _as(copied, "respondent"), own))):
        assert WORDS_OF_OTHERS not in told, f"{name} tells a respondent what others said"
    databases.copy(prepared[0], tmp_path / "operator.db")
    apart = Store.open(databases.address(tmp_path / "operator.db"))
    needs = _recorded_by_the_operator(apart, action, own)
    apart.close()
    if invited[0] == "done":
        assert all("respondent" in permissions().actions[item].roles for item in needs), name
    # Those who may least come first: who comes second may find it done, and so do nothing.
    for role in reversed(ROLES) if needs else ():
        may = all(permissions().actions[item].to(frozenset({role}), frozenset()) for item in needs)
        tried = _call(action, _as(copied, role), own)
        assert may or tried[0] != "done", f"{role} did {needs} by {name}"
        told = _told(tried)
        assert not (may and NOT_ALLOWED in told), f"{role} may do {needs} by {name}: {told}"


def _told(tried: tuple[str, Any]) -> str:
    how, what = tried
    return "" if how == "failed" else repr(what)


def _recorded_by_the_operator(store: Store, action: Action, given: Arguments) -> set[str]:
    """What people have to be allowed for it: the actions that the operator's own try writes down."""
    with store.reading() as tx:
        before = len(audit.events(tx))
    _call(action, store, given)
    with store.reading() as tx:
        events = audit.events(tx)[before:]
    return {item.action for item in events if permissions().actions[item.action].roles}


def test_every_function_that_is_not_tried_still_exists_and_says_why() -> None:
    assert set(NOT_TRIED) <= set(FUNCTIONS)
    assert all(NOT_TRIED.values())
    assert len(TRIED) > 100
