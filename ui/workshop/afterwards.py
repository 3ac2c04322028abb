"""A closed workshop: what it came to in one line, and the two pages to hand out."""

import streamlit as st

from assessment.workshop.model import Workshop
from assessment.workshop.phases import Phase
from engagement import workshops
from engagement.model import Workspace
from engagement.store import Store
from engagement.workshops.summary import summary_name, summary_pdf
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.wording import counted, moment


def line_of(store: Store, space: Workspace, place: Workshop) -> None:
    """When it was, what came of it, and its summary."""
    kept = workshops.record(store, place.id)
    agreed = sum(item.phase is Phase.AGREED for item in kept.items)
    disputed = sum(item.phase is Phase.DISPUTED for item in kept.items)
    when = f"closed {moment(place.closed_at)}" if place.closed_at else "open"
    st.markdown(f"**Workshop of {moment(place.opened_at)}** :small[:gray[{when}]]")
    note(
        f"{counted(kept.joined, 'person', 'people')} · {counted(agreed, 'item')} agreed, {disputed} "
        f"disputed · {counted(len(kept.decisions), 'decision')}"
    )
    summary(store, space, place)
    with st.container(horizontal=True):
        st.page_link(
            "ui/pages/judge.py", label="What it changed: Judge", icon=":material/arrow_forward:"
        )
        st.page_link("ui/pages/report.py", label="What the room said: Report",
                     icon=":material/arrow_forward:")  # fmt: skip


def summary(store: Store, space: Workspace, place: Workshop) -> None:
    """Make the two pages, then save them."""
    key, state = f"workshop.summary.{place.id}", workshops.version(store, place.id)
    kept = session.choice(key)
    if kept and kept[0] == state:
        st.download_button(
            on_accent("Save the two pages"), kept[2], kept[1], "application/pdf", type="primary",
            icon=":material/download:", key=f"{key}.save", on_click="ignore",
        )  # fmt: skip
    elif st.button(
        "Make the two-page summary", icon=":material/picture_as_pdf:", key=f"{key}.make"
    ):
        made = faults.attempt(summary_pdf, store, space.assessment.id, place.id)
        if made:
            session.keep(key, (state, summary_name(space), made))
        st.rerun()
