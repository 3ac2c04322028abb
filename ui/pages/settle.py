"""Settle: what waits for a person, one after the other."""

from datetime import UTC, datetime

import streamlit as st

from content.questionnaire import Questionnaire
from engagement import collecting, conflicts
from engagement.model import Workspace
from engagement.store import Store
from reports.resolutions import headline
from ui.components import frame
from ui.components.me import ask_me
from ui.components.run_bar import run_bar
from ui.components.settle_conflicts import settle_conflicts
from ui.components.wording import plain


def render(store: Store, space: Workspace) -> None:
    """The headline counts what is open; below it the list and the chosen one."""
    pack = frame.pack(store, space)
    frame.first_line(space, "Saved with the click. Everything that was settled stays as history.")
    held = conflicts.conflicts(store, space.assessment.id)
    back, left, right = st.columns([0.38, 3, 1.2], vertical_alignment="bottom")
    back.page_link("ui/pages/judge.py", label="Judge", icon=":material/arrow_back:")
    left.header(headline(held, datetime.now(UTC).date()), anchor=False)
    with right:
        ask_me()
    if collecting.looking(store, space.assessment.id):
        run_bar(store, space, collecting.findings(store, space.assessment.id))
    settle_conflicts(store, space, pack, held)


def _choices(store: Store, space: Workspace, asked: Questionnaire) -> None:
    """A questionnaire claims no levels that a finding could contradict."""
    del store
    frame.first_line(space)
    st.header("Nothing to settle", anchor=False)
    st.markdown(
        f":gray[{plain(asked.title)} is answered with choices, which no probe contradicts.]"
    )
    st.page_link("ui/pages/judge.py", label="Judge", icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.show(render, _choices)
