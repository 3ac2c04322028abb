"""A form that was filled from a value which somebody else may change: what it began from, and a choice.

What the fields of a form were filled from is remembered, so that the action can tell my changes from
the other's. A field that I left alone follows what somebody else changed; one that I changed keeps what
stands in it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from content.values import Value
from engagement.last_change import changed_by
from engagement.races import Overtaken, agreed, differing
from engagement.store import Store
from engagement.store.guarding import NOBODY_NAMED
from ui import faults, lost_races, session, who
from ui.components.live import by_others
from ui.components.wording import listed, plain

V = TypeVar("V", bound=Value)
P = ParamSpec("P")
T = TypeVar("T")


def began(key: str, now: V) -> tuple[V, str]:
    """The value that the fields of a form are filled from, and what their keys begin with.

    It stays while the fields are on the screen; a page that was left and opened again begins anew.
    """
    kept: V | None = session.choice(f"began.{key}")
    turn = session.choice(f"turn.{key}", 0)
    fields = f"{key}.{turn}" if turn else key
    if kept is None or type(kept) is not type(now) or not session.any_key(f"{fields}."):
        kept = now
        session.keep(f"began.{key}", kept)
    return kept, fields


def follow(fields: str, began: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Put what somebody else changed into the fields that I left alone; whether none is left over.

    Both are the values of the fields, by the rest of their keys. A browser keeps what is being typed
    in a field and was not sent yet, whatever is put into it.
    """
    whole = True
    for name, value in now.items():
        shown = session.choice(f"{fields}.{name}", value)  # one that is not there yet begins so
        if shown == value:
            continue
        if shown == began.get(name):
            session.keep(f"{fields}.{name}", value)
        else:
            whole = False
    return whole


def caught_up(key: str, began: V, mine: V, now: V) -> None:
    """What my fields show and what stands is the same by now: I go on from there.

    Not while somebody else's change is being drawn: I may be typing in the very field just then, and
    what I typed would take the place of a text that I never saw.
    """
    if not by_others():
        session.keep(f"began.{key}", agreed(began, mine, now))


def anew(key: str) -> None:
    """Fill the form from what stands now when it is next drawn."""
    session.forget(f"began.{key}")
    lost_races.settled(key)
    # A field whose key stays keeps in the browser what was typed, whatever it is filled from.
    session.keep(f"turn.{key}", session.choice(f"turn.{key}", 0) + 1)


def meanwhile(key: str, from_: Value, now: Value, *, by: Callable[[], str], whole: bool) -> None:
    """What somebody else changed since the form was filled, unless a choice is to be made.

    ``by`` says who; ``whole`` whether all of it stands in the fields. It has a place of its own, so
    that nothing below it moves: a field keeps its focus. The choice is drawn by the form, beside its
    Save: that is where the person stands who pressed it.
    """
    with st.container():
        if session.choice(f"race.{key}"):
            return
        if found := differing(from_, now):
            told = listed(
                [f"**{plain(one.what)}** is now {plain(one.theirs)}" for one in found[:4]]
            )
            more = f", and {len(found) - 4} more" if len(found) > 4 else ""
            sentence = f"Changed {by()} just now: {told}{more}."
            if whole:
                st.info(sentence, icon=":material/group:")
            else:
                theirs_instead(key, sentence)


def theirs_instead(key: str, sentence: str) -> None:
    """What somebody else did, and a button that fills the fields from it."""
    st.info(f"{sentence} What you changed stands below.", icon=":material/group:")
    st.button("Show theirs in the fields", key=f"meanwhile.{key}", on_click=anew, args=(key,))


def other(store: Store, client_id: str, *actions: str, about: str = "") -> str:
    """By whom one of ``actions`` was done last: *by Eva*, or *in another window* of my own."""
    name = changed_by(store, client_id, *actions, about=about)
    if not name:
        return "by somebody else"
    mine = {who.name(), NOBODY_NAMED} if who.person() is None else {who.name()}
    return "in another window" if name in mine else f"by {plain(name)}"


def save(key: str, action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Run an action that takes ``over``; where it was overtaken :func:`choice` asks what stays."""

    def tried() -> T | None:
        try:
            return action(*args, **kwargs)
        except Overtaken as lost:
            lost_races.keep(key, (lost, partial(action, *args, **kwargs)))
            return None

    done = faults.attempt(tried)
    if done is not None:
        anew(key)
    return done


def choice(key: str) -> None:
    """Keep mine or take theirs, where the last saving was overtaken."""
    found = session.choice(f"race.{key}")
    if not found:
        return
    lost, again = found
    with st.container(border=True):
        st.markdown(":orange[:material/group: **Somebody else was faster.**] Nothing of yours or "
                    "theirs is lost: choose which one stays.")  # fmt: skip
        if not lost.clashes:
            st.markdown(plain(str(lost)))
        for item in lost.clashes:
            st.markdown(f"**{plain(item.what)}**  \nyours: {plain(item.mine)}  \n"
                        f"theirs: {plain(item.theirs)}")  # fmt: skip
        with st.container(horizontal=True):
            st.button("Keep mine", key=f"race.{key}.mine", on_click=_mine, args=(key, again))
            st.button("Take theirs", key=f"race.{key}.theirs", on_click=anew, args=(key,))


def _mine(key: str, again: Callable[..., Any]) -> None:
    faults.attempt(again, over=True)
    anew(key)
