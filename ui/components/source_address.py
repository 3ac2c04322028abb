"""Where a source is: an address or a path that is typed, or a file that is handed over."""

from types import ModuleType

import streamlit as st

from engagement.uploads import MEGABYTES, keep_upload
from ui.components.note import note

TYPED, HANDED = "Address", "Hand over a file"


def address_of(connector: ModuleType) -> tuple[str, bool]:
    """The address, and whether it is to be tried now."""
    endings = getattr(connector, "UPLOADS", ())
    how = _how(connector) if endings else TYPED
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if how == HANDED:
            address = file_of(f"source.{connector.KIND}.file", endings, "File")
        else:
            address = st.text_input("Address", key=f"source.{connector.KIND}.address")
        test = st.button(
            "Test connection", icon=":material/cable:", key="source.test", width="content"
        )
    note(connector.ADDRESS_HELP if how == TYPED else KEPT)
    return address, test


KEPT = "Kept on this server until its source is removed; only counts and findings are ever shown."


def file_of(key: str, endings: tuple[str, ...], label: str) -> str:
    """The path under which a file that was handed over is kept; empty before."""
    given = st.file_uploader(
        label, [ending.lstrip(".") for ending in endings], key=key, max_upload_size=MEGABYTES
    )
    return str(keep_upload(given.name, given)) if given is not None else ""


def _how(connector: ModuleType) -> str:
    typed = "Address" if getattr(connector, "SCHEMES", ()) else "Path on this server"
    return st.segmented_control(
        "How", (TYPED, HANDED), default=TYPED, required=True, key=f"source.{connector.KIND}.how",
        label_visibility="collapsed", format_func={TYPED: typed, HANDED: HANDED}.__getitem__,
    )  # fmt: skip
