"""A closed workshop: what it came to in one line, and the two pages to hand out."""

import streamlit as st

from assessment.workshop.model import Workshop
from assessment.workshop.phases import Phase
from engagement import workshops
from engagement.model import Workspace
from engagement.store import Store
from engagement.workshops.summary import summary_name, summary_pdf
from ui.components.note import note, on_accent
from ui.components.report_making import File, Making, Shelf, Work, telling, watch
from ui.components.wording import counted, moment, plain


def line_of(
    store: Store, space: Workspace, place: Workshop, *, at_once: bool = False
) -> None:  # fmt: skip
    """When it was, what came of it, and its summary, made ``at_once`` where it has just ended."""
    kept = workshops.record(store, place.id)
    agreed = sum(item.phase is Phase.AGREED for item in kept.items)
    disputed = sum(item.phase is Phase.DISPUTED for item in kept.items)
    when = f"closed {moment(place.closed_at)}" if place.closed_at else "open"
    st.markdown(f"**Workshop of {moment(place.opened_at)}** :small[:gray[{when}]]")
    note(
        f"{counted(kept.joined, 'person', 'people')} · {counted(agreed, 'item')} agreed, {disputed} "
        f"disputed · {counted(len(kept.decisions), 'decision')}"
    )
    summary(store, space, place, at_once=at_once)
    with st.container(horizontal=True):
        st.page_link(
            "ui/pages/judge.py", label="What it changed: Judge", icon=":material/arrow_forward:"
        )
        st.page_link("ui/pages/report.py", label="What the room said: Report",
                     icon=":material/arrow_forward:")  # fmt: skip


def summary(store: Store, space: Workspace, place: Workshop, *, at_once: bool = False) -> None:
    """The two pages: made beside the screen, then saved.

    ``at_once`` where the room has just closed: everybody waits for them, and nobody has to ask.
    """
    key, shelf = (
        f"workshop.summary.{place.id}",
        _shelf(place.id, workshops.version(store, place.id)),
    )
    work = _work(store, space, place)
    if at_once:
        shelf.begin(work)
    now = shelf.making
    if now and now.file:
        st.download_button(
            on_accent("Save the two pages"), now.file[1], now.file[0], "application/pdf",
            type="primary", icon=":material/download:", key=f"{key}.save", on_click="ignore",
        )  # fmt: skip
    elif now and now.running:
        watch(shelf)
    else:
        if now and now.fault:
            st.error(plain(now.fault), icon=":material/error:")
        st.button("Make the two-page summary", icon=":material/picture_as_pdf:", key=f"{key}.make",
                  on_click=shelf.begin, args=(work,))  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=24)
def _shelf(place: str, state: int) -> Shelf:  # noqa: ARG001  they are the key
    """Where the pages of a workshop, as it stands, are made and kept."""
    return Shelf()


def _work(store: Store, space: Workspace, place: Workshop) -> Work:
    def work(making: Making) -> File:
        tell = telling(making, known=True, words="Laying out the two pages")
        return summary_name(space), summary_pdf(store, space.assessment.id, place.id, tell)

    return work
