"""Use cases: the AI systems of the client, what is true of them, and their assessments."""

import streamlit as st

from engagement import workspaces
from engagement.clients import use_cases
from engagement.model import Assessment, UseCase, Workspace
from engagement.reassessment.starting import assess_again
from engagement.store import Store
from reports.lint import Where
from ui import session
from ui.components import frame
from ui.components.note import note
from ui.components.permitted import for_whoever_may, may
from ui.components.portfolio import another_use_case, together
from ui.components.to_the_top import bring_up_for
from ui.components.traits_form import STAGES
from ui.components.use_case_form import edit
from ui.components.wording import day, plain
from ui.routes.scrolling import TOP


def render(store: Store, space: Workspace) -> None:
    """What is said of them together; below, all at the left and the one on screen at the right."""
    st.header(f"Use cases of {plain(space.client.name)}", anchor=False)
    above = st.container()  # filled last: it takes longer than what somebody may have changed below
    st.subheader("Each of them", anchor=False)
    left, right = st.columns([1, 2.2], gap="large")
    with left:
        for use_case in use_cases.use_cases(store, space.client.id):
            _card(store, use_case, space)
        if may("use case created") and st.button("Another use case", icon=":material/add:"):
            another_use_case(space.client)
    with right, st.container(border=True, key=TOP):
        edit(store, space, frame.grid(store, space))
    with above:
        together(store, space.client)
    bring_up_for(Where.USE_CASES)


def _card(store: Store, use_case: UseCase, space: Workspace) -> None:
    here = [item for item in workspaces.workspaces(store) if item.use_case.id == use_case.id]
    with st.container(border=True):
        st.subheader(plain(use_case.name), anchor=False)
        note(f"{STAGES[use_case.traits.stage]}. {plain(use_case.summary)}")
        for item in here:
            asked = workspaces.questionnaire_of(store, item.assessment)
            what = plain(asked.title) if asked else item.assessment.depth.title()
            label = f"{what} of {day(item.assessment.started_at)}"
            if item.assessment.id == space.assessment.id:
                st.badge(f"{label}, on screen", color="blue")
            elif st.button(label, key=f"open.{item.assessment.id}"):
                session.go(assessment=item.assessment.id)
                st.rerun()
        _once_more(store, use_case, space, (here[0] if here else space).assessment)


@for_whoever_may("assessment started")
def _once_more(store: Store, use_case: UseCase, space: Workspace, last: Assessment) -> None:
    if st.button("Assess again", key=f"again.{use_case.id}", icon=":material/restart_alt:"):
        _again(store, use_case, last)
    if st.button(
        "Another questionnaire", key=f"another.{use_case.id}", icon=":material/quiz:",
        type="tertiary",
    ):  # fmt: skip
        _another(use_case, space.client.name)


def _another(use_case: UseCase, client: str) -> None:
    """The start page with the names filled in, to ask this use case something else."""
    session.begin_with("start.client", client)
    session.begin_with("start.name", use_case.name)
    st.switch_page("ui/pages/start.py")


def _again(store: Store, use_case: UseCase, last: Assessment) -> None:
    fresh = assess_again(store, use_case.id, last)
    session.go(assessment=fresh.assessment.id)
    st.switch_page("ui/pages/ask.py")


if __name__ == "__main__":
    frame.show(render)
