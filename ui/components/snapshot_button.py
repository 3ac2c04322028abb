"""Take a snapshot: a note and a button, the same for every kind of pack."""

from collections.abc import Callable

import streamlit as st

from engagement.store import Store
from ui import faults, session
from ui.components.note import on_accent
from ui.components.permitted import for_whoever_may


@for_whoever_may("snapshot taken", told="takes a snapshot")
def snapshot_button(take: Callable[..., object], store: Store, assessment: str) -> None:
    """``take`` freezes the assessment's result with the note; the note is emptied once it has."""
    st.text_input("Note", key="track.note", placeholder="Why now", label_visibility="collapsed")
    st.button(
        on_accent("Take a snapshot"), type="primary", icon=":material/photo_camera:",
        width="stretch", on_click=_take, args=(take, store, assessment),
    )  # fmt: skip


def _take(take: Callable[..., object], store: Store, assessment: str) -> None:
    if faults.attempt(take, store, assessment, session.choice("track.note") or ""):
        session.keep("track.note", "")
