"""Signing in and out: who the provider or the proxy says somebody is, for how long, and the end."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from engagement.access.people import BY_PROXY, LONGEST_WHO, Person, known_by
from engagement.faults import NAME, Refused
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.store import Store, members, signed_in

SKEW = timedelta(minutes=5)
"""How far the clock of a provider may be ahead of ours."""

UNVERIFIED = (
    "Your organisation's sign-in does not say that the address {email} is verified, so that nobody can "
    "be known by it here; have it verified there, then sign in again."
)
OVER = (
    "You are signed out: this sign-in ended at {:%H:%M} UTC, by “Sign out” in one of the browser's tabs "
    "or because its time was over. What was saved is kept; sign in to go on."
)
NO_NAME = "The sign-in named nobody; sign in again, or ask who runs the provider."


def person_of(claims: Mapping[str, Any]) -> Person:
    """Who an OpenID provider says somebody is.

    An e-mail address counts only where the provider says that it verified it; otherwise anybody
    could claim an invited address. Raises :class:`Refused` where it does not, and where there is no
    subject.
    """
    issuer, subject = _text(claims.get("iss", "")), _text(claims.get("sub", ""))
    if not issuer or not subject:
        raise Refused(NO_NAME)
    email = known_by(_text(claims.get("email") or ""))
    if email and claims.get("email_verified") not in (True, "true"):
        raise Refused(UNVERIFIED.format(email=email))
    name = " ".join(_text(claims.get("name") or email or subject).split())[:NAME]
    return Person(name=name, who=email, subject=f"{issuer} {subject}", session=_key(claims))


def vouched(name: str) -> Person:
    """Who a trusted proxy says somebody is; :class:`Refused` where it says nothing."""
    who = known_by(name)
    if not who or len(who) > LONGEST_WHO:
        raise Refused("The proxy named nobody; sign in there, then open the page again.")
    return Person(name=name.strip(), who=who, subject=f"{BY_PROXY}{who}")


def named(store: Store, name: str) -> Person:
    """Whom a trusted proxy names; memberships that were given to that name are theirs from now on."""
    person = vouched(name)
    with store.reading() as tx:
        waiting = members.waits_for(tx, person)
    if waiting:
        with store.writing() as tx:
            members.bind(tx, person)
    return person


def arrive(store: Store, claims: Mapping[str, Any]) -> Person:
    """The person of a sign-in that is in force; it begins when it is seen for the first time.

    Raises :class:`Refused` for one that was ended or has expired, wherever its cookie came from.
    """
    person = person_of(claims)
    began = _moment(claims.get("iat"))
    now, lasts = clock.now(), timedelta(hours=settings().session_hours)
    if began > now + SKEW:
        raise Refused("The sign-in is dated in the future; check the clocks, then sign in again.")
    if began + lasts < now:
        raise Refused("You were signed in for as long as this server allows; sign in again.")
    with store.reading() as tx:
        seen = signed_in.known(tx, person.session)
    if not seen:
        with store.writing() as tx:
            if not signed_in.known(tx, person.session):
                signed_in.begin(tx, person.session, person.subject, now, began + lasts)
            members.bind(tx, person)
    with store.reading() as tx:
        over = signed_in.over_since(tx, person.session, now)
    if over is not None:
        raise Refused(OVER.format(over))
    return person


def leave(store: Store, person: Person) -> None:
    """End a sign-in, in every tab at once."""
    with store.writing() as tx:
        signed_in.end(tx, person.session, clock.now())


def is_known(store: Store, person: Person) -> bool:
    """Whether the person is a member anywhere."""
    with store.reading() as tx:
        return bool(members.of_person(tx, person))


def is_anothers(store: Store, person: Person) -> bool:
    """Whether somebody has access by the person's name, with another account than this one.

    It is so after an address was given to somebody else, or after the server's way of signing in
    was changed: an access belongs to the account that used it first, and is not passed on by a name.
    """
    with store.reading() as tx:
        return members.is_anothers(tx, person)


def _key(claims: Mapping[str, Any]) -> str:
    """One text for one sign-in: the same in all tabs of a browser, another at the next sign-in."""
    parts = [_text(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce", "at_hash")]
    return sha256("\n".join(parts).encode()).hexdigest()


def _text(told: Any) -> str:
    """What can be kept and printed: JSON may hold halves of signs that are no text."""
    return str(told).encode("utf-8", "backslashreplace").decode()


def _moment(seconds: Any) -> datetime:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise Refused(NO_NAME) from None
