"""All clients at once: verdict, three gaps, coverage, when last looked, what is due; and what blocks."""

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from engagement import workspaces
from engagement.model import Workspace
from engagement.outside import clock
from engagement.portfolio.overview import Line, Overview, overview
from engagement.store import Store
from ui import session
from ui.components import frame
from ui.components.amounts import Amounts
from ui.components.note import note, on_accent
from ui.components.over_time import over_time
from ui.components.wording import SHAPES, VERDICT_WORDS, count, counted, verdict_mark
from ui.manner import shown_day

AT_ONCE = 25
"""More are judged only when asked for: each takes a moment."""

LEVEL = Amounts("Level", ".1f")


def render(store: Store, _space: Workspace) -> None:
    """Judged at once where there are few, else on request; what was judged stays on the page."""
    if session.forget("overview.open"):
        st.switch_page("ui/pages/judge.py")
    st.header("All assessments", anchor=False)
    total = len(workspaces.workspaces(store))
    held = session.choice("overview.held", None)
    if total > AT_ONCE and held is None:
        note("The newest assessment of each use case is judged; a thousand take a minute or so.")
        if not st.button(on_accent(f"Judge all {total}"), type="primary"):
            return
    if held is None or total <= AT_ONCE:
        bar = st.progress(0.0, "Judging …") if total > AT_ONCE else None
        held = overview(
            store, tell=lambda done: bar and bar.progress(min(1.0, done / max(1, total)))
        )
        session.keep("overview.held", held)
        if bar:
            bar.empty()
    _show(held)
    over_time(store, _several(store))
    if total > AT_ONCE and st.button("Judge again", icon=":material/refresh:"):
        session.forget("overview.held")
        st.rerun()


def _show(held: Overview) -> None:
    clients = len({line.client for line in held.lines})
    late = sum(item.is_over(clock.now()) for line in held.lines for item in line.due)
    told = [f"{verdict_mark(item)} {number}" for item, number in held.verdicts.items()]
    if late:
        told.append(f":orange[:material/schedule: {late} past their day]")
    st.markdown(
        f"{counted(len(held.lines), 'assessment')} of {counted(clients, 'client')}. "
        + " · ".join(told)
    )
    st.dataframe(
        pd.DataFrame([_row(line) for line in held.lines]), hide_index=True, key="overview.lines",
        on_select=lambda: _open(held), selection_mode="single-cell", column_config=_columns(held),
        height=min(640, 38 + 36 * max(1, len(held.lines))), row_height=36, placeholder="–",
        alt="Assessments with verdict, gaps, coverage, blockers and what is due",
    )  # fmt: skip
    note("One click opens an assessment; a column's head sorts. Gaps are levels from 1 to 5.")
    _blocking(held)


def _several(store: Store) -> dict[str, str]:
    """Clients with more than one use case, id -> name."""
    places = {item.use_case.id: item.client for item in workspaces.workspaces(store)}
    counted = Counter(client.id for client in places.values())
    return {item.id: item.name for item in places.values() if counted[item.id] > 1}


def _blocking(held: Overview) -> None:
    st.subheader("What blocks most", anchor=False)
    if not held.common:
        note("Nothing blocks, or nothing was judged yet.")
        return
    for name, number in held.common[:5]:
        where = "assessment" if number == 1 else "assessments"
        st.markdown(f"**{name}**  \n:small[:gray[in {count(number)} {where}]]")


def _open(held: Overview) -> None:
    """Put the assessment of the cell on screen; the page that follows is its judgement."""
    chosen = session.choice("overview.lines", {}).get("selection", {}).get("cells", [])
    if chosen:
        session.go(assessment=held.lines[chosen[0][0]].assessment)
        session.keep("overview.open", True)


def _columns(held: Overview) -> dict[str, Any]:
    gaps = {name: LEVEL.config(90) for line in held.lines for name in line.gaps}
    return gaps | {
        "Client": st.column_config.TextColumn(width=150, pinned=True),
        "Verdict": st.column_config.TextColumn(width=175),
        "Use case": st.column_config.TextColumn(width=160),
        "Blockers": st.column_config.NumberColumn(width=70),
        "What is due": st.column_config.TextColumn(width=220),
        "Coverage": st.column_config.ProgressColumn(
            format="%.0f %%", min_value=0, max_value=100, width=100
        ),
        "Last looked": st.column_config.DateColumn(format=shown_day(), width=95),
        "Due next": st.column_config.DateColumn(format=shown_day(), width=95),
    }


def _row(line: Line) -> dict[str, object]:
    first = line.due[0] if line.due else None
    return {
        "Client": line.client, "Verdict": _verdict(line), "Use case": line.use_case,
        **{name: LEVEL.cell(level) for name, level in line.gaps.items()},
        "Coverage": 100 * line.coverage, "Blockers": len(line.blockers),
        "Last looked": line.looked.date() if line.looked else None,
        "Due next": first.day if first else None, "What is due": _due(line),
        "Began": line.day, "Pack": line.pack,
    }  # fmt: skip


def _verdict(line: Line) -> str:
    if line.verdict is None:
        return line.said or "No verdict at this depth"
    words = f"{SHAPES[line.verdict]} {VERDICT_WORDS[line.verdict]}"
    return f"{words}, provisional" if line.provisional else words


def _due(line: Line) -> str:
    if not line.due:
        return ""
    late = "late: " if line.due[0].is_over(clock.now()) else ""
    more = f", and {len(line.due) - 1} more" if len(line.due) > 1 else ""
    return f"{late}{line.due[0].what}{more}"


if __name__ == "__main__":
    frame.show(render)
