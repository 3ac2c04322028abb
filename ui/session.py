"""Where I am: the only module that touches Streamlit's session state and the address.

The database is the state; what is kept here is only which assessment, which person and which
question are on the screen, and whether something is still to be chosen. All of it also stands in the
address, so that a reload, a bookmark or a second tab comes back to the same place.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

_DRAWINGS = 2
"""For how many drawings of its page a field may still take what it is to begin with."""

_IN_ADDRESS = {
    "assessment": "a", "respondent": "as", "capability": "q", "race": "r", "snapshot": "snapshot",
}  # fmt: skip


def restore() -> None:
    """Take from the address what it says; keep what we know where it says nothing."""
    for name, short in _IN_ADDRESS.items():
        if short in st.query_params:
            st.session_state[_key(name)] = st.query_params[short]


def write_address() -> None:
    """Put where I am into the address; Streamlit empties it whenever the page changes."""
    for name, short in _IN_ADDRESS.items():
        value = place(name)
        if value:
            st.query_params[short] = value
        elif short in st.query_params:
            del st.query_params[short]


def place(name: str) -> str:
    """The current place by a name of :data:`_IN_ADDRESS`; empty for none."""
    return str(st.session_state.get(_key(name), ""))


def go(**places: str) -> None:
    """Move: set any place by a name of :data:`_IN_ADDRESS` (empty: none)."""
    if "assessment" in places and places["assessment"] != place("assessment"):
        places = {"respondent": "", "capability": "", "snapshot": ""} | places
    for name, value in places.items():
        st.session_state[_key(name)] = value
    write_address()


def choice(key: str, default: Any = None) -> Any:
    """The value of a widget, or something else of this visit, by its key."""
    return st.session_state.get(key, default)


def keep(key: str, value: Any) -> None:
    """Remember something for this visit only."""
    st.session_state[key] = value


def begin_with(key: str, value: Any) -> None:
    """Let a field of the page that comes next begin with ``value``; that page calls :func:`begun`."""
    forget(key)
    keep(f"{key}.begins", (value, _DRAWINGS))


def begun(key: str) -> None:
    """Called before the field is made: an empty one takes what it is to begin with.

    Not for one drawing alone: where another window changed something just then, the page is drawn
    twice at once, and the first of the two is thrown away with what it put into its fields.
    """
    value, left = choice(f"{key}.begins", (None, 0))
    if not left:
        return
    keep(f"{key}.begins", (value, left - 1))
    if not choice(key):
        keep(key, value)


def forget(key: str) -> Any:
    """Take what was kept under ``key`` (``None`` where nothing was)."""
    return st.session_state.pop(key, None)


def empty(*texts: str, chosen: Sequence[str] = ()) -> None:
    """Empty fields whose content was kept, before they are drawn again: texts, and what was chosen.

    A form that empties itself when it is sent would lose what somebody typed where it is refused.
    """
    for key in texts:
        keep(key, "")
    for key in chosen:
        keep(key, None)


def any_key(prefix: str) -> bool:
    """Whether anything of this visit, such as a field on the screen, has a key that begins so."""
    return any(str(item).startswith(prefix) for item in st.session_state)


def all_keys(prefix: str) -> tuple[str, ...]:
    """The keys of this visit that begin with ``prefix``."""
    return tuple(str(item) for item in st.session_state if str(item).startswith(prefix))


def forget_all(prefix: str) -> None:
    """Take out everything that was kept under keys that begin with ``prefix``."""
    for key in all_keys(prefix):
        del st.session_state[key]


def _key(name: str) -> str:
    return f"place.{name}"
