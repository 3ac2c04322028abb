"""In whose manner the screen is written: as the client on it writes figures and dates.

A dialog or a part that refreshes itself runs alone, without the page around it; so the manner is
remembered for the visit, and asked for where a figure is put in words.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from content import locales
from engagement.clients import branding
from engagement.store import Store
from ui import session

_KEPT = "manner"
_ORDERS = {"d": "DD", "M": "MM", "y": "YYYY"}


def follow(store: Store, client_id: str) -> None:
    """Write from now on as this client does; empty: as nobody in particular."""
    session.keep(_KEPT, branding.locale_of(store, client_id) if client_id else "")


def _on_screen() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return str(st.session_state.get(_KEPT, ""))


locales.ask(_on_screen)


def typed_day() -> str:
    """How a day is typed into a field, in the tokens that Streamlit's calendar knows."""
    order = list(dict.fromkeys(sign for sign in locales.current().numeric if sign in _ORDERS))
    mark = next((sign for sign in locales.current().numeric if sign in "./-"), "-")
    return mark.join(_ORDERS[sign] for sign in order)


def shown_day() -> str:
    """How a day stands in a table, in the tokens of Streamlit's columns; a month has its name."""
    here = locales.current()
    if not here.english:
        return typed_day()
    return "MMM D, YYYY" if here.short.startswith("M") else "D MMM YYYY"
