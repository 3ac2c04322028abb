"""Looking back over all clients: the heat map by quarter, and what the first use case built for the next."""

import pandas as pd
import streamlit as st

from engagement.portfolio import over_time as kept
from engagement.store import Store
from reports.over_time_words import beside, headline, result, shared_from, shared_title, weeks
from scoring.over_time import OverTime
from scoring.shared_work import SharedWork
from ui.components import frame
from ui.components.charts.quarters import by_quarter, described
from ui.components.note import note
from ui.components.wording import SHAPES, VERDICT_WORDS, plain

AT_ONCE = 12
"""Rows that are drawn; the table holds all of them."""

_SHAPES = ", ".join(f"{shape} {VERDICT_WORDS[item].lower()}" for item, shape in SHAPES.items())

_LEGEND = (
    f"Shade and figure: the overall index, level 1 to 5. {_SHAPES}. A line joins results that "
    "compare; ≠ stands before one that does not, as the questions or the rules of scoring were "
    "another version. An empty cell: nothing was frozen."
)


def over_time(store: Store, clients: dict[str, str]) -> None:
    """The snapshots by quarter; ``clients`` are those with several use cases, id -> name."""
    held = kept.over_time(store)
    st.subheader("Over time", anchor=False)
    if not held.courses:
        note("No snapshot yet. Each one that is taken on Track stands here in its quarter.")
    else:
        _map(held)
    if clients:
        _shared(store, clients)


def _map(held: OverTime) -> None:
    drawn = held.model_copy(update={"courses": held.courses[:AT_ONCE]})
    st.markdown(plain(f"{headline(held)}, as they were frozen."))
    st.vega_lite_chart(
        spec=by_quarter(drawn, frame.colours()), theme=None, alt=described(drawn),
        key="overview.quarters",
    )  # fmt: skip
    more = len(held.courses) - len(drawn.courses)
    note(f"{_LEGEND} {more} more are in the table." if more else _LEGEND)
    with st.expander("The same as a table"):
        st.dataframe(
            pd.DataFrame(_rows(held)), hide_index=True, key="overview.quarters.table",
            alt="Frozen results by use case and quarter",
        )  # fmt: skip


def _rows(held: OverTime) -> list[dict[str, str | int]]:
    return [
        {
            "Client": course.client, "Use case": course.use_case, "Quarter": cell.quarter.name,
            "Index and verdict": result(cell), "Compares with the one before": beside(cell),
            "Pack": f"{cell.held.pack.id} {cell.held.pack.version}", "Rules": cell.held.scoring,
            "Taken": cell.taken,
        }
        for course in held.courses
        for cell in course.cells
    ]  # fmt: skip


def _shared(store: Store, clients: dict[str, str]) -> None:
    st.subheader("What the first use case built for the next", anchor=False)
    chosen = next(iter(clients))
    if len(clients) > 1:
        chosen = st.selectbox(
            "Client", list(clients), format_func=clients.__getitem__, key="overview.shared"
        )
    rows = kept.shared(store, chosen)
    st.markdown(plain(f"{shared_title(rows)}."))
    st.dataframe(
        pd.DataFrame([_work(place, row) for place, row in enumerate(rows, 1)]), hide_index=True,
        key="overview.shared.table", alt="Person-weeks of the first three use cases",
    )  # fmt: skip
    note(plain(shared_from(rows)))


def _work(place: int, row: SharedWork) -> dict[str, str | int]:
    return {
        "Place": place, "Use case": row.name, "Whole plan": weeks(row.planned),
        "Said to be done": weeks(row.done), "An earlier one builds": weeks(row.built),
        "Its own": weeks(row.own), "Later ones take over": weeks(row.reused),
    }  # fmt: skip
