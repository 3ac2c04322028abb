"""How a client's reports look: logo, colour, and what is printed at the head of each page."""

import streamlit as st

from engagement import branding
from engagement.model import Client
from engagement.store import Store
from reports.brand import LOGO_BYTES
from ui import faults
from ui.components.note import note, on_accent


def brand_form(store: Store, client: Client) -> None:
    """The three, saved together; the logo that is kept is shown."""
    held = branding.brand_of(store, client.id)
    st.subheader("Look of the reports", anchor=False)
    with st.form(f"brand.{client.id}", border=False):
        if held.logo:
            st.image(held.logo, width=180)
        given = st.file_uploader(
            "Logo", ["png", "jpg", "jpeg"], max_upload_size=LOGO_BYTES // 2**20,
            help="PNG or JPEG; it stands on the cover, at most as high as a line of text.",
        )  # fmt: skip
        away = held.logo != b"" and st.checkbox("Use no logo")
        first, second = st.columns([1, 2])
        colour = first.text_input("Colour", held.colour, placeholder="#0f62a8", max_chars=7)
        mark = second.text_input(
            "Head of each page", held.mark, placeholder=f"Confidential to {client.name}"
        )
        note("The colour is checked: words in it have to be readable on white.")
        if not st.form_submit_button(on_accent("Save the look"), type="primary"):
            return
    logo = b"" if away else given.getvalue() if given else None
    saved = faults.attempt(
        branding.keep_brand, store, client_id=client.id, logo=logo, colour=colour, mark=mark
    )
    if saved:
        st.toast("Saved", icon=":material/check:")
    st.rerun()
