"""The right side of Ask: how far, what is missing for a verdict, area by area; never a score."""

from math import ceil

import streamlit as st

from content.model import Area
from engagement import answering, opening
from ui import session
from ui.components.asking import Asking
from ui.components.wording import counted


def progress(asking: Asking) -> None:
    """Answered of asked, the warning, one bar an area."""
    done = len(asking.asked) - len(asking.unanswered())
    with st.container(gap="small"):
        st.metric("Answered", f"{done} of {len(asking.asked)}", **_left(asking, done))
        _warning(asking)
        answered = answering.progress(
            asking.store, asking.assessment, asking.me.id if asking.me else None
        )
        for title, kind in (("Three gaps", "gap"), ("Five dimensions", "dimension")):
            st.markdown(f"**{title}**")
            for area in asking.pack.areas:
                if area.kind == kind and area.id in answered:
                    _area(asking, area, *answered[area.id])
    st.toggle("Show only unanswered", key="ask.unanswered")


def _left(asking: Asking, done: int) -> dict[str, str]:
    minutes = ceil(asking.minutes_left())
    if done == len(asking.asked):
        return {"delta": "All answered", "delta_color": "off", "delta_arrow": "off"}
    text = f"About {counted(minutes, 'minute')} left"
    return {"delta": text, "delta_color": "off", "delta_arrow": "off"}


def _warning(asking: Asking) -> None:
    depth = asking.pack.depth(asking.space.assessment.depth)
    missing = asking.critical_open()
    if not depth.gives_verdict:
        st.info(f"**{depth.name}: an index, never a verdict.** Go deeper below for one.")
    elif missing:
        questions = counted(missing, "critical question is", "critical questions are")
        st.warning(f"**No verdict yet.** {questions} unanswered.")


def _area(asking: Asking, area: Area, answered: int, asked: int) -> None:
    if asked == 0:
        return
    tick = ":green[:material/check:] " if answered == asked else ""
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.button(
                area.name, key=f"ask.area.{area.id}", type="tertiary", on_click=_jump,
                args=(asking, area.id), help=f"Go to {area.name}: {area.question}",
            )  # fmt: skip
            st.markdown(f"{tick}:small[:gray[{answered} of {asked}]]", width="content")
        st.progress(answered / asked)


def _jump(asking: Asking, area: str) -> None:
    here = [item for item in asking.questions() if item.area == area]
    unanswered = [item for item in here if item.id not in asking.mine]
    session.go(capability=(unanswered or here)[0].id)


def depth(asking: Asking) -> None:
    """Change how much is asked; answers carry over."""
    ids = [item.id for item in asking.pack.depths]
    now = asking.space.assessment.depth
    st.selectbox(
        "Depth", ids, ids.index(now), key=f"ask.depth.{now}", on_change=_deepen, args=(asking,),
        format_func=lambda item: f"{asking.pack.depth(item).name}, "
        f"{asking.pack.depth(item).minutes} minutes",
        help="Answers carry over when the depth changes.",
    )  # fmt: skip


def _deepen(asking: Asking) -> None:
    chosen = session.choice(f"ask.depth.{asking.space.assessment.depth}")
    opening.change_depth(asking.store, asking.assessment, chosen)
