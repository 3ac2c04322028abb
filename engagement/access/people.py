"""Who acts: a person who signed in, or a respondent who followed an invitation; and membership."""

from typing import Literal, get_args

from pydantic import AwareDatetime, Field

from content.values import Value

Role = Literal["owner", "consultant", "facilitator", "analyst", "viewer", "respondent"]
ROLES: tuple[Role, ...] = get_args(Role)

BY_PROXY = "proxy "
"""What the subject of an account begins with that a proxy names; a provider's begins with its address."""

LONGEST_WHO = 254
"""Characters of the longest e-mail address that mail can be sent to."""


class Seat(Value):
    """What an invitation is bound to: one assessment, and one respondent (ids)."""

    assessment_id: str
    respondent: str


class Person(Value):
    """Who acts. ``name`` stands in the audit log.

    ``who`` is what a membership is given to: the verified e-mail address or the name that the
    proxy vouches for, in lower case. ``subject`` is the provider's own name for the account, which
    stays the same when an address is given to somebody else. With a ``session`` all access ends
    when that sign-in does. With a ``seat`` it is an invited respondent, who needs no membership.
    """

    name: str
    who: str = ""
    subject: str = ""
    session: str = ""
    seat: Seat | None = None


class Member(Value):
    """A person's role at a client, or on the whole server where ``client_id`` is ``None``.

    ``subject`` is empty until the person signs in for the first time.
    """

    id: str
    who: str = Field(min_length=1, max_length=LONGEST_WHO)
    name: str = ""
    client_id: str | None = None
    role: Role
    subject: str = ""
    added_at: AwareDatetime
    added_by: str = ""


def known_by(who: str) -> str:
    """An e-mail address or account name as it is kept and compared: trimmed, in lower case."""
    return who.strip().casefold()
