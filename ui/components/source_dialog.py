"""Which dialog about sources is open: it stays open when the page is drawn again under it."""

import streamlit as st

from ui import session

_OPEN = "look.dialog"
ADD = ""


def open_dialog(source_id: str = ADD) -> None:
    """Open the form of a source by its id, or the one that adds a source, when next drawn."""
    session.keep(_OPEN, source_id)


def opened_dialog() -> str | None:
    """The id of the source whose form is open, empty for a new one; ``None``: nothing is open."""
    found: str | None = session.choice(_OPEN)
    return found


def closed() -> None:
    """Close it; what was typed into it stays for the next time."""
    session.forget(_OPEN)


def close() -> None:
    """Close it and draw the page."""
    closed()
    st.rerun()


def stay_or_leave(source_id: str) -> None:
    """Draw the page anew where another form than that of this source is to be open by now."""
    if opened_dialog() not in (source_id, None):
        st.rerun()
