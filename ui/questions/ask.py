"""Ask, where questions have choices: one at a time or a section, progress beside it."""

import streamlit as st

from content.question_difference import short_title
from content.questionnaire import Question, Questionnaire
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components import frame, steps
from ui.components.earlier_text import earlier_answers
from ui.components.invite_form import to_invitations
from ui.components.note import note, on_accent
from ui.components.pack_offer import offer
from ui.components.people import who, who_first
from ui.components.question import saved_mark
from ui.components.to_the_top import bring_up_when_new
from ui.components.wording import counted, plain
from ui.questions.choosing import Choosing, choosing_now
from ui.questions.progress import go_to, progress
from ui.questions.question import heading, ticks, waits_for_reason
from ui.routes.scrolling import TOP

ONE, SECTION = "One at a time", "Whole section"
A_PAGE = 8
"""Questions of a section on one page."""


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """Question left, progress right; on a phone the question comes first."""
    state = choosing_now(store, space, pack)
    with st.container(key=TOP):
        frame.first_line(space, _saved(state))
    offer(store, space)
    if state.me is None:
        who_first(state)
        return
    names = {item.id: short_title(item) for item in pack.questions}
    earlier_answers(store, state.assessment, state.me.id, names)
    left, right = st.columns([2.4, 1.1], gap="large")
    with right:
        who(state)
        to_invitations()
        st.segmented_control(
            "How", [ONE, SECTION], default=ONE, required=True, key="choose.mode",
            label_visibility="collapsed", width="stretch",
        )  # fmt: skip
        progress(state)
        go_to(state)
    with left:
        _questions(state, session.choice("choose.mode", ONE))


def _questions(state: Choosing, mode: str) -> None:
    here = steps.current(state.questions(), state.unanswered())
    if here is None:
        _all_answered(state)
    elif mode == SECTION:
        _whole_section(state, here)
    else:
        heading(state, here)
        ticks(state, here)
        back_and_next(state, here)


def back_and_next(state: Choosing, here: Question) -> None:
    """Back at the left, the next question at the right."""
    only = bool(session.choice("choose.unanswered"))
    questions = state.questions()
    place = [item.id for item in questions].index(here.id)
    before = _nearest(state, tuple(reversed(questions[:place])), only)
    after = _nearest(state, questions[place + 1 :], only)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.button(
            "Back", icon=":material/arrow_back:", disabled=before is None, key="ask.back",
            on_click=_go, args=(before.id if before else "",),
        )  # fmt: skip
        label, waits = "Next" if after else "Finish", waits_for_reason(state, here)
        st.button(
            label if waits else on_accent(label), icon=":material/arrow_forward:",
            icon_position="right", type="primary", key="ask.next", disabled=waits,
            on_click=_go, args=(after.id if after else "",), shortcut="Ctrl+Enter",
        )  # fmt: skip
    bring_up_when_new("ask.here", here.id)


def _nearest(
    state: Choosing, questions: tuple[Question, ...], only_unanswered: bool
) -> Question | None:
    wanted = (item for item in questions if not only_unanswered or item.id not in state.mine)
    return next(wanted, None)


def _whole_section(state: Choosing, here: Question) -> None:
    """The questions of the section, a page of them at a time."""
    section = state.pack.section(here.section)
    only = bool(session.choice("choose.unanswered"))
    note(plain(state.path(section.parent)) if section.parent else plain(state.pack.title))
    st.header(plain(section.title), anchor=False)
    if section.description.strip():
        st.markdown(f":gray[{plain(section.description.strip())}]")
    asked = [
        item for item in state.pack.asked_in(section.id) if not only or item.id not in state.mine
    ]
    pages = -(-len(asked) // A_PAGE)
    page = st.pagination(pages, key=f"choose.page.{section.id}") if pages > 1 else 1
    for question in asked[(page - 1) * A_PAGE : page * A_PAGE]:
        heading(state, question, large=False)
        ticks(state, question)
        st.space("small")
    _next_section(state, section.id)


def _next_section(state: Choosing, section_id: str) -> None:
    sections = [item.id for item in state.sections()]
    following = sections[sections.index(section_id) + 1 :]
    if following:
        title = plain(state.pack.section(following[0]).title)
        first = state.pack.asked_in(following[0])[0].id
        st.button(
            on_accent(f"Next section: {title}"), type="primary", on_click=_go, args=(first,),
            icon=":material/arrow_forward:", icon_position="right",
        )  # fmt: skip
    else:
        st.button(on_accent("Finish"), type="primary", on_click=_go, args=("",))


def _all_answered(state: Choosing) -> None:
    """Nothing is left to ask this person: where to go."""
    st.header("All answered", anchor=False)
    left = len({item.id for item in state.pack.questions} - {a.question for a in state.everyone})
    st.markdown(
        f":gray[{counted(left, 'question has', 'questions have')} no answer from anybody.]"
        if left else ":gray[Everything has an answer. See what it comes to.]"
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button(on_accent("See the result"), type="primary", icon=":material/balance:"):
            st.switch_page("ui/pages/judge.py")
        first = state.questions()[0].id
        st.button("Go through the answers again", type="tertiary", on_click=_go, args=(first,))


def _saved(state: Choosing) -> str:
    """The time of the last stored answer of this person."""
    if not state.mine or state.me is None:
        return ""
    last = max(item.at for item in state.mine.values())
    return saved_mark(last, state.me.name)


def _go(question: str) -> None:
    session.go(capability=question)
