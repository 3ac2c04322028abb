"""A kept plan that cannot be made: why, and everything that could be in its way, to be changed."""

import streamlit as st

from content.model import Pack
from engagement.model import Workspace
from engagement.plans import plan_items
from engagement.store import Store
from scoring.roadmap_model import PlanInputs
from ui import faults
from ui.components import frame, what_if
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import plain


def plan_again(store: Store, space: Workspace, pack: Pack, inputs: PlanInputs, *, why: str) -> None:
    """People by role as they are now; what a planner entered; the freezes of the client."""
    frame.first_line(space)
    st.header("This plan cannot be made", anchor=False)
    st.error(plain(why), icon=":material/error:")
    what_if.ask_capacity(store, space, pack, inputs)
    if inputs.effort_mid or inputs.earliest or inputs.starts_on or inputs.capacity_changes:
        note("Efforts, dates and changes of staff that were entered may stand in its way.")
        if may("plan back to computed") and st.button(
            "Take all of them back", icon=":material/undo:", key="plan.again.computed"
        ):
            faults.attempt(plan_items.back_to_computed, store, space.assessment.id)
            st.rerun()
    if inputs.freezes:
        note("So may a freeze; freezes stand where the client is edited.")
        if st.button("Go to the client", icon=":material/edit:", key="plan.again.client"):
            st.switch_page("ui/pages/clients.py")
