"""The first owner: a code that is shown once to whoever runs the server, never a default password."""

import secrets
from datetime import timedelta
from hashlib import sha256

from engagement.access.people import Member, Person
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.outside import clock
from engagement.store import Store, audit, members, signed_in

LASTS = timedelta(hours=1)
GUESSES = 10
"""Wrong codes until the code is void: with 80 bits nobody guesses it, and nobody is let try."""

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""

WRONG = (
    "This code is not in force. Whoever runs the server makes a new one with "
    "`prodworthy setup-code`; it works once, within an hour."
)


def needs_owner(store: Store) -> bool:
    """Whether nobody owns this server yet."""
    with store.reading() as tx:
        return not any(item.role == "owner" for item in members.of_client(tx, None))


def code_waits(store: Store) -> bool:
    """Whether a setup code is in force: whoever runs the server made one for somebody."""
    with store.reading() as tx:
        return signed_in.in_force(tx, clock.now(), GUESSES)


def new_code(store: Store) -> str:
    """A new setup code, for whoever can see this process's output; the one before is void.

    Only its digest is kept. It works once, within an hour.
    """
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    with store.writing() as tx:
        signed_in.new_code(tx, _digest(code), clock.now() + LASTS)
    return code


def become_owner(store: Store, person: Person, code: str) -> Member:
    """Make whoever has the code an owner of the whole server, once."""
    now = clock.now()
    with store.writing() as tx:
        right = signed_in.guess(tx, _digest(code), now, GUESSES)
    if not right:
        raise Refused(WRONG)
    made = Member(
        id=new_id(), who=person.who or person.subject, name=person.name, role="owner",
        subject=person.subject, added_at=now, added_by="setup code",
    )  # fmt: skip
    with store.writing() as tx:
        members.add(tx, made)
        audit.record(tx, "first owner set up", by=person.name, account=made.who)
    return made


def _digest(code: str) -> str:
    """Of the letters alone, so that spaces and dashes are typed as one likes."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(f"prodworthy setup code {plain}".encode()).hexdigest()
