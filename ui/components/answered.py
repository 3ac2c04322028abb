"""An answer on the screen that somebody else, or another window, may change meanwhile.

Its fields follow another answer, and tell whose it is; what was changed in them and not kept yet stays,
with a way to have the other in them. A change of mine never takes another's place in silence.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

import streamlit as st

from engagement.races import Overtaken
from ui import faults, lost_races, session
from ui.components import edited
from ui.components.live import by_others
from ui.components.wording import plain

TEXTS = frozenset({"comment", "reason", "link"})
"""Fields in which somebody may be typing what was not sent yet."""


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


def meanwhile(
    key: str, stands: str, told: str, shown: Mapping[str, Any], by: Callable[[], str]
) -> None:
    """Before the fields: they follow another answer that stands there by now, and it is told by whom.

    ``stands`` is its id, empty for none, and ``told`` what it says; ``shown`` is what the fields show
    of it, by the rest of their keys.
    """
    with st.container():
        if session.choice(f"race.{key}"):
            edited.choice(key)
            return
        began: _Began | None = session.choice(f"began.{key}")
        if began is None or not session.any_key(f"{fields(key)}."):
            _begin(key, _Began(stands, told, dict(shown)))
        elif began.told == told:
            _begin(key, began._replace(stands=stands))
        elif began.stands != stands:
            sentence = f"Changed {by()} just now: **{plain(told)}**."
            _followed(key, began, _Began(stands, told, dict(shown), began, sentence))
        elif began.before and by_others():
            st.info(began.notice, icon=":material/group:")
        else:
            _begin(key, began._replace(before=None))


def _followed(key: str, began: "_Began", now: "_Began") -> None:
    if edited.follow(fields(key), began.shown, now.shown):
        _begin(key, now)
        st.info(now.notice, icon=":material/group:")
    else:
        edited.theirs_instead(key, now.notice)


def _begin(key: str, from_: "_Began") -> None:
    session.keep(f"began.{key}", from_)


class _Began(NamedTuple):
    """An answer that the fields were filled from: its id, in words, and what the fields showed.

    ``before`` is the one that stood there until somebody else's took its place, as long as a text may
    have been typed meanwhile.
    """

    stands: str
    told: str
    shown: dict[str, Any]
    before: "_Began | None" = None
    notice: str = ""


def _instead_of(key: str) -> str:
    """The answer that what is on the screen takes the place of.

    A text that was typed when another answer came takes the place of the earlier one: whoever typed
    it saw that one.
    """
    began: _Began | None = session.choice(f"began.{key}")
    if began is None:
        return ""
    typed = any(
        isinstance(value, str) and session.choice(f"{fields(key)}.{name}", value) != value
        for name, value in began.shown.items() if name in TEXTS
    )  # fmt: skip
    return began.before.stands if began.before and typed else began.stands


def save(
    key: str, keep: Callable[..., A], tell: Callable[[A], str], show: Callable[[A], dict[str, Any]]
) -> None:
    """Keep what is on the screen in the place of what it was filled from, and of nothing else."""
    instead_of = _instead_of(key)

    def tried(*, over: bool = False) -> A | None:
        try:
            return keep(instead_of=instead_of, over=over)
        except Overtaken as lost:
            lost_races.keep(key, (lost, tried))
            return None

    done = faults.attempt(tried)
    if done is not None:
        _begin(key, _Began(done.id, tell(done), show(done)))
