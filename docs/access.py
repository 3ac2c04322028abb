"""The page that says who may read and do what, and why: made from the table that the store holds to."""

from collections.abc import Iterable

from engagement.access.members import EXPLAINED
from engagement.access.people import ROLES
from engagement.access.table import KINDS, SERVER, Allowed, permissions

HEAD = """\
# Who may do what

Made from `engagement/access/permissions/`; do not edit by hand. The store holds every reading and every
writing of a person to these rows, whatever a page shows; what has no row is allowed to nobody. Whoever
runs the server, at its command line or without a sign-in, may do everything.

A role is held at one client, or on the whole server and so at every client. A row of another client is
answered like one that does not exist. ● may; ○ may where the role is held on the whole server.
"""
PROGRAM = """
## Done by the program

Nobody who acts does these: they follow from the data, or come before it is known who somebody is.

"""


def render() -> str:
    """The page in Markdown."""
    table = permissions()
    tables = {
        kind: [name for name, kept in table.tables.items() if kept.read == kind] for kind in KINDS
    }
    acted = {name: row for name, row in table.actions.items() if row.roles}
    return "\n".join([
        HEAD, "## The roles\n", *(f"- **{role}**: {EXPLAINED[role]}" for role in ROLES),
        "\n## Reading\n", *_head("kind", "why", "tables"),
        *(f"| {kind} {_marks(row)} {row.why} | {', '.join(sorted(tables[kind]))} |"
          for kind, row in table.reads.items()),
        "\n## Doing\n", *_head("action", "why"),
        *(f"| {name} {_marks(row)} {row.why} |" for name, row in sorted(acted.items())),
        PROGRAM + _program(sorted(set(table.actions) - set(acted))),
    ])  # fmt: skip


def _program(names: Iterable[str]) -> str:
    return "".join(f"- {name}: {permissions().actions[name].why}\n" for name in names)


def _head(first: str, *last: str) -> list[str]:
    columns = [first, *ROLES, *last]
    return [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]


def _marks(row: Allowed) -> str:
    marks = [
        "●" if role in row.roles else "○" if SERVER + role in row.roles else "" for role in ROLES
    ]
    return f"| {' | '.join(marks)} |"
