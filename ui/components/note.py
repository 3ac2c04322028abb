"""Small grey text that can still be read: Streamlit's own captions fall below 4.5 : 1."""

from typing import Literal

import streamlit as st

from reports.wording import join

Width = Literal["stretch", "content"]


def note(text: str, *, width: Width = "stretch") -> None:
    """A caption in the theme's grey; ``text`` is markdown, client text goes through ``plain``."""
    st.markdown(f":small[:gray[{text}]]", width=width)


def lead(*lines: str) -> None:
    """The sentences under a page's title, in larger light type, a line each."""
    with st.container(gap=None):
        for line in lines:
            st.markdown(f"#### {line}", anchors=False)


def figure(label: str, value: str, under: str) -> None:
    """A number with its label above and what it means below."""
    with st.container(gap=None):
        st.metric(label, value)
        note(under)


def still_needed(*parts: tuple[str, object]) -> bool:
    """Whether nothing is missing for a button; what is missing is said: (*your name*, what is there)."""
    missing = [name for name, there in parts if not there]
    if missing:
        note(f"Still needed: {join(missing)}.")
    return not missing


def on_accent_if(ready: bool, label: str) -> str:
    """:func:`on_accent` where the button can be pressed; one that cannot has no accent to stand on."""
    return on_accent(label) if ready else label


def on_accent(label: str) -> str:
    """The label of a filled button: white on the light theme's accent, ink on the dark one's."""
    return f":violet[{label}]"
