"""An answer on the screen that somebody else, or another window, may change meanwhile.

Its fields keep what they show. What they were filled from is remembered: another answer is told with
a way to have it in the fields, and a change of mine never takes its place in silence.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

import streamlit as st

from engagement.races import Overtaken
from ui import faults, session
from ui.components import edited
from ui.components.wording import plain


class Kept(Protocol):
    """An answer that is kept."""

    @property
    def id(self) -> str:
        """Another one for every change."""


A = TypeVar("A", bound=Kept)


def fields(key: str) -> str:
    """What the keys of an answer's fields begin with."""
    turn = session.choice(f"turn.{key}", 0)
    return f"{key}.{turn}" if turn else key


def meanwhile(key: str, stands: str, told: str) -> None:
    """Before the fields: what they are filled from, or that another answer stands there by now.

    ``stands`` is its id, empty for none, and ``told`` what it says.
    """
    with st.container():
        if session.choice(f"race.{key}"):
            edited.choice(key)
            return
        began = session.choice(f"began.{key}")
        if began is None or began[1] == told or not session.any_key(f"{fields(key)}."):
            session.keep(f"began.{key}", (stands, told))
        elif began[0] != stands:
            edited.theirs_instead(
                key, f"Changed just now in another window: **{plain(told)}**."
            )  # fmt: skip


def save(key: str, keep: Callable[..., A], tell: Callable[[A], str]) -> None:
    """Keep what is on the screen in the place of what it was filled from, and of nothing else."""
    began = session.choice(f"began.{key}") or ("", "")

    def tried(*, over: bool = False) -> A | None:
        try:
            return keep(instead_of=began[0], over=over)
        except Overtaken as lost:
            session.keep(f"race.{key}", (lost, tried))
            return None

    done = faults.attempt(tried)
    if done is not None:
        session.keep(f"began.{key}", (done.id, tell(done)))
