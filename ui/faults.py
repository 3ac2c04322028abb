"""What a person sees when something goes wrong: a sentence, never a trace.

The impossible is refused in one sentence by the action. A bug gets a short sentence and a reference
id; the trace stands in the log under the same id.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

import streamlit as st
from pydantic import ValidationError

from engagement.faults import Refused
from engagement.wrong_values import told
from ui import session
from ui.routes import by_keyboard
from ui.routes.identified import id_of

_LOG = logging.getLogger("prodworthy.app")
_WAITING, _BESIDE = "faults.waiting", "faults.beside"
_PLACE: ContextVar[str] = ContextVar("place", default="")
P = ParamSpec("P")
T = TypeVar("T")


def sentence_of(error: BaseException) -> str:
    """What to tell a person about ``error``; a bug is logged and gets a reference id."""
    if isinstance(error, Refused):
        return str(error)
    reference = id_of()
    _LOG.error(
        "A page failed through a mistake of ours", exc_info=error, extra={"request": reference}
    )
    return (
        "Something went wrong on our side, and nothing was changed. Try again; if it stays, "
        f"report the reference {reference}, under which the log has the details."
    )


def on_script_error(error: Exception) -> bool:
    """Show the sentence in the place of Streamlit's trace; always handles the error."""
    st.error(sentence_of(error), icon=":material/error:")
    return True


def attempt(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Run an action; what it refuses is shown at the top of the page, and ``None`` comes back."""
    try:
        return action(*args, **kwargs)
    except Refused as refused:
        refuse(str(refused))
    except ValidationError as invalid:
        refuse(" ".join(told(dict(item)) for item in invalid.errors(include_url=False)))
    return None


def show_waiting() -> None:
    """Show what the last actions refused, once.

    It stays at the top of the window however far down the page it was caused. Its place is there
    without it too: where one came in, all below it would be drawn anew, and the page seen from its top.
    """
    _come_to_the_top()
    place, waiting = st.empty(), session.forget(_WAITING)
    if waiting:
        with place.container(key=by_keyboard.REFUSED):
            for sentence in waiting:
                st.error(sentence, icon=":material/error:")


def refuse(sentence: str) -> None:
    """Show ``sentence`` when the page is next drawn: beside what was pressed, else at its top."""
    if place := _PLACE.get():
        beside = session.choice(_BESIDE, {})
        said = (*beside.get(place, ((), False))[0], sentence)
        session.keep(_BESIDE, beside | {place: (said, False)})
    elif sentence not in (waiting := session.choice(_WAITING, ())):
        session.keep(_WAITING, (*waiting, sentence))


@contextmanager
def said_at(place: str) -> Iterator[None]:
    """What is refused within is told by :func:`tell_at` the same place.

    For what lies over the page, as a popover does: a sentence at the page's top is hidden by it.
    Around a callback as well: ``on_click=faults.said_at(place)(callback)``.
    """
    before = _PLACE.set(place)
    try:
        yield
    finally:
        _PLACE.reset(before)


def tell_at(place: str) -> None:
    """Show what was refused at this place, once; drawn beside what is pressed there."""
    beside = dict(session.choice(_BESIDE, {}))
    for sentence in beside.pop(place, ((), False))[0]:
        st.error(sentence, icon=":material/error:")
    session.keep(_BESIDE, beside)


def _come_to_the_top() -> None:
    """What a place did not tell in a whole drawing, as it is gone, is told at the top after all."""
    beside = session.choice(_BESIDE, {})
    late = [sentence for said, passed in beside.values() if passed for sentence in said]
    session.keep(_WAITING, (*session.choice(_WAITING, ()), *late))
    session.keep(_BESIDE, {at: (said, True) for at, (said, passed) in beside.items() if not passed})
