"""How a client's reports look: logo, colour, and what is printed at the head of each page."""

from datetime import date

import streamlit as st

from content import locales
from engagement.clients import branding
from engagement.model import Client
from engagement.store import Store
from reports.brand import Brand, fit_logo
from ui import faults
from ui.components.note import note, on_accent

_FILES = {
    "logo": (
        "Logo", ["png", "jpg", "jpeg"],
        "PNG or JPEG; it stands on the cover, at most as high as a line of text. One made for dark "
        "grounds gets one.",
    ),
    "word_template": (
        "Word template", ["dotx", "docx"],
        "Its styles, heads and feet are taken, and nothing else; macros are refused.",
    ),
    "slides_template": (
        "PowerPoint template", ["potx", "pptx"],
        "Its master, layouts, fonts and colours are taken, and nothing else; macros are refused.",
    ),
}  # fmt: skip
_MEGABYTES = 20
_FIGURE, _DAY = 1234.5, date(2026, 11, 27)


def brand_form(store: Store, client: Client) -> None:
    """Saved together; what is kept already is said."""
    held = branding.brand_of(store, client.id)
    st.subheader("Look of the reports", anchor=False)
    with st.form(f"brand.{client.id}", border=False):
        if held.logo:
            st.image(held.logo, width=180, alt=f"Logo of {client.name}")
        first, second = st.columns([1, 2])
        colour = first.text_input("Colour", held.colour, placeholder="#0f62a8")
        mark = second.text_input(
            "Head of each page", held.mark, placeholder=f"Confidential to {client.name}",
            disabled=client.fictional,
            help="A fictional client is always said to be one." if client.fictional else None,
        )  # fmt: skip
        tags = locales.OFFERED
        locale = st.selectbox(
            "Figures and dates",
            tags,
            tags.index(locales.manner(held.locale).tag),
            _told,
            help="On screens and in reports; the words stay English. Files for programs do not change.",
        )
        note("The colour is checked: words in it have to be readable on white.")
        files = {name: _file(name, getattr(held, name) != b"") for name in _FILES}
        if not st.form_submit_button(on_accent("Save the look"), type="primary"):
            return
    saved = faults.attempt(
        branding.keep_brand,
        store,
        client_id=client.id,
        colour=colour,
        mark=mark,
        locale=locale,
        **files,
    )
    if saved:
        st.toast(_saved(files["logo"], saved), icon=":material/check:")
    st.rerun()


def _saved(given: bytes | None, made: Brand) -> str:
    """That it is saved, and where a logo for dark grounds was given one."""
    if given and made.logo != fit_logo(given):
        return (
            "Saved. The logo can hardly be seen on white, so it stands on a ground of your colour."
        )
    return "Saved"


def _told(tag: str) -> str:
    """A country with one figure and one day as its people write them."""
    with locales.written_as(tag):
        figure, day = locales.written(_FIGURE, ",.1f"), locales.short_day(_DAY)
    return f"{locales.name(tag)}: {figure}, {day}"


def _file(name: str, kept: bool) -> bytes | None:
    """The bytes that were given; empty to take away what is kept, ``None`` to leave it."""
    label, endings, what = _FILES[name]
    given = st.file_uploader(label, endings, max_upload_size=_MEGABYTES, help=what, key=name)
    named = "logo" if name == "logo" else label  # Word and PowerPoint keep their capitals
    if kept and st.checkbox(f"Use no {named} (one is kept)", key=f"{name}.none"):
        return b""
    return given.getvalue() if given else None
