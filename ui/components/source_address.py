"""Where a source is: an address or a path that is typed, or a file that is handed over."""

from pathlib import Path

import streamlit as st

from engagement.sources.uploads import MEGABYTES, keep_upload
from ui import session
from ui.components.note import note
from ui.components.source_form import Form
from ui.components.wording import plain

TYPED, HANDED = "Address", "Hand over a file"


def address_of(form: Form) -> tuple[str, bool]:
    """The address, and whether it is to be tried now."""
    endings = getattr(form.connector, "UPLOADS", ())
    how = _how(form) if endings else TYPED
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if how == HANDED:
            address = file_of(form.at("file"), endings, "File")
        else:
            address = st.text_input(
                "Address", form.known.address if form.known else "", key=form.at("address"),
                persist_state="page",
            )  # fmt: skip
        test = st.button(
            "Test connection", icon=":material/cable:", key="source.test", width="content"
        )
    note(form.connector.ADDRESS_HELP if how == TYPED else KEPT)
    return address.strip(), test


KEPT = "Kept on this server until its source is removed; only counts and findings are ever shown."


def file_of(key: str, endings: tuple[str, ...], label: str) -> str:
    """The path under which a file that was handed over is kept; empty before.

    It stays handed over while the form is closed; taking it out of the field takes it back.
    """
    kept = f"{key}.kept"
    given = st.file_uploader(
        label, [ending.lstrip(".") for ending in endings], key=key, max_upload_size=MEGABYTES,
        on_change=session.forget, args=(kept,),
    )  # fmt: skip
    if given is not None:
        session.keep(kept, str(keep_upload(given.name, given)))
    path: str = session.choice(kept, "")
    if path and given is None:
        note(f":material/check: {plain(Path(path).name)} was handed over")
    return path


def _how(form: Form) -> str:
    typed = "Address" if getattr(form.connector, "SCHEMES", ()) else "Address or path"
    return st.segmented_control(
        "How", (TYPED, HANDED), default=TYPED, required=True, key=form.at("how"),
        label_visibility="collapsed", format_func={TYPED: typed, HANDED: HANDED}.__getitem__,
        persist_state="page",
    )  # fmt: skip
