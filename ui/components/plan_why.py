"""Why? on the gate's date: from the latest proof back to effort, window and role."""

import streamlit as st

from content.model import Pack
from reports.plan_trail import gate_date
from scoring.roadmap_model import Roadmap
from ui.components.live import hold, let_go
from ui.components.note import note
from ui.components.wording import plain


def plan_why(plan: Roadmap, pack: Pack) -> None:
    """A quiet button under the date; nothing where there is no date."""
    if plan.gate is None:
        return
    if st.button("Why this date?", key="why.gate", type="tertiary", icon=":material/help:"):
        _dialog(plan, pack)


@st.dialog("Why?", width="large", on_dismiss=let_go)
def _dialog(plan: Roadmap, pack: Pack) -> None:
    hold()
    held = gate_date(plan, pack)
    if held is None:
        return
    st.subheader(held.title, anchor=False)
    for line in held.lines:
        st.markdown(plain(line))
    for part in held.parts:
        st.markdown(f"**{plain(part.name)}**")
        note(plain(part.words))
