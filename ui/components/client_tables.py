"""The client's people, rates and freezes as tables that can be edited."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from content.model import Pack
from engagement.model import Client
from scoring.roadmap_model import Freeze
from ui import session
from ui.components.amounts import Amounts
from ui.components.note import note
from ui.manner import shown_day

PEOPLE = Amounts("People", most=100, step=0.1)
RATE = Amounts("Rate per person-week")


def people(client: Client, now: Client, pack: Pack, key: str) -> pd.DataFrame:
    """One row a role: people who can work on it, and what a person-week costs.

    A table in which no cell was changed shows what stands ``now``.
    """
    st.markdown("**People and rates**")
    note("How many people of each role can work on the plan. Without rates it is in person-weeks.")
    base = _untouched(now, client, f"{key}.people", lambda one: (one.capacity, one.rates))
    rows = {
        "Role": [role.name for role in pack.roles],
        PEOPLE.name: [PEOPLE.cell(base.capacity.get(role.id)) for role in pack.roles],
        RATE.name: [RATE.cell(base.rates.get(role.id)) for role in pack.roles],
    }
    return st.data_editor(
        pd.DataFrame(rows).astype({PEOPLE.name: PEOPLE.kind(), RATE.name: RATE.kind()}),
        hide_index=True, disabled=["Role"], placeholder="", alt="People and rates by role",
        key=_key(f"{key}.people", (base.capacity, base.rates)),
        column_config={PEOPLE.name: PEOPLE.config(), RATE.name: RATE.config()},
    )  # fmt: skip


def people_read(table: pd.DataFrame, pack: Pack) -> dict[str, dict[str, float]]:
    """The table back as ``capacity`` and ``rates`` by role id; an empty cell is *not stated*."""

    def column(of: Amounts) -> dict[str, float]:
        cells = zip(pack.roles, table[of.name], strict=True)
        values = ((role.id, of.read(cell)) for role, cell in cells)
        return {role: value for role, value in values if value is not None}

    return {"capacity": column(PEOPLE), "rates": column(RATE)}


def _untouched(now: Client, began: Client, key: str, of: Callable[[Client], Any]) -> Client:
    """What a table is filled from: what stands now, unless cells of it were changed."""
    state = session.choice(_key(key, of(began))) or {}
    return began if any(state.values()) else now


def _key(key: str, filled: Any) -> str:
    # Edits are kept by place: a table with other rows is another table.
    return f"{key}.{hash(str(filled))}"


def columns_told(client: Client) -> dict[str, Amounts]:
    """The columns with figures of the table to read, by their names."""
    return {PEOPLE.name: PEOPLE, f"{RATE.name}, {client.currency}": RATE}


def people_told(client: Client, pack: Pack) -> list[dict[str, object]]:
    """The same to read: only the roles of which something is stated."""
    people, rate = columns_told(client)
    return [
        {"Role": role.name, people: PEOPLE.cell(client.capacity.get(role.id)),
         rate: RATE.cell(client.rates.get(role.id))}
        for role in pack.roles if role.id in client.capacity or role.id in client.rates
    ]  # fmt: skip


def freezes(client: Client, now: Client, key: str) -> tuple[Freeze, ...]:
    """Days on which nothing may change, such as a trading freeze; a row without a day is left out."""
    st.markdown("**Freezes**")
    base = _untouched(now, client, f"{key}.freezes", lambda one: one.freezes)
    rows = [item.model_dump() for item in base.freezes]
    frame = pd.DataFrame(rows, columns=["name", "start", "end"])
    frame = frame.astype({"name": "string", "start": "datetime64[ns]", "end": "datetime64[ns]"})
    day = partial(st.column_config.DateColumn, format=shown_day())
    table = st.data_editor(
        frame, hide_index=True, num_rows="dynamic", placeholder="",
        key=_key(f"{key}.freezes", base.freezes),
        alt="Freezes",
        column_config={"name": "Name", "start": day("First day"), "end": day("Last day")},
    )  # fmt: skip
    whole = table.dropna(subset=["start", "end"])
    return tuple(_freeze(*row) for row in whole[["name", "start", "end"]].itertuples(index=False))


def _freeze(name: Any, start: Any, end: Any) -> Freeze:
    first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
    return Freeze(name="Freeze" if pd.isna(name) else str(name), start=first, end=last)
