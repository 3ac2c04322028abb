"""Pages of a long list: the same buttons above and below it, and its top after a change below."""

from collections.abc import Callable

import streamlit as st

from ui import session
from ui.components.to_the_top import bring_up
from ui.routes.scrolling import TOP

_AT, _TURNS, _NOW = "look.page", "look.turns", "look.turned"


def page_of(pages: int, name: str, draw: Callable[[int], None]) -> None:
    """Draw one of ``pages`` (counted from 1) between its buttons; ``name`` tells lists apart."""
    kept, page = session.choice(_AT, ("", 1))
    page = min(page, pages) if kept == name else 1
    with st.container(key=TOP):
        _buttons(pages, name, page, "above")
        draw(page)
        _buttons(pages, name, page, "below")
    if session.forget(_NOW):
        bring_up(session.choice(_TURNS, 0))


def _buttons(pages: int, name: str, page: int, where: str) -> None:
    """One row of them; those of the other row follow, so both are new after each turn."""
    if pages < 2:
        return
    turns = session.choice(_TURNS, 0)
    key = f"look.page.{name}.{pages}.{turns}.{where}"

    def turn() -> None:
        session.keep(_AT, (name, session.choice(key)))
        session.keep(_TURNS, turns + 1)
        session.keep(_NOW, where == "below")

    st.pagination(pages, default=page, key=key, on_change=turn)
