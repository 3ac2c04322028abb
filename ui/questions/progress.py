"""The right side of Ask: how far, section by section; never a score."""

from math import ceil

import streamlit as st

from content.questionnaire import Section
from ui import session
from ui.components.note import note
from ui.components.wording import counted, plain
from ui.questions.choosing import Choosing

MOST_BARS = 12
"""Sections up to which each has a bar of its own; more are chosen from a list."""


def progress(state: Choosing) -> None:
    """Answered of asked, and one bar a section where they fit."""
    asked = len(state.pack.questions)
    done = asked - len(state.unanswered())
    left = sum(item.minutes for item in state.unanswered())
    with st.container(gap="small"):
        st.metric(
            "Answered", f"{done} of {asked}",
            f"About {counted(ceil(left), 'minute')} left" if left else "All answered",
            delta_color="off", delta_arrow="off",
        )  # fmt: skip
        sections = state.sections()
        if len(sections) <= MOST_BARS:
            for section in sections:
                _bar(state, section)
        else:
            st.progress(done / asked)
            note(f"{counted(len(sections), 'section')}; choose one below.")
            _choose_section(state, sections)
    st.toggle("Show only unanswered", key="choose.unanswered")


def _bar(state: Choosing, section: Section) -> None:
    answered, asked = _of(state, section)
    tick = ":green[:material/check:] " if answered == asked else ""
    name = plain(section.title)
    st.progress(answered / asked, f"{name}\u2003{tick}:gray[{answered} of {asked}]")


def _choose_section(state: Choosing, sections: tuple[Section, ...]) -> None:
    first = {item.id: state.pack.asked_in(item.id)[0].id for item in sections}
    counts = {item.id: _of(state, item) for item in sections}
    st.selectbox(
        "Section", list(first), None, key="choose.section", placeholder="Type a few letters",
        format_func=lambda item: "{} ({} of {})".format(state.path(item), *counts[item]),
        on_change=_jump, args=("choose.section", first),
    )  # fmt: skip


def _of(state: Choosing, section: Section) -> tuple[int, int]:
    asked = state.pack.asked_in(section.id)
    return sum(item.id in state.mine for item in asked), len(asked)


def go_to(state: Choosing) -> None:
    """Any question by its words; answered ones have a tick."""
    names = {
        item.id: f"{item.title[:90]} ✓" if item.id in state.mine else item.title[:90]
        for item in state.questions()
    }
    st.selectbox(
        "Go to a question", list(names), None, names.__getitem__, key="choose.go_to",
        placeholder="Type a few letters", on_change=_jump,
        args=("choose.go_to", {name: name for name in names}),
    )  # fmt: skip


def _jump(key: str, to: dict[str, str]) -> None:
    chosen = session.choice(key)
    if chosen:
        session.go(capability=to[chosen])
    session.keep(key, None)
