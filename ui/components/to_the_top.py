"""What became another page in the same place is seen from its top, wherever the old one was left."""

import streamlit as st

from ui import session
from ui.routes.scrolling import SCRIPT

_CAME, _CAMES = "came.for", "came.for.times"


def bring_up(turn: int) -> None:
    """Bring the container with the key ``TOP`` into view; once for each ``turn``."""
    # The attribute makes it new, so that it runs again; the script itself is always the same.
    st.html(f'<script data-turn="{turn}">{SCRIPT}</script>', unsafe_allow_javascript=True)


def come_for(part: str) -> None:
    """Remember for which part of the next page somebody comes: there it is brought into view."""
    session.keep(_CAME, part)


def bring_up_for(part: str) -> None:
    """Bring the container with the key ``TOP`` into view where somebody came for it; call it last."""
    if session.choice(_CAME) == part:
        session.forget(_CAME)
        turn = session.choice(_CAMES, 0) + 1
        session.keep(_CAMES, turn)
        bring_up(turn)


def bring_up_when_new(name: str, here: object) -> None:
    """Bring it into view where ``here`` is another place than when the page was drawn before."""
    before, turns = session.choice(name, (None, 0))
    if before != here:
        turns += 1
        session.keep(name, (here, turns))
        if before is not None:
            bring_up(turns)
