"""Clients: who is assessed, with people, rates and quiet times that a plan has to respect."""

import streamlit as st

from content.loading import FIRST_PACK, load_shipped
from engagement import workspaces
from engagement.clients import client_list
from engagement.model import Client, Workspace
from engagement.store import Store
from ui import session
from ui.components import client_ends, client_in, client_out, frame
from ui.components.brand_form import brand_form
from ui.components.client_form import edit
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import counted, plain


def render(store: Store, space: Workspace) -> None:
    """The clients at the left, the one on screen at the right."""
    st.header("Clients", anchor=False)
    client_ends.warned(store)
    left, right = st.columns([1, 2.2], gap="large")
    with left:
        for client in client_list.clients(store):
            _card(store, client, space)
        if may("client created") and st.button("Another client", icon=":material/add:"):
            st.switch_page("ui/pages/start.py")
        client_in.button(store)
        client_ends.receipts(store)
    with right:
        with st.container(border=True):
            st.page_link(
                "ui/pages/changes.py", label="Changes to the pack", icon=":material/edit_note:"
            )
            edit(store, space.client, frame.grid(store, space) or load_shipped(FIRST_PACK))
        if may("client's brand changed"):
            with st.container(border=True):
                brand_form(store, space.client)
        if may("client exported"):
            with st.container(border=True):
                client_out.data(store, space.client)


def _card(store: Store, client: Client, space: Workspace) -> None:
    spaces = [item for item in workspaces.workspaces(store) if item.client.id == client.id]
    with st.container(border=True):
        st.subheader(plain(client.name), anchor=False)
        mark = "Fictional. " if client.fictional else ""
        note(f"{mark}{counted(len(spaces), 'assessment')}, id `{client.id}`")
        if client.id == space.client.id:
            st.badge("On screen", color="blue")
        elif spaces and st.button("Open", key=f"client.{client.id}"):
            session.go(assessment=spaces[0].assessment.id)
            st.rerun()


if __name__ == "__main__":
    frame.show(render)
