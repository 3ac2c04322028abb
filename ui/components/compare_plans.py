"""Scenarios side by side: dates, cost, verdict, the limiting role, and which initiatives differ."""

import streamlit as st

from content.model import Pack
from engagement.model import Workspace
from engagement.plans import planning, scenarios
from engagement.store import Store
from engagement.store.scenarios import Scenario
from reports.kept_scenarios import (
    KeptScenario,
    cost_told,
    figures_of,
    gate_told,
    verdict_told,
)
from reports.wording import person_weeks
from scoring.plan_comparison import Difference, differences
from scoring.roadmap_model import PlanInputs, Roadmap
from ui import faults
from ui.components import frame
from ui.components.charts.two_plans import described, two_plans
from ui.components.note import note
from ui.components.permitted import for_whoever_may
from ui.components.wording import capital, count, counted, plain, verdict_mark

KEPT, TRIAL = "The kept plan", "This trial"
COMPARED = "two-plans"
"""The anchor of the heading, for a link from the panel."""
Named = dict[str, PlanInputs]


def compare_plans(
    store: Store, space: Workspace, pack: Pack, *, inputs: PlanInputs, wanted: PlanInputs
) -> None:
    """Choose two of the kept plan, the trial and the scenarios; nothing where there is only one."""
    kept = scenarios.scenarios(store, space.assessment.id)
    named: Named = {KEPT: inputs} | ({TRIAL: wanted} if wanted != inputs else {})
    named |= {item.name: item.inputs for item in kept}
    if len(named) < 2:
        return
    st.subheader("Two plans side by side", anchor=COMPARED)
    names = list(named)
    left, right = st.columns(2)
    one = left.selectbox("One", names, index=0, key="compare.one")
    other = right.selectbox("The other", names, index=1, key=f"compare.other.{len(names)}")
    if one == other:
        note("Choose two different ones.")
        return
    plans = [faults.attempt(_plan, store, space, named[name]) for name in (one, other)]
    if plans[0] is None or plans[1] is None:
        return
    for place, (column, name, plan) in enumerate(
        zip(st.columns(2), (one, other), (plans[0], plans[1]), strict=True)
    ):
        with column, st.container(border=True, gap="small"):
            mark = ":gray[□]" if place == 0 else ":blue[■]"
            _told(f"{mark} **{plain(name)}**", plan, pack)
            _actions(store, space, next((item for item in kept if item.name == name), None), place)
    _picture(differences(plans[0], plans[1]), (one, other), (plans[0], plans[1]))


def _plan(store: Store, space: Workspace, inputs: PlanInputs) -> Roadmap:
    return planning.roadmap(store, space.assessment.id, inputs=inputs)


def _told(title: str, plan: Roadmap, pack: Pack) -> None:
    st.markdown(title)
    held = KeptScenario.model_validate({"name": title, **figures_of(plan)})
    last = plan.projected[-1] if plan.projected else None
    verdict = verdict_mark(held.verdict) if held.verdict else verdict_told(held)
    open_ = f", {counted(last.open, 'reason')} open" if last and last.open else ""
    role = pack.role(plan.limiting_role).name if plan.limiting_role else "none"
    lines = {
        "Proof complete": gate_told(held), "Verdict then": f"{verdict}{open_}",
        "Effort": f"{person_weeks(plan.effort_mid)}, {counted(len(plan.rows), 'initiative')}",
        "Cost": cost_told(held) if held.cost_low is not None else "not stated", "Limited by": role,
        "Dates missed": str(sum(item.state == "missed" for item in plan.duties) + len(plan.broken)),
    }  # fmt: skip
    for name, value in lines.items():
        label, content = st.columns([1, 2.2])
        label.markdown(f":gray[{name}]")
        content.markdown(value.replace("$", "\\$"))


@for_whoever_may("scenario removed", "plan kept")
def _actions(store: Store, space: Workspace, scenario: Scenario | None, place: int) -> None:
    if scenario is None:
        return
    key = space.assessment.id
    with st.container(horizontal=True):
        st.button(
            "Make it the plan", key=f"compare.take.{place}", on_click=faults.attempt,
            args=(scenarios.take_over, store, key, scenario),
        )  # fmt: skip
        st.button(
            "Remove", key=f"compare.remove.{place}", type="tertiary", on_click=faults.attempt,
            args=(scenarios.remove_scenario, store, key, scenario),
        )  # fmt: skip


def _picture(
    found: tuple[Difference, ...], names: tuple[str, str], plans: tuple[Roadmap, Roadmap]
) -> None:
    if not found:
        note("Every initiative has the same dates and the same effort in both.")
        return
    st.markdown(f"**{_sentence(found, names)}**")
    gates = (plans[0].gate.p80 if plans[0].gate else None,
             plans[1].gate.p80 if plans[1].gate else None)  # fmt: skip
    spec = two_plans(found, gates, frame.colours())
    st.vega_lite_chart(spec=spec, theme=None, alt=described(found, names))
    note("Above, hollow: the one; below, filled: the other. Bar: work to four runs in five; dotted: "
         "proof; upright line: proof complete, dashed for the one.")  # fmt: skip


def _sentence(found: tuple[Difference, ...], names: tuple[str, str]) -> str:
    only = [sum(item.other is None for item in found), sum(item.one is None for item in found)]
    moved = len(found) - sum(only)
    parts = [f"{count(moved)} have other dates or another effort"] if moved else []
    parts += [
        f"{count(number)} only in {plain(name)}"
        for number, name in zip(only, names, strict=True)
        if number
    ]
    return f"{capital(count(len(found)))} initiatives differ: {', '.join(parts)}"
