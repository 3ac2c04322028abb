"""The frame of a page: the store, the assessment on screen, the first line, the theme."""

from collections.abc import Callable

import streamlit as st

from content.model import Pack
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.live import follow_theme, live
from ui.components.note import note
from ui.components.wording import plain
from ui.theme.palette import Palette, palette
from ui.who import store as acting_store

_NOT_HERE = (
    "The assessment that this address names is not here for you; where there is another one of "
    "yours, it is shown instead."
)


def current(store: Store) -> Workspace | None:
    """The assessment on screen; ``None`` where the address names none that is there."""
    chosen = session.place("assessment")
    if chosen:
        try:
            return workspaces.workspace(store, chosen)
        except Refused:
            faults.refuse(_NOT_HERE)
            session.go(assessment="")
    return None


Grid = Callable[[Store, Workspace], None]
Choices = Callable[[Store, Workspace, Questionnaire], None]


def show(render: Grid, choices: Choices | None = None) -> None:
    """Run a page that works on one assessment; without one, go where one is chosen.

    ``choices`` draws the page where the assessment has a questionnaire in place of a grid.
    """
    store = acting_store()
    space = current(store)
    if space is None:
        newest = workspaces.workspaces(store)
        if not newest:
            st.switch_page("ui/pages/welcome.py")
        space = newest[0]
        session.go(assessment=space.assessment.id)
        st.rerun()
    session.forget("example.waits")
    live(space)
    faults.show_waiting()
    asked = questionnaire(store, space) if choices else None
    if choices and asked:
        choices(store, space, asked)
    else:
        render(store, space)


def with_bar(render: Callable[[Store], None]) -> None:
    """Run a page that needs no assessment; the bar shows the newest one, where there is any."""
    store = acting_store()
    newest = () if current(store) else workspaces.workspaces(store)
    if newest:
        session.go(assessment=newest[0].assessment.id)
        st.rerun()
    follow_theme()
    render(store)


def pack(store: Store, space: Workspace) -> Pack:
    """The pack that the assessment was started with."""
    return _pack(store, space.assessment.id, space.assessment.pack.digest)


def questionnaire(store: Store, space: Workspace) -> Questionnaire | None:
    """The questionnaire of the assessment; ``None`` where it has an evidence grid."""
    return workspaces.questionnaire_of(store, space.assessment)


def grid(store: Store, space: Workspace) -> Pack | None:
    """The assessment's pack with its evidence grid; ``None`` where it has a questionnaire."""
    return None if questionnaire(store, space) else pack(store, space)


@st.cache_resource(show_spinner=False, max_entries=8)
def _pack(_store: Store, _assessment: str, digest: str) -> Pack:  # noqa: ARG001  digest is the key
    return workspaces.pack_of(_store, workspaces.workspace(_store, _assessment).assessment)


def first_line(space: Workspace, right: str = "") -> None:
    """Client and use case, a mark where they are invented, and what the figures are dated."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            note(f"{plain(space.client.name)} / {plain(space.use_case.name)}", width="content")
            if space.client.fictional:
                st.badge("Worked example, fictional", color="gray")
        if right:
            note(right, width="content")


def dark() -> bool:
    """Whether the reader's theme is the dark one."""
    return st.context.theme.type == "dark"


def colours() -> Palette:
    """The palette of charts in the reader's theme."""
    return palette(dark())
