"""All assessments of all clients: a table of verdicts, and what blocks most often."""

import pandas as pd
import streamlit as st

from engagement import opening
from engagement.model import Workspace
from engagement.overview import Line, Overview, overview
from engagement.store import Store
from ui import session
from ui.components import frame
from ui.components.note import note, on_accent
from ui.components.wording import VERDICT_WORDS, counted, percent

AT_ONCE = 25
"""More are judged only when asked for: each takes a moment."""


def render(store: Store, _space: Workspace) -> None:
    """Judged at once where there are few, else on request; what was judged stays on the page."""
    if session.forget("overview.open"):
        st.switch_page("ui/pages/judge.py")
    st.header("All assessments", anchor=False)
    total = len(opening.workspaces(store))
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
    if total > AT_ONCE and st.button("Judge again", icon=":material/refresh:"):
        session.forget("overview.held")
        st.rerun()


def _show(held: Overview) -> None:
    told = " · ".join(f"{count} {VERDICT_WORDS[item]}" for item, count in held.verdicts.items())
    st.markdown(f"{counted(len(held.lines), 'assessment')}. {told}")
    left, right = st.columns([2.4, 1], gap="large")
    with left:
        st.dataframe(
            pd.DataFrame([_row(line) for line in held.lines]), hide_index=True, key="overview.lines",
            on_select=lambda: _open(held), selection_mode="single-row",
        )  # fmt: skip
        note("Index on 0 to 100. Tick a row at its left to open that assessment.")
    with right:
        st.subheader("What blocks most", anchor=False)
        rows = [{"Capability": name, "Assessments": count} for name, count in held.common[:10]]
        if rows:
            st.dataframe(pd.DataFrame(rows), hide_index=True)
        else:
            note("Nothing blocks, or nothing was judged yet.")


def _open(held: Overview) -> None:
    """Put the ticked assessment on screen; the page that follows is its judgement."""
    chosen = session.choice("overview.lines", {}).get("selection", {}).get("rows", [])
    if chosen:
        session.go(assessment=held.lines[chosen[0]].assessment)
        session.keep("overview.open", True)


def _row(line: Line) -> dict[str, object]:
    without = line.said or "No verdict at this depth"
    verdict = VERDICT_WORDS[line.verdict] if line.verdict else without
    return {
        "Client": line.client, "Use case": line.use_case,
        "Verdict": f"{verdict}, provisional" if line.provisional and line.verdict else verdict,
        "Index": None if line.index is None else round(25 * (line.index - 1)),
        "Confidence": "" if line.confidence is None else percent(line.confidence),
        "Coverage": percent(line.coverage), "Blockers": len(line.blockers), "Began": line.day,
        "Pack": line.pack,
    }  # fmt: skip


if __name__ == "__main__":
    frame.show(render)
