"""Plan: a date with its chance, the limit, the bars, and what another staffing would change."""

import streamlit as st

from content.locales import written
from content.model import Pack
from engagement import judging
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.plans import planning
from engagement.store import Store
from reports.lint import Where
from scoring.roadmap_model import PlanInputs, Roadmap
from ui.components import frame, what_if
from ui.components.compare_plans import compare_plans
from ui.components.note import on_accent
from ui.components.plan_again import plan_again
from ui.components.plan_bars import bars
from ui.components.plan_head import assumed, figures, head
from ui.components.plan_order import order, order_in_short
from ui.components.plan_table import criteria, owners
from ui.components.plan_terms import terms
from ui.components.plan_verdicts import verdicts
from ui.components.plan_why import plan_why
from ui.components.plan_workbook import workbook_in
from ui.components.plan_worth import worth
from ui.components.to_the_top import bring_up_for
from ui.components.wording import day, plain
from ui.questions.plan import render as plan_choices
from ui.routes.scrolling import TOP


def render(store: Store, space: Workspace) -> None:
    """The kept plan, or a trial of it, on one picture."""
    key, pack = space.assessment.id, frame.pack(store, space)
    if not judging.scorecard(store, key).gives_verdict:
        _too_shallow(space, pack)
        return
    inputs = planning.plan_inputs(store, key)
    if not inputs.capacity:
        frame.first_line(space)
        st.header("Plan", anchor=False)
        what_if.ask_capacity(store, space, pack, inputs)
        return
    try:
        with st.spinner("Making the plan …"):
            kept = planning.roadmap(store, key)
    except Refused as refused:
        plan_again(store, space, pack, inputs, why=str(refused))
        return
    widgets = what_if.widgets(key)
    what_if.follow(inputs, kept, widgets)
    wanted = what_if.trial(inputs, kept, widgets)
    plan = kept if wanted == inputs else _tried(store, key, wanted) or kept
    if plan is kept:
        wanted = inputs
    told = f"Starts {day(plan.start)} · {written(plan.runs, ',')} runs · {order_in_short(plan)}"
    frame.first_line(space, told)
    names = {item.id: item.name for item in collecting.all_sources(store, key)}
    left, right = st.columns([3.3, 1], gap="large")
    compared, table = st.container(), st.container(key=TOP)
    with table:  # before the pictures: who works beside me on it sees my change first
        owners(store, space, kept, pack, inputs)
    with right:
        what_if.panel(store, space, pack, inputs=inputs, plan=kept, key=widgets)
        verdicts(plan, kept, pack)
    with left:
        head(plan, kept, pack)
        plan_why(plan, pack)
        figures(plan, pack)
        assumed(plan)
        bars(plan, pack, names)
        order(store, space, plan, kept=plan is kept)
        worth(plan, pack)
    with compared:
        compare_plans(store, space, pack, inputs=inputs, wanted=wanted)
    workbook_in(store, space)
    terms(store, space, pack, inputs)
    criteria(plan, names)
    bring_up_for(Where.PLAN)


def _tried(store: Store, key: str, wanted: PlanInputs) -> Roadmap | None:
    """The trial; where no plan can be made from it, why, above the kept one."""
    try:
        return planning.roadmap(store, key, inputs=wanted)
    except Refused as refused:
        st.error(
            f"This cannot be planned. {plain(str(refused))} Below stands the kept plan.",
            icon=":material/error:",
        )
        return None


def _too_shallow(space: Workspace, pack: Pack) -> None:
    frame.first_line(space)
    st.header("A plan needs more than a pulse", anchor=False)
    standard = pack.depth("standard")
    st.markdown(f":gray[{standard.promise} Answers carry over; change the depth in Ask.]")
    if st.button(on_accent("Go to Ask"), type="primary"):
        st.switch_page("ui/pages/ask.py")


if __name__ == "__main__":
    frame.show(render, plan_choices)
