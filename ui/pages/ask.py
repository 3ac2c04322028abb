"""Ask: one anchored question at a time, a whole area, or together with a room."""

import streamlit as st

from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components import asking_progress, frame, last_time, steps
from ui.components.answer_sheet import sheet, sheet_card
from ui.components.asking import Asking, asking
from ui.components.earlier_text import earlier_answers
from ui.components.invite_form import to_invitations
from ui.components.pack_offer import offer
from ui.components.people import who, who_first
from ui.components.permitted import may
from ui.components.question import heading, question, said
from ui.components.together import together
from ui.questions.ask import render as ask_choices
from ui.routes.scrolling import TOP

ONE, AREA, ROOM = "One at a time", "Whole area", "Together"


def render(store: Store, space: Workspace) -> None:
    """Question left, progress right; on a phone the question comes first."""
    state = asking(store, space)
    with st.container(key=TOP):
        frame.first_line(space, said(state))
    offer(store, space)
    if state.me is not None:
        names = {item: state.pack.capability(item).short_name for item in state.asked}
        earlier_answers(store, state.assessment, state.me.id, names)
        last_time.summary(state)
    if state.me is None and session.choice("ask.mode") != ROOM:
        who_first(state, lambda: sheet_card(state))
        return
    left, right = st.columns([2.4, 1.1], gap="large")
    with right:
        who(state)
        to_invitations()
        sheet(state)
        modes = [ONE, AREA, ROOM] if may("answer given") else [ONE, AREA]
        st.segmented_control(
            "How", modes, default=ONE, required=True, key="ask.mode",
            label_visibility="collapsed", width="stretch",
        )  # fmt: skip
        st.page_link(
            "ui/pages/workshop.py", label="Workshop: a room votes on its phones",
            icon=":material/groups:",
        )  # fmt: skip
        asking_progress.progress(state)
        asking_progress.go_to(state)
        asking_progress.depth(state)
    with left:
        _questions(state, session.choice("ask.mode", ONE))


def _questions(state: Asking, mode: str) -> None:
    capability = steps.current(state.questions(), state.unanswered())
    if capability is None:
        steps.all_answered(state)
        return
    if mode == AREA:
        steps.whole_area(state, capability)
        return
    heading(state, capability)
    (together if mode == ROOM else question)(state, capability)
    steps.back_and_next(state, capability)


if __name__ == "__main__":
    frame.show(render, ask_choices)
