"""The pages of a report as pictures, turned one by one before it is saved."""

import streamlit as st

from reports.pdf import preview
from ui.components.note import note


@st.fragment
def look_through(content: bytes, suffix: str) -> None:
    """One page at a time, the first one first."""
    number = _pages(content)
    page = 1
    if number > 1:
        page = st.slider(
            f"Page, of {number}", 1, number, 1, key=f"report.page.{suffix}.{number}", width=420
        )
    shown = f"Page {page} of {number} of the report; the web page has it in words"
    st.image(_picture(content, page), width=620, alt=shown)
    note(f"Page {page} of {number}, as it will be printed.")


@st.cache_data(max_entries=16, show_spinner=False)
def _pages(content: bytes) -> int:
    return preview.pages(content)


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(content: bytes, page: int) -> bytes:
    return preview.picture(content, page)
