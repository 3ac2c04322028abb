"""Draws what the person at the screen may do; in the place of the rest, quietly, who may.

What somebody may is asked once a run, for the client on screen. The store holds to the same table,
whatever a page shows.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from engagement.access.asking import allowed, readable, whoever_may
from engagement.access.table import Kind
from engagement.store import Store
from engagement.store.grounds import NOT_SHOWN
from ui import session
from ui.components.note import note

_HERE, _READ = "permitted.here", "permitted.read"
P = ParamSpec("P")


def ask_what_is_permitted(store: Store, client_id: str | None) -> None:
    """Find out what may be done at the client on screen; before any page is drawn."""
    session.keep(_HERE, allowed(store, client_id))
    session.keep(_READ, readable(store, client_id))


def may(*actions: str) -> bool:
    """Whether the person may do every one of ``actions`` at the client on screen."""
    here: frozenset[str] = session.choice(_HERE, frozenset())
    return here.issuperset(actions)


def may_read(kind: Kind) -> bool:
    """Whether the person may read all rows of a kind at the client on screen."""
    here: frozenset[Kind] = session.choice(_READ, frozenset())
    return kind in here


def for_whoever_may(
    *actions: str, told: str = ""
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Draw something only for whoever may do every one of ``actions``.

    ``told`` is what they do there, as in *adds a source*: with it others read who may.
    """

    def guard(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)
        def drawn(*given: P.args, **named: P.kwargs) -> None:
            if may(*actions):
                draw(*given, **named)
            elif told:
                tell_who_may(told, *actions)

        return drawn

    return guard


def tell_who_may(told: str, *actions: str) -> None:
    """One quiet line: who does it."""
    note(f":material/lock: Only {whoever_may(*actions)} {told}.")


def tell_not_theirs(title: str, does: tuple[str, ...]) -> None:
    """What stands at the address of a page that is not for this person."""
    st.header(title, anchor=False)
    if does and not may(*does):
        tell_who_may("has a use for this page", *does)
    else:
        note(f":material/lock: {NOT_SHOWN}")
