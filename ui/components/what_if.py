"""What if: people, initiatives, dates; redrawn at once, kept only when asked."""

from datetime import date

import streamlit as st

from content.locales import written
from content.model import Pack
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.plans import planning, scenarios
from engagement.store import Store
from scoring.roadmap_model import CapacityChange, PlanInputs, Roadmap
from ui import faults, session
from ui.components import edited
from ui.components.compare_plans import COMPARED
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, shown, typed
from ui.components.permitted import for_whoever_may, may
from ui.components.wording import counted, plain
from ui.manner import typed_day

MOST = 4.0
"""People up to whom a slider goes; more are entered where the client's figures are."""

_TURN = "what_if_turn"
RACE = "plan.kept"
"""The plan as a whole: where two people keep one, which of the two stays is asked under this key."""


def widgets(assessment: str) -> str:
    """The prefix of the panel's keys: another one after each Reset.

    A slider whose key stays keeps in the browser what it was moved to, whatever is forgotten here.
    """
    turn = session.choice(f"{_TURN}.{assessment}", 0)
    return f"what_if.{assessment}.{turn}" if turn else f"what_if.{assessment}"


def follow(inputs: PlanInputs, plan: Roadmap, key: str) -> None:
    """Before the panel is read: what nobody moved stands where the kept plan has it now.

    The plan changes under an open page: a workbook comes back, somebody keeps another staffing. A
    slider left where it stood would be told as a trial, and keeping that would undo the change.
    """
    now: dict[str, float | list[str]] = {
        item.role: min(MOST, _people(inputs, item.role, item.people)) for item in plan.load
    }
    now["kept"] = [row.id for row in plan.rows if row.id not in inputs.dropped]
    stood = session.choice(f"{key}.stood", {})
    for part, value in now.items():
        held = session.choice(f"{key}.{part}")
        if held is None or (part in stood and _alike(held, stood[part])):
            session.keep(f"{key}.{part}", value)
        elif isinstance(held, list):  # one that is in the plan no more cannot be shown as chosen
            there = {row.id for row in plan.rows}
            session.keep(f"{key}.{part}", [item for item in held if item in there])
    session.keep(f"{key}.stood", now)


def _alike(held: float | list[str], stood: float | list[str]) -> bool:
    """Whether a widget holds what it stood at; pills in whatever order they were clicked."""
    if isinstance(held, list) and isinstance(stood, list):
        return sorted(held) == sorted(stood)
    return held == stood


def trial(inputs: PlanInputs, plan: Roadmap, key: str) -> PlanInputs:
    """The inputs as the panel stands now; untouched they are the kept ones."""
    capacity = dict(inputs.capacity)
    for item in plan.load:
        value = session.choice(f"{key}.{item.role}")
        if value is not None and value != min(MOST, _people(inputs, item.role, item.people)):
            capacity[item.role] = value
    chosen = session.choice(f"{key}.kept")
    known = [row.id for row in plan.rows]
    dropped = inputs.dropped if chosen is None else tuple(
        item for item in known if item not in chosen
    )  # fmt: skip
    forced = tuple(session.choice(f"{key}.added") or ())
    changes = {
        "capacity": capacity,
        "dropped": tuple(item for item in (*inputs.dropped, *dropped) if item not in forced)
        if chosen is not None or forced
        else inputs.dropped,
        "forced": (*inputs.forced, *(item for item in forced if item not in inputs.forced)),
        "capacity_changes": (*inputs.capacity_changes, *_joining(key)),
        "starts_on": inputs.starts_on | _moved(key),
    }
    return inputs.model_copy(update=changes)


def _joining(key: str) -> tuple[CapacityChange, ...]:
    """The change of staff that is tried, where role and day are chosen."""
    role, day = session.choice(f"{key}.join.role"), session.choice(f"{key}.join.day")
    try:
        people = typed(f"{key}.join.people")
    except Refused:  # the field says so itself
        people = None
    if not role or not isinstance(day, date) or people is None:
        return ()
    return (CapacityChange(role=role, start=day, people=people),)


def _moved(key: str) -> dict[str, date]:
    what, day = session.choice(f"{key}.move.what"), session.choice(f"{key}.move.day")
    return {what: day} if what and isinstance(day, date) else {}


def panel(
    store: Store, space: Workspace, pack: Pack, *, inputs: PlanInputs, plan: Roadmap, key: str
) -> None:
    """A slider a role that the plan needs, a pill an initiative, dates, Reset, Keep, and a name."""
    with st.container(border=True):
        st.subheader("What if", anchor=False)
        edited.choice(RACE)
        for item in plan.load:
            now = min(MOST, _people(inputs, item.role, item.people))
            _staff(f"{pack.role(item.role).name}, people", now, f"{key}.{item.role}")
        with st.expander("Initiatives in the plan"):
            _initiatives(pack, plan, key)
        with st.expander("Somebody joins, a date moves"):
            _dates(pack, plan, key)
        with st.container(horizontal=True):
            st.button("Reset", key=f"{key}.reset", on_click=_reset, args=(space, key))
            if may("plan kept"):
                st.button(
                    on_accent("Keep this plan"), type="primary", key=f"{key}.keep", on_click=_keep,
                    args=(store, space, inputs, plan, key),
                )  # fmt: skip
        _named(store, space, inputs, plan, key)
        note("Redrawn at once; nothing is kept until you say so." if may("plan kept") else
             "Redrawn at once, for your eyes; nothing is kept.")  # fmt: skip
        held = len(scenarios.scenarios(store, space.assessment.id))
        if held:
            st.markdown(f"[Compare {counted(held, 'scenario')} with the plan](#{COMPARED})")


