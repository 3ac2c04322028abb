"""Who sits at the keyboard: the name under which things are settled, asked once a visit."""

import streamlit as st

from assessment.model import Respondent
from engagement.identity import same_person
from ui import session, who

_FIELD = "me.field"


def me() -> str:
    """The name; empty before it was given. Whoever signed in has one already."""
    return who.name()


def entering(respondent: Respondent | None) -> str:
    """Who enters what a respondent says; empty where it is they themselves, or nobody is named."""
    known = who.person()
    name = known.name if known else str(session.choice("ask.entered_by") or "").strip()
    own = respondent is not None and same_person(name) == same_person(respondent.name)
    return "" if own else name


def ask_me(label: str = "You are", key: str = _FIELD) -> None:
    """The field for it; what is signed below is signed with it. Not for whoever signed in."""
    if who.person():
        return
    session.keep(key, me())  # whichever field of the page it was typed into
    st.text_input(
        label, key=key, on_change=_keep, args=(key,), placeholder="Your name", max_chars=200,
        help="Stands beside everything that you settle, accept or return.",
    )  # fmt: skip


def name_in_form(key: str, label: str = "You are") -> str:
    """The same inside a form: the name that is given with it, kept for the rest of the visit."""
    if known := who.person():
        return known.name
    given = st.text_input(
        label, me(), key=f"{key}.you", placeholder="Your name", max_chars=200,
        help="Stands in the log beside what is done here.",
    ).strip()  # fmt: skip
    if given:
        session.keep(who.TYPED, given)
    return given


def ask_me_here(place: str) -> None:
    """The field where a popover hides the page's own; only as long as no name was given."""
    if not me():
        ask_me(key=f"{place}.you")


def _keep(key: str) -> None:
    session.keep(who.TYPED, session.choice(key) or "")
