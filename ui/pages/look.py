"""Placeholder."""
import streamlit as st

from ui.components import frame


def render(store, space): st.header("look")
if __name__ == "__main__":
    frame.show(render)
