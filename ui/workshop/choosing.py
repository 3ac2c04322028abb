"""Which use case first: dots in silence, then impact and feasibility, placed live."""

from typing import Any

import streamlit as st

from assessment.workshop.phases import Stage
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from engagement.workshops.model import UseCaseShown
from ui import session
from ui.components import frame
from ui.components.charts.parts import Spec, at, label, mark
from ui.components.charts.parts import frame as framed
from ui.components.note import note, on_accent
from ui.components.wording import counted, plain, plain_level
from ui.theme.palette import Palette
from ui.workshop import live
from ui.workshop.steps import act

_APART = 18
"""Dots of the screen between two names, one above the other."""


def choose(store: Store, now: Console) -> None:
    """The part of the agenda that chooses a use case."""
    if len(now.workshop.candidates) < 2:
        note("There is one use case only, so there is nothing to choose. Add others under Use cases "
             "before you open a workshop.")  # fmt: skip
        return
    stage = now.room.stage
    if stage is Stage.DOTS:
        _dots(store, now)
    elif stage is Stage.GRID:
        _grid(store, now)
    else:
        _start(store, now)
    _chosen(store, now)


def _start(store: Store, now: Console) -> None:
    st.markdown("#### First dots, in silence. Then where they belong.", anchors=False)
    with st.container(border=True, gap="xsmall"):
        for case in now.workshop.candidates:
            summary = f" :small[:gray[{plain(case.summary)}]]" if case.summary else ""
            st.markdown(f"**{plain(case.name)}**{summary}")
    _to(store, now, "Open the dot vote", (Stage.DOTS, False))


def _dots(store: Store, now: Console) -> None:
    room = now.room
    st.markdown(f"#### {room.dots_each} dots each, at most {room.dots_most} on one.", anchors=False)
    if not now.workshop.revealed:
        note("The dots are counted when all are put: who sees where they go follows them.")
        _to(store, now, "Count the dots", (Stage.DOTS, True))
        return
    _ranked(room.use_cases)
    _to(store, now, "Place them by impact and feasibility", (Stage.GRID, True))


def _ranked(cases: tuple[UseCaseShown, ...]) -> None:
    most = max((case.dots or 0 for case in cases), default=0)
    for case in sorted(cases, key=lambda one: -(one.dots or 0)):
        share = (case.dots or 0) / most if most else 0.0
        st.progress(share, f"{plain(case.name)}\u2003**{counted(case.dots or 0, 'dot')}**")


def _grid(store: Store, now: Console) -> None:
    st.markdown("#### Impact upwards, feasibility to the right.", anchors=False)
    _placed(store, now)
    note("Medians of where people place them. A use case appears with the first who placed it.")


@st.fragment(run_every=live.EVERY)
def _placed(store: Store, drawn: Console) -> None:
    cases = live.latest(store, drawn).room.use_cases
    spec = grid_chart(cases, frame.colours())
    alt = "; ".join(
        f"{case.name}: impact {plain_level(case.impact)}, feasibility {plain_level(case.feasibility)}"
        for case in cases
        if case.impact is not None and case.feasibility is not None
    )
    st.vega_lite_chart(spec=spec, theme=None, alt=alt or "nothing placed yet")


def grid_chart(cases: tuple[UseCaseShown, ...], colours: Palette) -> Spec:
    """Use cases over feasibility (right) and impact (up), with their names."""
    rows = [
        {"feasibility": case.feasibility, "impact": case.impact, "name": case.name}
        for case in cases
        if case.impact is not None and case.feasibility is not None
    ]
    x = at("feasibility", {"domain": [0.6, 5.9]})
    y = at("impact", {"domain": [0.6, 5.4]})
    cross = [{"feasibility": 3, "impact": 3}]
    ends = [
        {"feasibility": 5.8, "impact": 0.7, "text": "more feasible"},
        {"feasibility": 0.7, "impact": 5.3, "text": "more impact"},
    ]
    quiet = {"color": colours.quiet, "fontSize": 13}
    layers = [
        mark("rule", {"x": x}, cross, color=colours.line),
        mark("rule", {"y": y}, cross, color=colours.line),
        label(x, y, "text", ends[:1], align="right", **quiet),
        label(x, y, "text", ends[1:], **quiet),
        mark(
            "point", {"x": x, "y": y}, rows, size=220, filled=True, fill=colours.accent, opacity=1
        ),
        *(
            label(x, y, "name", [row], dx=12, dy=-_APART * above, fontSize=14, color=colours.ink)
            for row, above in _named(rows)
        ),
    ]
    return framed(layers, colours, height=340)


def _named(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """The names of each point in one, and how many lines above it: none is written over another."""
    points: dict[tuple[float, float], list[str]] = {}
    for row in rows:
        points.setdefault((row["impact"], -row["feasibility"]), []).append(row["name"])
    found: list[tuple[dict[str, Any], int]] = []
    level, above = None, 0
    for (impact, left), names in sorted(points.items()):
        above = above + 1 if impact == level else 0
        level = impact
        found.append(({"impact": impact, "feasibility": -left, "name": ", ".join(names)}, above))
    return found


def _chosen(store: Store, now: Console) -> None:
    names = {case.id: case.name for case in now.workshop.candidates}
    st.selectbox(
        "The room chose", list(names), index=list(names).index(now.workshop.chosen)
        if now.workshop.chosen in names else None, format_func=names.__getitem__,
        key="workshop.chosen", placeholder="Nothing yet", on_change=_keep_chosen,
        args=(store, now),
    )  # fmt: skip


def _keep_chosen(store: Store, now: Console) -> None:
    chosen = session.choice("workshop.chosen") or ""
    act(store, now, workshops.choose_use_case, use_case_id=chosen)


def _to(store: Store, now: Console, words: str, to: tuple[Stage, bool]) -> None:
    st.button(
        on_accent(words), type="primary", key=f"workshop.to.{words}", on_click=act,
        args=(store, now, workshops.show),
        kwargs={"at": (now.room.stage, now.workshop.revealed), "to": to},
    )  # fmt: skip