def _staff(label: str, now: float, key: str) -> None:
    """A slider in quarters of a person, and to what is planned and where it stands."""
    quarters = {number / 4 for number in range(int(MOST * 4) + 1)}
    st.select_slider(
        label, sorted(quarters | {now, session.choice(key, now)}), key=key,
        format_func=lambda people: written(people, "g"),
    )  # fmt: skip


def _initiatives(pack: Pack, plan: Roadmap, key: str) -> None:
    titles = {item.id: item.title for item in pack.initiatives}
    st.pills(
        "Click to drop one", [row.id for row in plan.rows], selection_mode="multi",
        key=f"{key}.kept", format_func=lambda item: titles[item],
    )  # fmt: skip
    others = [name for name in titles if name not in {row.id for row in plan.rows}]
    st.multiselect(
        "Add one that the plan leaves out", others, key=f"{key}.added",
        format_func=lambda item: titles[item], placeholder="Choose",
    )  # fmt: skip


def _dates(pack: Pack, plan: Roadmap, key: str) -> None:
    names = {item.id: item.name for item in pack.roles}
    st.selectbox("Role", list(names), index=None, key=f"{key}.join.role",
                 format_func=lambda item: names[item], placeholder="Whose staff changes")  # fmt: skip
    st.date_input("From", None, key=f"{key}.join.day", format=typed_day())
    number_field(st, "People from then on", 0.0, 50.0, None, key=f"{key}.join.people")
    st.divider()
    titles = {row.id: row.title for row in plan.rows if not row.is_finished}
    st.selectbox("Initiative", list(titles), index=None, key=f"{key}.move.what",
                 format_func=lambda item: titles[item], placeholder="Which one moves")  # fmt: skip
    st.date_input("Starts on", None, key=f"{key}.move.day", format=typed_day())


@for_whoever_may("scenario kept")
def _named(store: Store, space: Workspace, inputs: PlanInputs, plan: Roadmap, key: str) -> None:
    with st.popover(
        "Keep as a scenario", icon=":material/bookmark_add:", key=f"{key}.popover",
        on_change="rerun",
    ):  # fmt: skip
        st.text_input("Name", key=f"{key}.name", max_chars=scenarios.NAME_LENGTH)
        st.button(
            on_accent("Keep it"), type="primary", key=f"{key}.keep_scenario",
            on_click=faults.said_at(key)(_keep_scenario), args=(store, space, inputs, plan, key),
        )  # fmt: skip
        faults.tell_at(key)


@for_whoever_may("plan kept", told="says who can work on it")
def ask_capacity(store: Store, space: Workspace, pack: Pack, inputs: PlanInputs) -> None:
    """Without people there is no plan worth drawing: ask first."""
    st.markdown(f":gray[Who can work on it? People per role; half a day a week is {shown(0.1)}.]")
    with st.form("plan.capacity"):
        columns = [column for _ in range(0, len(pack.roles), 4) for column in st.columns(4)]
        given = {
            role.id: number_field(
                column,
                role.name,
                0.0,
                50.0,
                _within(inputs.capacity.get(role.id)),
                key=f"plan.people.{space.assessment.id}.{role.id}",
                placeholder=f"{shown(0.5)} assumed",
            )
            for role, column in zip(pack.roles, columns, strict=False)
        }
        if st.form_submit_button(on_accent("Make the plan"), type="primary"):
            if not all_read(f"plan.people.{space.assessment.id}."):
                st.rerun()
            capacity = {role: value for role, value in given.items() if value is not None}
            if not capacity:
                st.error("Give at least one role’s people.")
                return
            kept = inputs.model_copy(update={"capacity": capacity})
            faults.attempt(planning.keep_plan, store, space.assessment.id, kept)
            st.rerun()


def _within(people: float | None) -> float | None:
    """What the field can hold of a figure that was given elsewhere."""
    return None if people is None else min(50.0, people)


def _people(inputs: PlanInputs, role: str, assumed: float) -> float:
    return inputs.capacity.get(role, assumed)


def _keep(store: Store, space: Workspace, inputs: PlanInputs, plan: Roadmap, key: str) -> None:
    wanted = trial(inputs, plan, key)
    kept = edited.save(
        RACE, planning.keep_plan, store, space.assessment.id, wanted, instead_of=inputs
    )
    if kept is not None:
        _reset(space, key)


def _keep_scenario(
    store: Store, space: Workspace, inputs: PlanInputs, plan: Roadmap, key: str
) -> None:
    name = str(session.choice(f"{key}.name") or "")
    wanted = trial(inputs, plan, key)
    kept = faults.attempt(scenarios.keep_scenario, store, space.assessment.id, name, wanted)
    if kept is not None:
        session.keep(f"{key}.popover", False)
        session.keep(f"{key}.name", "")
        st.toast(f"{plain(kept.name)} is kept. It can be compared below the plan.",
                 icon=":material/bookmark_added:")  # fmt: skip


def _reset(space: Workspace, key: str) -> None:
    session.forget_all(f"{key}.")
    turn = f"{_TURN}.{space.assessment.id}"
    session.keep(turn, session.choice(turn, 0) + 1)
