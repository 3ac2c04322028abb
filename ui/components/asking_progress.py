"""The right side of Ask: how far, what is missing for a verdict, area by area; never a score."""

from math import ceil

import streamlit as st

from content.model import Area
from engagement.clients import opening
from ui import session
from ui.components.asking import Asking
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import counted


def progress(asking: Asking) -> None:
    """Answered of asked, the warning, one bar an area."""
    done = len(asking.asked) - len(asking.unanswered())
    with st.container(gap="small"):
        st.metric(
            "Answered", f"{done} of {len(asking.asked)}", _left(asking, done), delta_color="off",
            delta_arrow="off",
        )  # fmt: skip
        carried = sum(item in asking.carried for item in asking.asked)
        if carried:
            note(f"{carried} of them were answered once for the whole organisation")
        _warning(asking)
        for title, kind in (("Three gaps", "gap"), ("Five dimensions", "dimension")):
            st.markdown(f"**{title}**")
            for area in asking.pack.areas:
                here = [item.id for item in asking.questions() if item.area == area.id]
                if area.kind == kind and here:
                    _area(area, sum(asking.settled(item) for item in here), len(here))
    st.toggle("Show only unanswered", key="ask.unanswered")


def _left(asking: Asking, done: int) -> str:
    if done == len(asking.asked):
        return "All answered"
    return f"About {counted(ceil(asking.minutes_left()), 'minute')} left"


def _warning(asking: Asking) -> None:
    depth = asking.pack.depth(asking.space.assessment.depth)
    missing = asking.critical_open()
    if not depth.gives_verdict:
        st.info(f"**{depth.name}: an index, never a verdict.** Go deeper below for one.")
    elif missing:
        questions = counted(missing, "critical question is", "critical questions are")
        st.warning(f"**No verdict yet.** {questions} unanswered.")


def _area(area: Area, answered: int, asked: int) -> None:
    tick = ":green[:material/check:] " if answered == asked else ""
    st.progress(answered / asked, f"{area.name}\u2003{tick}:gray[{answered} of {asked}]")


def go_to(asking: Asking) -> None:
    """Any question by its name; answered ones have a tick."""
    names = {
        item.id: f"{item.short_name} ✓" if asking.settled(item.id) else item.short_name
        for item in asking.questions()
    }
    st.selectbox(
        "Go to a question", list(names), None, names.__getitem__, key="ask.go_to",
        placeholder="Type a few letters", on_change=_jump,
    )  # fmt: skip


def _jump() -> None:
    chosen = session.choice("ask.go_to")
    if chosen:
        session.go(capability=chosen)
    session.keep("ask.go_to", None)


def depth(asking: Asking) -> None:
    """Change how much is asked; answers carry over."""
    ids = [item.id for item in asking.pack.depths]
    now = asking.space.assessment.depth
    st.selectbox(
        "Depth", ids, ids.index(now), key=f"ask.depth.{now}", on_change=_deepen, args=(asking,),
        disabled=not may("depth changed"),
        format_func=lambda item: f"{asking.pack.depth(item).name}, "
        f"{asking.pack.depth(item).minutes} minutes",
        help="Answers carry over when the depth changes.",
    )  # fmt: skip


def _deepen(asking: Asking) -> None:
    chosen = session.choice(f"ask.depth.{asking.space.assessment.depth}")
    opening.change_depth(asking.store, asking.assessment, chosen)
