"""How good the order of the plan is known to be, and the button that has it proved."""

import streamlit as st

from engagement.model import Workspace
from engagement.plans import proving_order
from engagement.store import Store
from reports.sections.roadmap import order_told
from reports.wording import plural
from scoring.roadmap_model import Roadmap
from ui import faults
from ui.components.note import note
from ui.components.permitted import may


def order_in_short(plan: Roadmap) -> str:
    """The order in a few words, for the first line."""
    if plan.optimal:
        return "order proved optimal"
    if plan.gate_gap is None or not plan.rows:
        return "best order of a bounded search"
    return f"order within {plural(plan.gate_gap, 'day')} of the best possible"


def order(store: Store, space: Workspace, plan: Roadmap, *, kept: bool) -> None:
    """The sentence behind it; for the kept plan the button, or how a proof is coming on."""
    if not plan.rows:
        return
    key = space.assessment.id
    if kept and proving_order.proving(store, key):
        _running(store, space)
        return
    note(f":material/verified: {order_told(plan)}" if plan.optimal else order_told(plan))
    failed = proving_order.failure(store, key) if kept else ""
    if failed:
        note(f":orange[:material/warning:] {failed}")
    if kept and may("order proved") and proving_order.can_prove() and not plan.solver:
        st.button(
            "Prove the order", icon=":material/functions:", key="plan.prove",
            on_click=_start, args=(store, space),
            help="A solver looks for a better order, or shows that there is none. Up to a minute.",
        )  # fmt: skip


@st.fragment(run_every=1.0)
def _running(store: Store, space: Workspace) -> None:
    if not proving_order.proving(store, space.assessment.id):
        st.rerun(scope="app")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            ":blue[:material/progress_activity:] **The solver is at work**", width="content"
        )
        if may("order proved") and st.button("Stop", key="plan.prove.stop"):
            proving_order.stop_proving(store, space.assessment.id)


def _start(store: Store, space: Workspace) -> None:
    faults.attempt(proving_order.start_proving, store, space.assessment.id)
