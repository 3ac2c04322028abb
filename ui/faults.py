"""What a person sees when something goes wrong: a sentence, never a trace.

The impossible is refused in one sentence by the action. A bug gets a short sentence and a reference
id; the trace stands in the log under the same id.
"""

import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st
from pydantic import ValidationError

from engagement.faults import Refused
from engagement.wrong_values import told
from ui import session
from ui.routes import by_keyboard
from ui.routes.identified import id_of

_LOG = logging.getLogger("prodworthy.app")
_WAITING = "faults.waiting"
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
    place, waiting = st.empty(), session.forget(_WAITING)
    if waiting:
        with place.container(key=by_keyboard.REFUSED):
            for sentence in waiting:
                st.error(sentence, icon=":material/error:")


def refuse(sentence: str) -> None:
    """Show ``sentence`` at the top of the page when it is next drawn."""
    session.keep(_WAITING, (*session.choice(_WAITING, ()), sentence))
