"""Packs: what can be asked, those that come with the product and those that people add."""

import streamlit as st

from engagement.store import Store
from ui import faults
from ui.components import frame
from ui.components.note import note
from ui.components.pack_forms import forms
from ui.components.pack_list import listed
from ui.components.pack_upload import add


def render(store: Store) -> None:
    """Adding one, and writing one, at the left and first on a phone; the packs at the right."""
    faults.show_waiting()
    st.header("Packs", anchor=False)
    note("What an assessment asks, and how answers become a result. A kept version never changes.")
    left, right = st.columns([1, 1.7], gap="large")
    with left:
        add(store)
        forms()
    with right:
        listed(store)


if __name__ == "__main__":
    frame.with_bar(render)
