"""What is due across clients: what is late first, each with its day, for whom, and why."""

import streamlit as st

from engagement.model import Workspace
from engagement.schedule.agenda import Line, agenda
from engagement.store import Store
from ui import session
from ui.components import frame
from ui.components.due_list import DESTINATIONS, due_list
from ui.components.due_server import due_server
from ui.components.note import note
from ui.components.wording import plain

ALL = "All clients"


def render(store: Store, space: Workspace) -> None:
    """The list at the left; at the right what carries it out, and where the schedule is set."""
    chosen = session.forget("due.open")
    if chosen:
        st.switch_page(f"ui/pages/{DESTINATIONS[chosen]}.py")
    lines = agenda(store, later=True)
    _head(lines)
    left, right = st.columns([2.4, 1], gap="large")
    with right:
        due_server(store, lines)
        with st.container(border=True):
            st.markdown(f"**Schedule of {plain(space.client.name)}**")
            note(
                "How often what comes round is due, whether it is done by itself, and who is reminded."
            )
            st.page_link("ui/pages/schedule.py", label="Schedule and reminders",
                         icon=":material/edit_calendar:")  # fmt: skip
    with left:
        due_list(_chosen(lines))


def _head(lines: tuple[Line, ...]) -> None:
    late = sum(line.when == "overdue" for line in lines)
    soon = sum(line.when == "soon" for line in lines)
    told = (
        f"{late or 'Nothing'} overdue, {soon} due soon" if late or soon else "Nothing is due soon"
    )
    st.header(told, anchor=False)


def _chosen(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of one client where one is chosen; nothing to choose from with one client."""
    names = sorted({line.client for line in lines}, key=str.casefold)
    if len(names) < 2:
        return lines
    name = st.selectbox("Client", [ALL, *names], key="due.client")
    return lines if name == ALL else tuple(line for line in lines if line.client == name)


if __name__ == "__main__":
    frame.show(render)
