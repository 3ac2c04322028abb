"""Who sits at the keyboard: the name under which things are settled, asked once a visit."""

import streamlit as st

from ui import session, who

_ME, _FIELD = "me.name", "me.field"


def me() -> str:
    """The name; empty before it was given. Whoever signed in has one already."""
    known = who.person()
    if known:
        return known.name
    return str(session.choice(_ME) or session.choice("ask.entered_by") or "").strip()


def ask_me(label: str = "You are") -> None:
    """The field for it; what is signed below is signed with it. Not for whoever signed in."""
    if who.person():
        return
    st.text_input(
        label, value=me(), key=_FIELD, on_change=_keep, placeholder="Your name", max_chars=200,
        help="Stands beside everything that you settle, accept or return.",
    )  # fmt: skip


def _keep() -> None:
    session.keep(_ME, session.choice(_FIELD) or "")
