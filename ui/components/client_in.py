"""Bringing a client in from an archive: the file, its passphrase, and what to do where it is here."""

import streamlit as st

from engagement import workspaces
from engagement.client_archive import Clash, import_client
from engagement.client_archive.form import SEALED_MB
from engagement.faults import AlreadyThere, Refused
from engagement.store import Store
from ui import session
from ui.components import client_dialogs as dialogs
from ui.components.me import name_in_form
from ui.components.note import note, on_accent, still_needed
from ui.components.permitted import for_whoever_may

_CLASH, _OPEN = "client.in.clash", "in"
_CHOICES: dict[Clash, str] = {
    "stop": "Leave everything as it is",
    "copy": "Keep both: the new one under another name",
    "replace": "Put it in the place of the one here, which is deleted",
}


@for_whoever_may("client imported")
def button(store: Store) -> None:
    """The door to the dialog."""
    if st.button("Bring a client in", icon=":material/move_to_inbox:"):
        session.forget(_CLASH)
        dialogs.open_one(_OPEN)
    if dialogs.is_open(_OPEN):
        _dialog(store)


@st.dialog("Bring a client in", on_dismiss=dialogs.close)
def _dialog(store: Store) -> None:
    note("An archive that was exported from Prodworthy, here or on another server. It comes in "
         "whole or not at all.")  # fmt: skip
    told = session.choice(_CLASH)
    clash, name = _what_then(str(told)) if told else ("stop", "")
    # A form, because a password field sends nothing when one leaves it by its own button with Tab.
    with st.form("client.in.form", border=False):
        given = st.file_uploader(
            "Archive", ["age"], max_upload_size=SEALED_MB, key="client.in.file",
            help="The file ends in .prodworthy.age.",
        )  # fmt: skip
        passphrase = st.text_input("Passphrase", type="password", key="client.in.passphrase")
        by = name_in_form("client.in")
        pressed = st.form_submit_button(on_accent("Bring it in"), type="primary")
    if not pressed or not still_needed(
        ("the archive", given), ("its passphrase", passphrase), ("your name", by),
        ("what happens to the one that is here", not told or clash != "stop"),
    ) or given is None:  # fmt: skip
        return
    try:
        with st.spinner("Decrypting; a second or more, on purpose"):
            made = import_client(
                store, given.getvalue(), passphrase=passphrase, by=by, clash=clash, name=name
            )
    except AlreadyThere as there:
        session.keep(_CLASH, there.sentence)
        st.rerun()
    except Refused as refused:
        st.error(refused.sentence, icon=":material/error:")
        return
    session.forget(_CLASH)
    dialogs.close()
    spaces = [item for item in workspaces.workspaces(store) if item.client.id == made.id]
    session.go(assessment=spaces[0].assessment.id if spaces else "")
    st.toast(f"{made.name} is here", icon=":material/check:")
    st.rerun()


def _what_then(told: str) -> tuple[Clash, str]:
    st.warning(told, icon=":material/content_copy:")
    chosen = st.radio(
        "What now?", list(_CHOICES), format_func=_CHOICES.__getitem__, key="client.in.choice"
    )
    name = ""
    if chosen == "copy":
        name = st.text_input("Its name here", key="client.in.name", max_chars=200)
    return chosen, name
