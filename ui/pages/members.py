"""Members: who has access to the client, in which role; added, changed and taken away here."""

import streamlit as st

from engagement import workspaces
from engagement.access.asking import may
from engagement.access.members import EXPLAINED
from engagement.access.people import ROLES
from engagement.model import Workspace
from engagement.outside.settings import settings
from engagement.store import Store
from ui import faults, who
from ui.components import frame
from ui.components.member_list import add_form, listed
from ui.components.note import note
from ui.components.wording import plain


def render(store: Store, space: Workspace) -> None:
    """The client's members at the left; at the right how to add one, and what the roles mean."""
    faults.show_waiting()
    st.header(f"Members of {plain(space.client.name)}", anchor=False)
    _local()
    left, right = st.columns([3, 2], gap="large")
    with left:
        listed(store, space.client.id, "Nobody is a member yet.")
    with right:
        if may(store, space.client.id, "member added"):
            with st.container(border=True):
                st.subheader("Add a person", anchor=False)
                add_form(store, space.client.id)
        _roles()
    if may(store, None, "member added"):
        _server(store)


def show() -> None:
    """The members of the client on screen; on a new server, without any, those of the whole server."""
    store = who.store()
    if workspaces.workspaces(store) or not may(store, None, "member added"):
        frame.show(render)
        return
    faults.show_waiting()
    st.header("Members", anchor=False)
    _local()
    note(
        "There is no client yet. Whoever works for one client alone is added at that client: start "
        "its first assessment, then open Members again."
    )
    _server(store)
    _roles()


def _local() -> None:
    if settings().sign_in == "local":
        st.info(
            "This server has no sign-in: one person on this machine may do everything. Roles count "
            "as soon as a sign-in is set.",
            icon=":material/info:",
        )


def _roles() -> None:
    with st.container(border=True):
        st.subheader("What each role may do", anchor=False)
        for role in ROLES:
            st.markdown(f"**{role.title()}**. {EXPLAINED[role]}")


def _server(store: Store) -> None:
    st.subheader("Members of the whole server", anchor=False)
    note("They have their role at every client, those to come included.")
    left, right = st.columns([3, 2], gap="large")
    with left:
        listed(store, None, "Nobody is a member of the whole server yet.")
    with right, st.container(border=True):
        add_form(store, None)


if __name__ == "__main__":
    show()
