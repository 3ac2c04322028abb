"""The client's people, rates and freezes as tables that can be edited."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from content.model import Pack
from engagement.model import Client
from scoring.roadmap_model import Freeze
from ui.components.note import note
from ui.manner import shown_day


def people(client: Client, pack: Pack, key: str) -> pd.DataFrame:
    """One row a role: people who can work on it, and what a person-week costs."""
    st.markdown("**People and rates**")
    note("How many people of each role can work on the plan. Without rates it is in person-weeks.")
    rows = {
        "Role": [role.name for role in pack.roles],
        "People": [client.capacity.get(role.id) for role in pack.roles],
        "Rate per person-week": [client.rates.get(role.id) for role in pack.roles],
    }
    number = st.column_config.NumberColumn
    return st.data_editor(
        pd.DataFrame(rows).astype({"People": "Float64", "Rate per person-week": "Float64"}),
        hide_index=True, disabled=["Role"], key=f"{key}.people",
        alt="People and rates by role",
        column_config={
            "People": number(min_value=0, max_value=100, step=0.1),
            "Rate per person-week": number(min_value=0, step=1),
        },
    )  # fmt: skip


def people_told(client: Client, pack: Pack) -> list[dict[str, object]]:
    """The same to read: only the roles of which something is stated."""
    return [
        {"Role": role.name, "People": client.capacity.get(role.id),
         f"Rate per person-week, {client.currency}": client.rates.get(role.id)}
        for role in pack.roles if role.id in client.capacity or role.id in client.rates
    ]  # fmt: skip


def people_read(table: pd.DataFrame, pack: Pack) -> dict[str, dict[str, float]]:
    """The table back as ``capacity`` and ``rates`` by role id; an empty cell is *not stated*."""

    def column(name: str) -> dict[str, float]:
        values = zip(pack.roles, table[name], strict=True)
        return {role.id: float(value) for role, value in values if not pd.isna(value)}

    return {"capacity": column("People"), "rates": column("Rate per person-week")}


def freezes(client: Client, key: str) -> pd.DataFrame:
    """Days on which nothing may change, such as a trading freeze."""
    st.markdown("**Freezes**")
    rows = [item.model_dump() for item in client.freezes]
    frame = pd.DataFrame(rows, columns=["name", "start", "end"])
    frame = frame.astype({"name": "string", "start": "datetime64[ns]", "end": "datetime64[ns]"})
    day = partial(st.column_config.DateColumn, format=shown_day())
    return st.data_editor(
        frame, hide_index=True, num_rows="dynamic", key=f"{key}.freezes", alt="Freezes",
        column_config={"name": "Name", "start": day("First day"), "end": day("Last day")},
    )  # fmt: skip


def freezes_read(table: pd.DataFrame) -> tuple[Freeze, ...]:
    """The complete rows of the table; a row without a day is left out."""
    whole = table.dropna(subset=["start", "end"])
    return tuple(_freeze(*row) for row in whole[["name", "start", "end"]].itertuples(index=False))


def _freeze(name: Any, start: Any, end: Any) -> Freeze:
    first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
    return Freeze(name="Freeze" if pd.isna(name) else str(name), start=first, end=last)
