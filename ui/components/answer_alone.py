"""An invited person's page: question left, how far right; nothing of anybody else."""

from collections.abc import Collection, Sequence
from math import ceil
from typing import Any

import streamlit as st

from content.locales import clock as time_of_day
from content.model import Pack
from content.question_difference import short_title
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.invitations.asked import minutes
from engagement.invitations.model import Held
from engagement.store import Store
from ui import invited, session
from ui.components import question as levels
from ui.components import steps
from ui.components.asking import Asking
from ui.components.earlier_text import earlier_answers
from ui.components.note import note, on_accent
from ui.components.passing_on import passing_on
from ui.components.wording import counted, day, plain
from ui.questions import question as choices
from ui.questions.ask import back_and_next as step_choices
from ui.questions.choosing import Choosing
from ui.routes.scrolling import TOP

_GO = "answer.go_to"


def answer_levels(store: Store, token: str, mine: Held, pack: Pack) -> None:
    """The page of a pack with levels."""
    state = Asking(
        store=store, space=mine.place, pack=pack, people=(mine.person,), me=mine.person,
        asked=mine.asked, mine={item.capability: item for item in mine.answers},
        everyone=mine.answers, carried={}, invitation=token,
    )  # fmt: skip
    names = {item.id: item.short_name for item in state.questions()}
    left = _page(store, mine, names, state.mine)
    with left:
        here = steps.current(state.questions(), state.unanswered())
        if here is None:
            _thanks(mine, list(names))
            return
        levels.heading(state, here)
        levels.question(state, here)
        passing_on(store, token, mine, here.id)
        steps.back_and_next(state, here)


def answer_choices(store: Store, token: str, mine: Held, pack: Questionnaire) -> None:
    """The page of a questionnaire with choices."""
    state = Choosing(
        store=store, space=mine.place, pack=pack, people=(mine.person,), me=mine.person,
        roles=workspaces.roles_of(store, mine.place.assessment),
        mine={item.question: item for item in mine.choices}, everyone=mine.choices, seen={},
        invitation=token, only=frozenset(mine.asked),
    )  # fmt: skip
    names = {item.id: short_title(item) for item in state.questions()}
    left = _page(store, mine, names, state.mine)
    with left:
        here = steps.current(state.questions(), state.unanswered())
        if here is None:
            _thanks(mine, list(names))
            return
        choices.heading(state, here)
        choices.ticks(state, here)
        passing_on(store, token, mine, here.id)
        step_choices(state, here)


def _page(store: Store, mine: Held, names: dict[str, str], said: dict[str, Any]) -> Any:
    """Everything but the question itself; what comes back is its place."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=TOP
    ):
        place = f"{plain(mine.place.client.name)} / {plain(mine.place.use_case.name)}"
        note(place, width="content")
        if said:
            last = max(item.at for item in said.values())
            note(f":green[:material/cloud_done: Saved {time_of_day(last)} UTC]", width="content")
    earlier_answers(store, mine.place.assessment.id, mine.person.id, names)
    left, right = st.columns([2.6, 1.1], gap="large")
    with right:
        _how_far(mine, names, said)
    return left


def _how_far(mine: Held, names: dict[str, str], said: Collection[str]) -> None:
    st.markdown(f"**{plain(mine.person.name)}**, you answer for yourself")
    open_ones = [item for item in names if item not in said]
    takes = ceil(minutes(mine.pack, open_ones))
    st.metric(
        "Answered", f"{len(names) - len(open_ones)} of {len(names)}",
        f"About {counted(takes, 'minute')} left" if open_ones else "All answered",
        delta_color="off", delta_arrow="off",
    )  # fmt: skip
    st.progress((len(names) - len(open_ones)) / max(len(names), 1))
    st.selectbox(
        "Go to a question", list(names), None, key=_GO, placeholder="Type a few letters",
        format_func=lambda item: f"{names[item]} ✓" if item in said else names[item],
        on_change=_jump,
    )  # fmt: skip
    st.toggle("Show only unanswered", key="ask.unanswered")
    by = plain(mine.invited_by) or "The person who invited you"
    note(
        f"{by} asked you. Every answer is kept at once; the same link opens until "
        f"{day(mine.invitation.until)}, where you stopped. Your answers are read with your name by "
        "the people who make this assessment."
    )
    invited.leave_link()


def _thanks(mine: Held, asked: Sequence[str]) -> None:
    st.header("All answered, thank you", anchor=False)
    by = plain(mine.invited_by) or "The person who invited you"
    st.markdown(
        f":gray[{by} sees that you are done. You can close this page; until "
        f"{day(mine.invitation.until)} the link lets you look again and change what you said.]"
    )
    if asked:
        st.button(
            on_accent("Go through the answers again"), type="primary", on_click=_open,
            args=(asked[0],),
        )  # fmt: skip


def _jump() -> None:
    chosen = session.choice(_GO)
    if chosen:
        session.go(capability=chosen)
    session.keep(_GO, None)


def _open(asked: str) -> None:
    session.go(capability=asked)
