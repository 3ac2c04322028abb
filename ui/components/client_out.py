"""A client's data out of here: as an encrypted archive, or deleted for good."""

import streamlit as st

from content.locales import written
from engagement.client_archive import export_client
from engagement.client_archive.sealing import SHORTEST
from engagement.clients import deleting
from engagement.clients.deleting import Receipt
from engagement.faults import Refused
from engagement.model import Client
from engagement.store import Store
from ui import session
from ui.components import client_dialogs as dialogs
from ui.components.me import ask_me, me, name_in_form
from ui.components.note import note, on_accent, still_needed
from ui.components.permitted import may
from ui.components.wording import counted, plain

_RECEIPT = "client.receipt"
_EXPORT, _DELETE = "export", "delete"


def data(store: Store, client: Client) -> None:
    """Two doors, and what is behind each."""
    st.subheader("The client's data", anchor=False)
    note("Everything of a client can leave as one encrypted file, and be deleted here for good.")
    with st.container(horizontal=True):
        if may("client exported") and st.button("Take it elsewhere", icon=":material/outbox:"):
            session.forget("client.archive")
            dialogs.open_one(_EXPORT)
        if may("client deleted") and st.button(
            "Delete this client", icon=":material/delete_forever:"
        ):
            session.forget(_RECEIPT)
            dialogs.open_one(_DELETE)
    if may("anonymised results saved"):
        st.page_link(
            "ui/pages/benchmark.py", label="Results without the client",
            icon=":material/visibility_off:",
        )  # fmt: skip
    if dialogs.is_open(_EXPORT):
        _export(store, client)
    if dialogs.is_open(_DELETE):
        _delete(store, client)


@st.dialog("Take a client elsewhere", on_dismiss=dialogs.close)
def _export(store: Store, client: Client) -> None:
    st.markdown(
        f"Everything of **{plain(client.name)}**: answers, people, artefacts, findings, plans, "
        "snapshots, the look of its reports and the packs that it uses, in one file that only the "
        "passphrase opens."
    )
    note("The file is in the open *age* format. Whoever is on the server's list of members stays "
         "behind, and so do the secrets that sources name.")  # fmt: skip
    # A form, because a password field sends nothing when one leaves it by its own button with Tab.
    with st.form("client.out.form", border=False):
        first = st.text_input(
            "Passphrase", type="password", key="client.out.first",
            help=f"{SHORTEST} characters or more. It is kept nowhere: without it the file is lost.",
        )  # fmt: skip
        again = st.text_input("The same again", type="password", key="client.out.again")
        by = name_in_form("client.out")
        pressed = st.form_submit_button(on_accent("Encrypt the archive"), type="primary")
    if pressed and still_needed(
        (f"a passphrase of {SHORTEST} characters or more", len(first) >= SHORTEST),
        ("the same passphrase again", first and first == again), ("your name", by),
    ):  # fmt: skip
        _encrypted(store, client, first, by)
    kept = session.choice("client.archive")
    if kept and kept[0] == client.id:
        made = kept[1]
        st.download_button(
            "Save the archive", made.content, made.filename, "application/octet-stream",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        note(f"{counted(sum(made.rows.values()), 'row')}, {written(len(made.content) / 1e6, '.1f')} MB; "
             f"sha-256 `{made.digest[:16]}`")  # fmt: skip


def _encrypted(store: Store, client: Client, passphrase: str, by: str) -> None:
    try:
        with st.spinner("Encrypting; a second or more, on purpose"):
            made = export_client(store, client_id=client.id, passphrase=passphrase, by=by)
    except Refused as refused:
        st.error(refused.sentence, icon=":material/error:")
        return
    session.keep("client.archive", (client.id, made))


def _left() -> None:
    """After the receipt was read there is another client on the screen, or none."""
    dialogs.close()
    if session.forget(_RECEIPT):
        session.go(assessment="")


@st.dialog("Delete a client", on_dismiss=_left)
def _delete(store: Store, client: Client) -> None:
    done = session.choice(_RECEIPT)
    if not done:
        asked = st.empty()
        with asked.container():
            done = _asked(store, client)
        if not done:
            return
        session.keep(_RECEIPT, done)
        session.go(assessment="")  # it is gone, and nobody has to be told so once more
        asked.empty()
    _receipt(done)


def _asked(store: Store, client: Client) -> Receipt | None:
    """What goes, and the receipt once it went."""
    st.error(
        f"Everything of {plain(client.name)} goes: answers, people, artefacts, findings, plans, "
        "snapshots. It cannot be undone.", icon=":material/warning:",
    )  # fmt: skip
    note("The log keeps that a client was deleted, when and by whom, without its data. Backups of "
         "this server and files that were saved before are not reached.")  # fmt: skip
    typed = st.text_input("Type the client's name", placeholder=client.name, key="client.out.typed")
    ask_me()
    ready = still_needed(("the client's name", typed), ("your name", me()))
    if not st.button("Delete for good", disabled=not ready, key="client.out.delete"):
        return None
    try:
        with st.spinner("Deleting, and rewriting the database without it"):
            return deleting.delete_client(store, client_id=client.id, typed_name=typed, by=me())
    except Refused as refused:
        st.error(refused.sentence, icon=":material/error:")
    return None


def _receipt(made: Receipt) -> None:
    st.success(f"{plain(made.client)} is deleted.", icon=":material/check:")
    st.markdown(
        f"{counted(made.total, 'row')} and {counted(made.files, 'handed-over file')}, by "
        f"{plain(made.deleted_by)}."
    )
    with st.expander("What went"):
        for name, count in deleting.kinds(made.rows).items():
            note(f"{count} · {name}")
    if not made.scrubbed:
        note("Somebody else was reading, so the database's file still has to be rewritten: run "
             "`prodworthy retention`.")  # fmt: skip
    st.download_button(
        "Save the receipt", made.text(), f"deletion-{made.client_id}.json", "application/json",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    note(
        f"Seal `{made.seal[:16]}`: the log has the same. `prodworthy client receipt FILE` checks it."
    )
    if st.button(on_accent("Done"), type="primary"):
        _left()
        st.rerun()
