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
ACCOUNTS = """
## Whose an access is

A member is added by an e-mail address (OIDC) or an account name (a proxy). The first account that signs in
by that name has the access from then on: with OIDC the provider's own subject, behind a proxy the name
itself. Another account of the same name has none, be it that the address was given to somebody else or that
the server's way of signing in was changed. It is told so, and an owner decides: under *Members*, *Account*
beside the name, *Let them in anew*. The next account of that name then has the access. It stands in the
audit log.

### From one way of signing in to another

1. Before the change: have each client's owners and those of the whole server looked through; whoever should
   not come back is removed.
2. Change `PRODWORTHY_SIGN_IN` with the settings that belong to it, and start the server anew. Nobody has
   access now.
3. `prodworthy setup-code --locked-out` prints a code for one hour. Sign in the new way and give it under *I
   was given a setup code*: you own the whole server, beside those who owned it.
4. Under *Members* everybody of the old way is marked. *Let them in anew* each one whose name means the same
   person in the new way; remove the others, and the owners of the old way last.

From a sign-in to `local` nothing of this is needed: there whoever sits at the machine may do everything. An
access is not bound by that, and counts again as it was when the sign-in is set again.
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
        HEAD, "## The roles\n", *(f"- **{role}**: {EXPLAINED[role]}" for role in ROLES), ACCOUNTS,
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
