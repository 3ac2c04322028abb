"""Who is at the screen: the operator in local mode, else whoever signed in; asked at every run."""

from datetime import timedelta

import streamlit as st

from engagement.access import signing_in
from engagement.access.people import Person
from engagement.faults import Refused
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.store import Store
from ui import session
from ui.opened import opened

_PERSON, _WHY, _SINCE = "who.person", "who.why", "who.since"
TYPED = "me.name"
"""The name that somebody typed who settles something on a server without a sign-in."""
CHECKED_EVERY_SECONDS = 10
"""How soon an open tab notices that one signed out in another."""


def store() -> Store:
    """The store for pages: held to what the person may; the operator's in local mode."""
    if settings().sign_in == "local":
        return opened().operated_by(name())
    return opened().acting_as(person() or Person(name=""))


def person() -> Person | None:
    """Who signed in; ``None`` for nobody, and in local mode."""
    found: Person | None = session.choice(_PERSON)
    return found if settings().sign_in != "local" else None


def name() -> str:
    """Who is at the screen, by name: the sign-in's, else as typed here; empty before that."""
    known = person()
    if known:
        return known.name
    return str(session.choice(TYPED) or session.choice("ask.entered_by") or "").strip()


def why_not() -> str:
    """Why somebody who tried is not signed in; empty where nobody tried."""
    return str(session.choice(_WHY) or "")


def arrived() -> bool:
    """Whether somebody is at the screen who may see pages: checked anew at every run."""
    mode = settings().sign_in
    if mode == "local":
        return True
    session.forget(_WHY)
    session.forget(_PERSON)
    try:
        found = _by_the_provider() if mode == "oidc" else _by_the_proxy()
    except Refused as refused:
        session.keep(_WHY, refused.sentence)
        return False
    if found is None:
        return False
    session.keep(_PERSON, found)
    return signing_in.is_known(opened(), found)


def stay() -> None:
    """Leave the page soon after one signed out in another tab, or the time is over."""
    if settings().sign_in != "local":
        _still_here()


@st.fragment(run_every=CHECKED_EVERY_SECONDS)
def _still_here() -> None:
    if not arrived():
        st.rerun()


def sign_out() -> None:
    """End the sign-in in every tab, and take the browser's cookie away."""
    known = person()
    if known and known.session:
        signing_in.leave(opened(), known)
    session.forget(_PERSON)
    if st.user.get("is_logged_in"):
        st.logout()


def _by_the_provider() -> Person | None:
    if not st.user.get("is_logged_in"):
        return None
    return signing_in.arrive(opened(), st.user.to_dict())


def _by_the_proxy() -> Person | None:
    """The proxy names a person when the tab connects; the tab then counts as signed in so long."""
    given = st.context.headers.get(settings().user_header)
    if not given:
        return None
    since = session.choice(_SINCE) or clock.now()
    session.keep(_SINCE, since)
    if clock.now() > since + timedelta(hours=settings().session_hours):
        raise Refused("This tab was open for as long as this server allows; reload it.")
    return signing_in.named(opened(), given)
