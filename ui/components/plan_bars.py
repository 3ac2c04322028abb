"""The picture of the plan: what opens the gate, or everything."""

import streamlit as st

from content import locales
from content.model import Pack
from scoring.roadmap_model import PlannedInitiative, Roadmap
from ui.components import frame
from ui.components.charts import roadmap
from ui.components.charts.parts import Spec
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
    digest = str(
        hash(
            (locales.current().tag, plan.model_dump_json(), len(shown), pack.digest, *names.items())
        )
    )
    spec = _drawn(digest, frame.dark(), plan, shown, pack, names)
    st.vega_lite_chart(spec=spec, theme=None, alt=roadmap.described(shown))
    freezes = "".join(f" · grey: {plain(item.name)}" for item in plan.freezes)
    note("■ work, half of the runs · light: to four runs in five · dotted: time the criterion "
         f"must hold{freezes}")  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=32)
def _drawn(
    digest: str,  # noqa: ARG001  what the rest is remembered by
    dark: bool,  # noqa: ARG001
    _plan: Roadmap,
    _shown: tuple[PlannedInitiative, ...],
    _pack: Pack,
    _names: dict[str, str],
) -> Spec:
    return roadmap.roadmap(_plan, _shown, _pack, _names, frame.colours())
