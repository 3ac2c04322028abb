"""A pasted list of people: a line each, with name, role and e-mail address."""

import re
from collections.abc import Sequence

from content.model import Role
from engagement.faults import NAME, Refused
from engagement.identity import same_person
from engagement.invitations.model import Invitee
from engagement.outside.mail import is_address

MOST = 200
_PARTS = re.compile(r"\s*[,;\t]\s*")
HOW = "Write a line for each person: name, role, e-mail address (the address may be left out)."


def read_people(text: str, roles: Sequence[Role]) -> tuple[Invitee, ...]:
    """The people of a list; :class:`Refused` names every line that cannot be read, at once."""
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), 1)]
    given = [(place, line) for place, line in lines if line]
    if not given:
        raise Refused(HOW)
    if len(given) > MOST:
        raise Refused(f"The list has {len(given)} people; at most {MOST} are invited at a time.")
    people, wrong = [], []
    for place, line in given:
        read = _line(line, roles)
        if isinstance(read, Invitee):
            people.append(read)
        else:
            wrong.append(f"Line {place}: {read}")
    if wrong:
        raise Refused(" ".join(wrong))
    return tuple(people)


def _line(line: str, roles: Sequence[Role]) -> Invitee | str:
    """The person, or what is wrong with the line."""
    parts = [part for part in _PARTS.split(line) if part]
    mails = [part for part in parts if "@" in part]
    words = [part for part in parts if "@" not in part]
    if len(words) != 2 or len(mails) > 1:
        return "give name, role and e-mail address with commas between them."
    name, told = words
    email = mails[0].strip("<>") if mails else ""
    role = _role(told, roles)
    if role is None:
        return f"no role is called {told}; there are {', '.join(item.name for item in roles)}."
    if email and not is_address(email):
        return f"{email} is no e-mail address."
    if len(name) > NAME:
        return f"the name is too long; {NAME} characters fit."
    return Invitee(name=name, role=role.id, email=email)


def _role(told: str, roles: Sequence[Role]) -> Role | None:
    """The role by its name or id; else the only one whose name begins so."""
    wanted = same_person(told)
    exact = [item for item in roles if wanted in (same_person(item.name), item.id)]
    begun = [item for item in roles if same_person(item.name).startswith(wanted)]
    found = exact or (begun if len(begun) == 1 else [])
    return found[0] if found else None
