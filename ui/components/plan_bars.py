"""The picture of the plan: what opens the gate, or everything."""

import streamlit as st

from content.model import Pack
from scoring.roadmap_model import Roadmap
from ui.components import frame
from ui.components.charts import roadmap
from ui.components.note import note
from ui.components.wording import plain

GATE, ALL = "Opens the gate", "All initiatives"


def bars(plan: Roadmap, pack: Pack, names: dict[str, str]) -> None:
    """Bars, criteria and load on one axis; ``names`` are those of the sources by id."""
    opening = tuple(row for row in plan.rows if row.opens_gate)
    shown = plan.rows
    if opening and len(opening) < len(plan.rows):
        chosen = st.segmented_control("Show", [GATE, ALL], default=GATE, required=True,
                                      label_visibility="collapsed", key="plan.shown")  # fmt: skip
        shown = opening if chosen == GATE else plan.rows
    st.subheader(roadmap.sentence(shown), anchor=False)
    spec = roadmap.roadmap(plan, shown, pack, names, frame.colours())
    st.vega_lite_chart(spec=spec, theme=None, alt=roadmap.described(shown))
    freezes = "".join(f" · grey: {plain(item.name)}" for item in plan.freezes)
    note("■ work, half of the runs · light: to four runs in five · dotted: time the criterion "
         f"must hold{freezes}")  # fmt: skip
