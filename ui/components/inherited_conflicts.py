"""Conflicts about answers that are carried from another use case: told here, settled there."""

from datetime import UTC, datetime

import streamlit as st

from content.model import Pack
from scoring.conflict import InheritedConflict
from ui import session
from ui.components.conflict_list import caption, choose, go_to, name
from ui.components.note import note
from ui.components.wording import plain


def inherited(held: tuple[InheritedConflict, ...], pack: Pack) -> None:
    """One row each with the use case it comes from; a click opens it there."""
    if not held:
        return
    st.subheader(f"Inherited ({len(held)})", anchor=False)
    note("They came with answers that the client gave for another use case, and count here as they do "
         "there. Settle them there, or answer the question here to replace the answer.")  # fmt: skip
    today = datetime.now(UTC).date()
    for item in held:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center",
            horizontal_alignment="distribute",
        ):  # fmt: skip
            told = f"from {plain(item.use_case)} · {caption(item.conflict, today)}"
            st.markdown(f"{name(item.conflict, pack)}  \n:small[:gray[{told}]]", width="content")
            key = f"inherited.{item.assessment}.{item.conflict.number}"
            st.button(
                "Settle it there", key=key, type="tertiary", icon=":material/gavel:",
                on_click=_there, args=(item,),
            )  # fmt: skip


def open_there(item: InheritedConflict) -> None:
    """Go to the use case that it comes from, to where it is settled."""
    session.go(assessment=item.assessment)
    go_to(item.conflict)


def _there(item: InheritedConflict) -> None:
    """The same from the very page where conflicts are settled."""
    session.go(assessment=item.assessment)
    choose(item.conflict)
