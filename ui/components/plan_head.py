"""The head of Plan: a date with its chance in words, and the four figures that explain it."""

import streamlit as st

from content.locales import trimmed, written
from content.model import Pack
from reports.plan_words import delay_told, duty_told
from reports.wording import day, money, short_money, weeks_range
from scoring.roadmap_model import Milestone, Roadmap
from ui.components.note import figure, note
from ui.components.wording import plain


def head(plan: Roadmap, kept: Roadmap, pack: Pack) -> None:
    """The headline; where the trial differs from the kept plan, by how much."""
    if plan.gate is None and plan.unplanned_blockers:
        names = ", ".join(pack.capability(item).name for item in plan.unplanned_blockers)
        st.header("The gate has no date yet", anchor=False)
        st.markdown(f"#### It waits for what is not in the plan: {names}.", anchors=False)
        return
    if plan.gate is None:
        st.header("Nothing blocks the gate", anchor=False)
        st.markdown("#### What is planned lifts the rest to its target.", anchors=False)
        return
    st.header(f"Proof complete by {day(plan.gate.p80)}, four chances in five", anchor=False)
    st.markdown(
        f"#### If the work succeeds. Half of all runs finish by {day(plan.gate.p50)}. "
        f"{_limit(plan, pack)}",
        anchors=False,
    )
    if kept.gate and kept.gate.p80 != plan.gate.p80:
        st.info(
            f"**Trial.** The kept plan says {day(kept.gate.p80)}: {_moved(plan.gate, kept.gate)}."
        )
    if plan.unplanned_blockers:
        names = ", ".join(pack.capability(item).name for item in plan.unplanned_blockers)
        st.warning(f"**The gate also waits for what no row of this plan lifts:** {names}.")


def assumed(plan: Roadmap) -> None:
    """What the plan takes for granted, what entries break, which duties it keeps."""
    for sentence in plan.broken:
        st.warning(f"**Kept as entered.** {plain(sentence)}", icon=":material/edit_calendar:")
    with st.container(gap=None):
        for duty in plan.duties:
            colour = {"kept": "green", "at_risk": "orange", "missed": "red"}.get(duty.state, "gray")
            note(f":{colour}[:material/event:] {plain(duty_told(duty))}")
        delay = delay_told(plan)
        if delay:
            note(f":material/hourglass_bottom: {delay}".replace("$", "\\$"))
        for sentence in plan.notes:
            note(f":material/info: {sentence}")


def figures(plan: Roadmap, pack: Pack) -> None:
    """Effort, limiting role, the date that half the runs keep, and money where it is known."""
    columns = st.columns(4)
    with columns[0]:
        figure("Effort to the gate", *_weeks(
            plan.gate_effort_mid, plan.gate_effort_low, plan.gate_effort_high
        ))  # fmt: skip
    with columns[1]:
        name = pack.role(plan.limiting_role).name if plan.limiting_role else "no role"
        figure("Limited by", name, _people(plan))
    with columns[2]:
        figure("All initiatives", *_weeks(plan.effort_mid, plan.effort_low, plan.effort_high))
    with columns[3]:
        _money(plan)


def _weeks(middle: float, low: float, high: float) -> tuple[str, str]:
    """The figure alone, and below it the range with its unit: a unit beside it would be cut."""
    return trimmed(middle, 1), weeks_range(low, high)


def _money(plan: Roadmap) -> None:
    if plan.value_low is not None and plan.value_high is not None:
        low, high = (
            short_money(plan.value_low, plan.currency),
            short_money(plan.value_high, plan.currency),
        )
        figure("Value at stake", f"{low} to {high}", "a quarter, the client’s own estimate")
    elif plan.gate_cost_mid is not None:
        figure(
            "Cost to the gate", money(plan.gate_cost_mid, plan.currency), "by the client’s rates"
        )
    else:
        figure("Cost", "not stated", "no rates given: person-weeks only")


def _limit(plan: Roadmap, pack: Pack) -> str:
    if plan.limiting_role is None:
        return "No role limits it."
    return f"{pack.role(plan.limiting_role).name} decides how fast it goes."


def _people(plan: Roadmap) -> str:
    load = next((item for item in plan.load if item.role == plan.limiting_role), None)
    return (
        f"{written(load.people, 'g')} {'person' if load.people <= 1 else 'people'} planned"
        if load
        else ""
    )


def _moved(now: Milestone, before: Milestone) -> str:
    days = (now.p80 - before.p80).days
    return f"{abs(days)} days {'later' if days > 0 else 'earlier'}"
