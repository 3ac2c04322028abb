"""What belongs to a report and is done elsewhere: how it looks, and the workbook that comes back."""

import streamlit as st

from engagement.clients import branding
from engagement.model import Workspace
from engagement.store import Store
from reports.brand import Brand
from ui.components.note import note
from ui.components.wording import listed, plain

_PARTS = (
    ("logo", "a logo"),
    ("colour", "a colour"),
    ("mark", "words for the head of each page"),
    ("word_template", "a Word template"),
    ("slides_template", "a PowerPoint template"),
)


def ways(store: Store, space: Workspace, *, plans: bool) -> None:
    """The look, and with ``plans`` the workbook's way back: what there is, and where to click."""
    brand = branding.brand_of(store, space.client.id)
    with st.container(border=True, gap="small"):
        st.subheader("What it looks like", anchor=False)
        note(f"{_kept(brand)} It holds for every report of {plain(space.client.name)}.")
        st.page_link(
            "ui/pages/clients.py", label="Logo, colour and office templates",
            icon=":material/palette:",
        )  # fmt: skip
    if not plans:
        return
    with st.container(border=True, gap="small"):
        st.subheader("Bring an edited workbook back", anchor=False)
        note(
            "Edit the workbook’s amber-edged cells, then hand it over on Plan, under “Edited in the "
            "workbook”: you see every change before any is taken."
        )
        st.page_link(
            "ui/pages/plan.py", label="Hand it over on Plan", icon=":material/upload_file:"
        )


def _kept(brand: Brand) -> str:
    held = [words for name, words in _PARTS if getattr(brand, name)]
    return f"Kept: {listed(held)}." if held else "No logo, colour or template is kept yet."
