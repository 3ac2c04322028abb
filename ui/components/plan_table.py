"""The plan as tables: owners, status and effort to edit, every exit criterion with its link."""

from typing import Any

import pandas as pd
import streamlit as st

from content.model import Pack
from engagement import planning
from engagement.model import Workspace
from engagement.store import Store
from scoring.roadmap_model import PlannedInitiative, Roadmap, Status
from ui import faults
from ui.components.charts.roadmap import now_of
from ui.components.note import note
from ui.components.wording import day

STATUS = {
    Status.PLANNED: "Planned", Status.CAN_START: "Can start", Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done", Status.PROVED: "Proved", Status.DROPPED: "Dropped",
}  # fmt: skip


def owners(store: Store, space: Workspace, plan: Roadmap, pack: Pack) -> None:
    """Who does it, how far it is, how much it takes; saved together."""
    st.subheader("Owners, status and effort", anchor=False)
    rows = [_editable(row, pack) for row in plan.rows]
    frame = pd.DataFrame(rows)
    column = st.column_config
    edited = st.data_editor(
        frame, hide_index=True, key="plan.owners",
        disabled=["Initiative", "Lead role", "Work ends", "Proved by"],
        column_config={
            "id": None, "Owner": column.TextColumn(max_chars=120),
            "Status": column.SelectboxColumn(options=list(STATUS.values()), required=True),
            "Person-weeks": column.NumberColumn(min_value=0.1, step=0.1, format="%.1f"),
            "Not before": column.DateColumn(),
        },
    )  # fmt: skip
    if st.button("Save the table", key="plan.owners.save"):
        for before, after in zip(rows, edited.to_dict("records"), strict=True):
            _save(store, space, before, {str(name): value for name, value in after.items()})
        st.rerun()


def criteria(plan: Roadmap, sources: dict[str, str]) -> None:
    """Every condition of every exit criterion: now, target, state, where it was read."""
    with st.expander("Every exit criterion as a table"):
        rows = [
            {
                "Initiative": row.title, "Condition": item.text, "Now": now_of(item),
                "Target": item.target or "attested", "Window": item.window,
                "Read": f"{item.reading.read_at:%d %b %Y %H:%M} UTC" if item.reading else item.note,
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


def _editable(row: PlannedInitiative, pack: Pack) -> dict[str, Any]:
    return {
        "id": row.id, "Initiative": row.title, "Lead role": pack.role(row.lead_role).name,
        "Owner": row.owner, "Status": STATUS[row.status], "Person-weeks": round(row.effort_mid, 1),
        "Not before": None, "Work ends": day(row.p50), "Proved by": day(row.proof_end),
    }  # fmt: skip


def _save(store: Store, space: Workspace, before: dict[str, Any], after: dict[str, Any]) -> None:
    changes: dict[str, Any] = {}
    if after["Owner"] != before["Owner"]:
        changes["owner"] = str(after["Owner"] or "")
    if after["Status"] != before["Status"]:
        changes["status"] = next(key for key, name in STATUS.items() if name == after["Status"])
    if after["Person-weeks"] != before["Person-weeks"] and not pd.isna(after["Person-weeks"]):
        changes["effort_mid"] = float(after["Person-weeks"])
    if not pd.isna(after["Not before"]) and after["Not before"] is not None:
        changes["earliest"] = pd.Timestamp(after["Not before"]).date()
    if changes:
        faults.attempt(planning.set_item, store, space.assessment.id, before["id"], **changes)
