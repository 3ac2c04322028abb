"""Dated duties and changes of staff: two tables to fill in, saved together."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from content.model import Pack
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.plans import planning
from engagement.store import Store
from scoring.roadmap_model import CapacityChange, Duty, PlanInputs
from ui.components import edited
from ui.components.amounts import Amounts
from ui.components.note import note
from ui.components.permitted import for_whoever_may
from ui.components.what_if import RACE
from ui.manner import shown_day

GATE = "The gate"
COST = Amounts("Cost a quarter", help="While it is late; may stay empty")
PEOPLE = Amounts("People", step=0.25)


@for_whoever_may("plan kept")
def terms(store: Store, space: Workspace, pack: Pack, inputs: PlanInputs) -> None:
    """What is owed by a day, and whose staff changes when; saved, they are part of the plan."""
    with st.expander("Dated duties and changes of staff"):
        note("A duty is owed by law or contract: its date comes before the gate.")
        duties = _duties(pack, inputs)
        changes = _changes(pack, inputs)
        if st.button("Save duties and staff", key="plan.terms.save"):
            try:
                wanted = _wanted(pack, inputs, duties, changes)
            except Refused as refused:
                st.error(refused.sentence)
                return
            if wanted is None:
                st.error("Give each duty a name and a day, each change a role, a day and people.")
                return
            edited.save(
                RACE, planning.keep_plan, store, space.assessment.id, wanted, instead_of=inputs
            )
            st.rerun()


def _duties(pack: Pack, inputs: PlanInputs) -> pd.DataFrame:
    titles = {item.id: item.title for item in pack.initiatives}
    rows = [
        (d.name, d.due, titles.get(d.initiative, GATE), COST.cell(d.cost)) for d in inputs.duties
    ]
    frame = pd.DataFrame(rows, columns=["Duty", "Due", "Of", COST.name])
    frame = frame.astype({"Duty": "string", "Of": "string", COST.name: COST.kind()})
    frame["Due"] = pd.to_datetime(frame["Due"])
    column = st.column_config
    edited: pd.DataFrame = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, placeholder="", key=f"plan.duties.{hash(str(rows))}",
        alt="Duties with their days",
        column_config={
            "Duty": column.TextColumn(max_chars=120), "Due": column.DateColumn(format=shown_day()),
            "Of": column.SelectboxColumn(options=[GATE, *titles.values()], default=GATE),
            COST.name: COST.config(),
        },
    )  # fmt: skip
    return edited


def _changes(pack: Pack, inputs: PlanInputs) -> pd.DataFrame:
    names = {role.id: role.name for role in pack.roles}
    rows = [(names[c.role], c.start, c.end, PEOPLE.cell(c.people)) for c in inputs.capacity_changes]
    frame = pd.DataFrame(rows, columns=["Role", "From", "Until", "People"])
    frame = frame.astype({"Role": "string", PEOPLE.name: PEOPLE.kind()})
    for name in ("From", "Until"):
        frame[name] = pd.to_datetime(frame[name])
    column = st.column_config
    edited: pd.DataFrame = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, placeholder="", key=f"plan.staff.{hash(str(rows))}",
        alt="People who join or leave, by role",
        column_config={
            "Role": column.SelectboxColumn(options=list(names.values())),
            "From": column.DateColumn(format=shown_day()),
            "Until": column.DateColumn(format=shown_day(), help="Empty: for good"),
            PEOPLE.name: PEOPLE.config(),
        },
    )  # fmt: skip
    return edited


def _wanted(
    pack: Pack, inputs: PlanInputs, duties: pd.DataFrame, changes: pd.DataFrame
) -> PlanInputs | None:
    """The inputs with both tables; ``None`` where a row lacks what it needs."""
    ids = {item.title: item.id for item in pack.initiatives}
    roles = {role.name: role.id for role in pack.roles}
    made, staff = [], []
    for row in duties.to_dict("records"):
        if _empty(row["Duty"]) or _empty(row["Due"]):
            return None
        cost = COST.read(row[COST.name])
        of = ids.get(str(row["Of"]), "")
        made.append(Duty(name=str(row["Duty"]), due=_day(row["Due"]), initiative=of, cost=cost))
    for row in changes.to_dict("records"):
        people = PEOPLE.read(row[PEOPLE.name])
        if _empty(row["Role"]) or _empty(row["From"]) or people is None:
            return None
        end = None if _empty(row["Until"]) else _day(row["Until"])
        staff.append(CapacityChange(
            role=roles[str(row["Role"])], start=_day(row["From"]), end=end,
            people=people,
        ))  # fmt: skip
    return inputs.model_copy(update={"duties": tuple(made), "capacity_changes": tuple(staff)})


def _empty(value: Any) -> bool:
    return bool(pd.isna(value)) or value == ""


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()
