"""Clients: who is assessed, with people, rates and quiet times that a plan has to respect."""

import streamlit as st

from content.model import Pack
from engagement import opening
from engagement.model import Client, Workspace
from engagement.store import Store
from ui import faults, session
from ui.components import client_tables, frame
from ui.components.note import note, on_accent
from ui.components.wording import counted, plain


def render(store: Store, space: Workspace) -> None:
    """The clients at the left, the one on screen at the right."""
    st.header("Clients", anchor=False)
    left, right = st.columns([1, 2.2], gap="large")
    with left:
        for client in opening.clients(store):
            _card(store, client, space)
        if st.button("Another client", icon=":material/add:"):
            st.switch_page("ui/pages/start.py")
    with right, st.container(border=True):
        _edit(store, space.client, frame.pack(store, space))


def _card(store: Store, client: Client, space: Workspace) -> None:
    spaces = [item for item in opening.workspaces(store) if item.client.id == client.id]
    with st.container(border=True):
        st.subheader(plain(client.name), anchor=False)
        mark = "Fictional. " if client.fictional else ""
        note(f"{mark}{counted(len(spaces), 'assessment')}")
        if client.id == space.client.id:
            st.badge("On screen", color="blue")
        elif spaces and st.button("Open", key=f"client.{client.id}"):
            session.go(assessment=spaces[0].assessment.id)
            st.rerun()


def _edit(store: Store, client: Client, pack: Pack) -> None:
    with st.form(f"client.form.{client.id}", border=False):
        first, second = st.columns([3, 1])
        name = first.text_input("Name", client.name)
        currency = second.text_input("Currency", client.currency, placeholder="EUR", max_chars=3)
        people = client_tables.people(client, pack)
        freezes = client_tables.freezes(client)
        notes = st.text_area("Notes", client.notes, height=80)
        if not st.form_submit_button(on_accent("Save"), type="primary"):
            return
    fields = {
        "name": name.strip(), "currency": currency.strip().upper(), "notes": notes,
        **client_tables.people_read(people, pack), "freezes": client_tables.freezes_read(freezes),
    }  # fmt: skip
    saved = faults.attempt(opening.update_client, store, client.model_copy(update=fields))
    if saved:
        st.toast("Saved", icon=":material/check:")
    st.rerun()


if __name__ == "__main__":
    frame.show(render)
