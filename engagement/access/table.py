"""The one table of what each role may read and do, read from the files of ``permissions/``."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml
from pydantic import Field, field_validator

from content.values import Value
from engagement.access.people import ROLES, Role

Kind = Literal["open", "place", "own", "results", "people", "server"]
"""``open``: packs, for whoever signed in. ``place``: client, use case, assessment. ``own``: answers
and people, of which a respondent sees only their own. ``results``: findings, verdicts, plans.
``people``: members, invitations, the audit log. ``server``: sign-in itself, for nobody who acts."""
KINDS: tuple[Kind, ...] = get_args(Kind)

SERVER = "server "
"""What a role begins with that has to be held on the whole server."""


class Allowed(Value):
    """Who may do one thing, and why those; a name that begins with ``server`` is held everywhere."""

    roles: tuple[str, ...]
    why: str = Field(min_length=1)

    @field_validator("roles")
    @classmethod
    def _known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        strange = [name for name in given if name.removeprefix(SERVER) not in ROLES]
        if strange:
            raise ValueError(f"no role is called {strange[0]}")
        return given

    @property
    def on_the_server(self) -> bool:
        """Whether no role at a client is enough."""
        return all(name.startswith(SERVER) for name in self.roles)

    def to(self, here: frozenset[Role], everywhere: frozenset[Role]) -> bool:
        """Whether somebody with these roles at a client and on the whole server may."""
        held = {*here, *everywhere, *(SERVER + role for role in everywhere)}
        return not held.isdisjoint(self.roles)


class Kept(Value):
    """Which kind of reading the rows of one table are."""

    read: Kind
    why: str = Field(min_length=1)


class Table(Value):
    """All rows: by the action's name, by the kind of reading, by the name of the table."""

    actions: dict[str, Allowed]
    reads: dict[Kind, Allowed]
    tables: dict[str, Kept]


@cache
def permissions() -> Table:
    """The table; ``ValueError`` where two files have a row of the same name."""
    found: dict[str, dict[str, Any]] = {"actions": {}, "reads": {}, "tables": {}}
    for file in sorted(
        (files("engagement.access") / "permissions").iterdir(), key=lambda item: item.name
    ):
        if file.name.endswith(".yaml"):
            for part, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                twice = found[part].keys() & rows.keys()
                if twice:
                    raise ValueError(f"{file.name}: {min(twice)} has a row in another file too")
                found[part] |= rows
    return Table.model_validate(found)


def of_action(action: str) -> Allowed:
    """Who may do an action; ``LookupError`` for one without a row, which nobody may."""
    row = permissions().actions.get(action)
    if row is None:
        raise LookupError(
            f"the action {action!r} has no row in engagement/access/permissions: say who may do it"
        )
    return row


def kind_of(table: str) -> Kind:
    """Which kind of reading a table's rows are; ``LookupError`` for a table without a row."""
    row = permissions().tables.get(table)
    if row is None:
        raise LookupError(
            f"the table {table!r} has no row in engagement/access/permissions: say what reads it"
        )
    return row.read
