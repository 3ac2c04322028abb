"""What if: people per role, initiatives dropped; redrawn at once, kept only when asked."""

import streamlit as st

from content.model import Pack
from engagement import planning
from engagement.model import Workspace
from engagement.store import Store
from scoring.roadmap_model import PlanInputs, Roadmap
from ui import faults, session
from ui.components.note import note, on_accent


def trial(inputs: PlanInputs, plan: Roadmap, key: str) -> PlanInputs:
    """The inputs as the sliders and pills stand now; untouched they are the kept ones."""
    capacity = dict(inputs.capacity)
    for item in plan.load:
        value = session.choice(f"{key}.{item.role}")
        if value is not None and value != _people(inputs, item.role, item.people):
            capacity[item.role] = value
    chosen = session.choice(f"{key}.kept")
    known = [row.id for row in plan.rows]
    dropped = inputs.dropped if chosen is None else tuple(
        item for item in known if item not in chosen
    )  # fmt: skip
    return inputs.model_copy(update={"capacity": capacity, "dropped": dropped})


def panel(
    store: Store, space: Workspace, pack: Pack, *, inputs: PlanInputs, plan: Roadmap, key: str
) -> None:
    """A slider a role that the plan needs, a pill an initiative, Reset and Keep."""
    with st.container(border=True):
        st.subheader("What if", anchor=False)
        for item in plan.load:
            st.slider(
                f"{pack.role(item.role).name}, people", 0.0, 4.0,
                min(4.0, _people(inputs, item.role, item.people)), 0.25, key=f"{key}.{item.role}",
            )  # fmt: skip
        with st.expander("Initiatives in the plan"):
            kept = [row.id for row in plan.rows if row.id not in inputs.dropped]
            st.pills(
                "Click to drop one", [row.id for row in plan.rows], selection_mode="multi",
                default=kept, key=f"{key}.kept",
                format_func=lambda item: pack.initiative(item).title,
            )  # fmt: skip
        with st.container(horizontal=True):
            st.button("Reset", key=f"{key}.reset", on_click=_reset, args=(key,))
            st.button(
                on_accent("Keep this plan"), type="primary", key=f"{key}.keep", on_click=_keep,
                args=(store, space, inputs, plan, key),
            )  # fmt: skip
        note("Redrawn at once; nothing is kept until you say so.")


def ask_capacity(store: Store, space: Workspace, pack: Pack, inputs: PlanInputs) -> None:
    """Without people there is no plan worth drawing: ask first."""
    st.markdown(":gray[Who can work on it? People per role; half a day a week is 0.1.]")
    with st.form("plan.capacity"):
        columns = st.columns(4) + st.columns(4)
        given = {
            role.id: column.number_input(
                role.name, 0.0, 50.0, None, 0.25, placeholder="0.5 assumed"
            )
            for role, column in zip(pack.roles, columns, strict=False)
        }
        if st.form_submit_button(on_accent("Make the plan"), type="primary"):
            capacity = {role: value for role, value in given.items() if value is not None}
            if not capacity:
                st.error("Give at least one role’s people.")
                return
            kept = inputs.model_copy(update={"capacity": capacity})
            faults.attempt(planning.keep_plan, store, space.assessment.id, kept)
            st.rerun()


def _people(inputs: PlanInputs, role: str, assumed: float) -> float:
    return inputs.capacity.get(role, assumed)


def _keep(store: Store, space: Workspace, inputs: PlanInputs, plan: Roadmap, key: str) -> None:
    faults.attempt(planning.keep_plan, store, space.assessment.id, trial(inputs, plan, key))
    _reset(key)


def _reset(key: str) -> None:
    session.forget_all(f"{key}.")
