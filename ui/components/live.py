"""Two people on one assessment: a page is drawn again when somebody else changed something.

A small part of the page asks every second for one number. Nothing is drawn while the
number stays. A text that is being typed and the focus stay where they are, as Streamlit keeps a field
whose key stays; while a dialog is open, which a new drawing would close, the page waits for its end.
"""

from datetime import timedelta

import streamlit as st

from engagement.last_change import last_change
from engagement.model import Workspace
from engagement.outside import clock
from ui import session
from ui.opened import opened

EVERY_SECONDS = 1.0
"""Of the two seconds in which a change is seen; the rest is for reading and drawing."""

_SHOWN, _HELD, _THEME = "live.shown", "live.held", "live.theme"
JUST_NOW_SECONDS = 3
"""A page may be drawn twice at once, and the first drawing is thrown away."""

_TURNS, _BY_OTHERS = "live.turns", "live.by_others"


def live(space: Workspace) -> None:
    """Called before a page reads anything: what it then shows is at least as new as the number."""
    session.forget(_HELD)
    if session.forget(_TURNS):
        session.keep(_BY_OTHERS, clock.now())
    session.keep(_SHOWN, changes(space))
    session.keep(_THEME, st.context.theme.type)
    _watch(space)


def follow_theme() -> None:
    """On a page without an assessment: drawn again once the reader turns light to dark, or back."""
    session.keep(_THEME, st.context.theme.type)
    _watch_theme()


def hold() -> None:
    """Called in a dialog that closes when the page is drawn again: it is not, until it is closed."""
    session.keep(_HELD, True)


def let_go() -> None:
    """Called when such a dialog is closed; the page is then drawn again."""
    session.forget(_HELD)


def by_others() -> bool:
    """Whether the page was drawn just now because of somebody else.

    What is being typed was then not sent. After whatever the person at the screen does, it was.
    """
    drawn = session.choice(_BY_OTHERS)
    return bool(drawn and clock.now() < drawn + timedelta(seconds=JUST_NOW_SECONDS))


@st.fragment(run_every=EVERY_SECONDS)
def _watch(space: Workspace) -> None:
    if session.choice(_HELD):
        return
    if changes(space) != session.choice(_SHOWN) or _is_turned():
        session.keep(_TURNS, True)
        st.rerun()


@st.fragment(run_every=EVERY_SECONDS)
def _watch_theme() -> None:
    if _is_turned():
        st.rerun()


def _is_turned() -> bool:
    """Mark and charts are drawn for one theme; Streamlit turns its own colours without asking us."""
    return bool(st.context.theme.type != session.choice(_THEME))


def changes(space: Workspace) -> int:
    """A number that grows with whatever anybody does to the client or the assessment."""
    # Only a number is read, so it is read whoever looks; what changed is read with their own right.
    return last_change(opened(), space.client.id, space.assessment.id)
