"""The plan as tables: owners, status and effort to edit, every exit criterion with its link."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from content.model import Pack
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.plans import plan_items
from engagement.plans.planning import PlanItem
from engagement.store import Store
from reports.plan_words import set_by_planner
from reports.proof_words import STANDING_WORDS, proof_of, standing
from reports.quantities import target_of
from scoring.roadmap_model import PlanInputs, PlannedCondition, PlannedInitiative, Roadmap, Status
from ui import faults, session
from ui.components import edited
from ui.components.amounts import Amounts
from ui.components.charts.roadmap import now_of
from ui.components.note import note
from ui.components.permitted import for_whoever_may, may, tell_who_may
from ui.components.wording import day, moment
from ui.manner import shown_day

Row = dict[str, Any]
DATES = {"Not before": "earliest", "Starts on": "starts_on", "Ends by": "end_by"}
EFFORTS = {
    Amounts(name, ".1f", 0.1, None, 0.1): field
    for name, field in {
        "Low": "effort_low", "Person-weeks": "effort_mid", "High": "effort_high",
    }.items()
}  # fmt: skip
STATUS = {
    Status.PLANNED: "Planned", Status.CAN_START: "Can start", Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done", Status.PROVED: "Proved", Status.DROPPED: "Dropped",
}  # fmt: skip


def owners(store: Store, space: Workspace, plan: Roadmap, pack: Pack, inputs: PlanInputs) -> None:
    """Who does it, how far it is, how much it takes, when; saved together, and kept as entered."""
    st.subheader("Owners, status, effort and dates", anchor=False)
    now = [_editable(row, pack, inputs) for row in plan.rows]
    if not may("plan item changed"):
        st.dataframe(
            pd.DataFrame(now),
            hide_index=True,
            column_config={"id": None},
            alt="Owners, status, effort and dates by initiative",
        )
        tell_who_may("changes the plan", "plan item changed")
        return
    _edit(store, space, plan, now)


def _edit(store: Store, space: Workspace, plan: Roadmap, now: list[Row]) -> None:
    rows, items = _began(store, space, now)
    for row in rows:
        edited.choice(_race(space, str(row["id"])))
    frame = pd.DataFrame(rows)
    column = st.column_config
    table = st.data_editor(
        # Edits are kept by place: a table whose rows have moved is another table.
        frame, hide_index=True, placeholder="", key=f"plan.owners.{hash(str(rows))}",
        alt="Owners, status, effort and dates by initiative",
        disabled=["Initiative", "Lead role", "Proof", "Work ends", "Proved by", "Set by planner"],
        column_config={
            "id": None, "Owner": column.TextColumn(max_chars=120),
            "Status": column.SelectboxColumn(
                options=_settable(rows), required=True, help="Proved follows from what was read",
            ),
            "Done": column.NumberColumn(
                min_value=0, max_value=100, step=5, format="%d %%",
                help="As somebody says; dates follow from status and effort",
            ),
            **{effort.name: effort.config() for effort in EFFORTS},
            "Not before": column.DateColumn(format=shown_day()),
            "Starts on": column.DateColumn(format=shown_day(), help="Whatever stands in its way"),
            "Ends by": column.DateColumn(format=shown_day(), help="A date that has to be kept"),
        },
    )  # fmt: skip
    with st.container(horizontal=True):
        saved = st.button("Save the table", key="plan.owners.save")
        back_to_computed(store, space, plan)
    if saved:
        for before, after in zip(rows, table.to_dict("records"), strict=True):
            _save(store, space, before, {str(name): after[name] for name in after}, items)
        session.forget(_table(space))
        st.rerun()


def criteria(plan: Roadmap, sources: dict[str, str]) -> None:
    """Every condition of every exit criterion: now, target, state, where it was read."""
    with st.expander("Every exit criterion as a table"):
        rows = [
            {
                "Initiative": row.title, "Condition": item.text, "Now": now_of(item),
                "Target": target_of(item) if item.metric else "attested", "Window": item.window,
                "Proof": _proof(row, item),
                "Read": moment(item.reading.read_at) if item.reading else item.note,
                "Source": sources.get(item.source, item.source),
                "Link": item.reading.url if item.reading and item.reading.url else None,
            }
            for row in plan.rows for item in row.conditions
        ]  # fmt: skip
        link = st.column_config.LinkColumn(display_text="open")
        st.dataframe(
            rows, hide_index=True, column_config={"Link": link}, alt="Exit criteria of the plan"
        )
        note("Not read is never counted as not met.")


def _settable(rows: list[Row]) -> list[str]:
    """The states that a planner sets; *proved* only where a row stands so."""
    held = {str(row["Status"]) for row in rows}
    return [word for key, word in STATUS.items() if key is not Status.PROVED or word in held]


def _proof(row: PlannedInitiative, item: PlannedCondition) -> str:
    held = row.proof.condition(item.id) if row.proof else None
    return proof_of(held) if held else ""


def _editable(row: PlannedInitiative, pack: Pack, inputs: PlanInputs) -> dict[str, Any]:
    low, middle, high = (
        effort.cell(round(value, 1))
        for effort, value in zip(
            EFFORTS, (row.effort_low, row.effort_mid, row.effort_high), strict=True
        )
    )
    return {
        "id": row.id, "Initiative": row.title, "Lead role": pack.role(row.lead_role).name,
        "Owner": row.owner, "Status": STATUS[row.status],
        "Proof": STANDING_WORDS[standing(row)],
        "Done": None if row.done is None else round(100 * row.done),
        "Low": low, "Person-weeks": middle, "High": high,
        "Not before": inputs.earliest.get(row.id), "Starts on": inputs.starts_on.get(row.id),
        "Ends by": inputs.end_by.get(row.id), "Work ends": day(row.p50),
        "Proved by": day(row.proof_end), "Set by planner": ", ".join(row.edited),
    }  # fmt: skip


def _began(store: Store, space: Workspace, now: list[Row]) -> tuple[list[Row], dict[str, PlanItem]]:
    """The rows that the table was filled with, and what was decided then.

    They stay while cells are changed and not saved: a table with other rows would drop those.
    """
    kept: tuple[list[Row], dict[str, PlanItem]] | None = session.choice(_table(space))
    if kept is not None and kept[0] != now and _touched(kept[0]):
        st.info("The plan was changed by somebody else. What you changed in the table stands; save "
                "it, or show theirs first.", icon=":material/group:")  # fmt: skip
        st.button("Show theirs in the table", key="plan.owners.theirs", on_click=session.forget,
                  args=(_table(space),))  # fmt: skip
        return kept
    fresh = (now, plan_items.items(store, space.assessment.id))
    session.keep(_table(space), fresh)
    return fresh


def _touched(rows: list[Row]) -> bool:
    """Whether a cell of the table with these rows was changed and not saved."""
    state = session.choice(f"plan.owners.{hash(str(rows))}") or {}
    return bool(state.get("edited_rows"))


def _table(space: Workspace) -> str:
    return f"plan.owners.began.{space.assessment.id}"


def _race(space: Workspace, initiative: str) -> str:
    return f"plan.item.{space.assessment.id}.{initiative}"


def _save(
    store: Store, space: Workspace, before: Row, after: Row, items: dict[str, PlanItem]
) -> None:
    try:
        changes, emptied = _figures(before, after)
    except Refused as refused:
        faults.refuse(f"{before['Initiative']}: {refused.sentence}")
        return
    if after["Owner"] != before["Owner"]:
        changes["owner"] = str(after["Owner"] or "")
    if after["Status"] != before["Status"]:
        changes["status"] = next(key for key, name in STATUS.items() if name == after["Status"])
    for column, name in DATES.items():
        wanted: date | None = None if pd.isna(after[column]) else pd.Timestamp(after[column]).date()
        if wanted is None and before[column] is not None:
            emptied.append(name)
        elif wanted != before[column]:
            changes[name] = wanted
    if changes or emptied:
        key = space.assessment.id
        began = items.get(before["id"]) or PlanItem(initiative=before["id"])
        edited.save(
            _race(space, before["id"]), _change, store, key, before["id"],
            changes | {"emptied": emptied, "instead_of": began},
        )  # fmt: skip


def _figures(before: Row, after: Row) -> tuple[Row, list[str]]:
    """Efforts and the share done that differ, and those that were emptied."""
    changes: Row = {
        name: value
        for effort, name in EFFORTS.items()
        if after[effort.name] != before[effort.name]
        and (value := effort.read(after[effort.name])) is not None
    }
    if pd.isna(after["Done"]):
        return changes, [] if before["Done"] is None else ["done"]
    if after["Done"] != before["Done"]:
        changes["done"] = float(after["Done"]) / 100
    return changes, []


def _change(
    store: Store, assessment: str, initiative: str, changes: Row, *, over: bool = False
) -> PlanItem:
    return plan_items.set_item(store, assessment, initiative, **changes, over=over)


@for_whoever_may("plan item cleared")
def back_to_computed(store: Store, space: Workspace, plan: Roadmap) -> None:
    """Take back what a planner set: the computed values count again."""
    edited = {row.id: row for row in plan.rows if row.edited}
    if not edited:
        return
    with st.popover("Back to computed", icon=":material/undo:"):
        name = st.selectbox("Initiative", list(edited), key="plan.undo.what",
                            format_func=lambda item: edited[item].title)  # fmt: skip
        if name:
            note(f"{set_by_planner(edited[name])}. All of it goes back to what is computed.")
        if st.button("Take it back", key="plan.undo") and name:
            with faults.said_at("plan.undo"):
                faults.attempt(plan_items.clear_item, store, space.assessment.id, name)
            st.rerun()
        faults.tell_at("plan.undo")
