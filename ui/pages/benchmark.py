"""Anonymised results: exactly what would leave, to be read before it leaves; a file, never a sending."""

import pandas as pd
import streamlit as st

from engagement.model import Workspace
from engagement.portfolio import benchmarking
from engagement.portfolio.benchmarking import Anonymised
from engagement.store import Store
from reports.wording import VERDICT_WORDS
from scoring.model import Verdict
from ui import faults
from ui.components import frame
from ui.components.me import ask_me, me
from ui.components.note import note, still_needed
from ui.components.wording import counted, percent, plain


def render(store: Store, space: Workspace) -> None:
    """What is left out, what leaves, and the button that saves it."""
    st.page_link("ui/pages/clients.py", label="Clients", icon=":material/arrow_back:")
    st.header("Results without the client", anchor=False)
    note(f"For comparison with others: what {plain(space.client.name)} reached, without who it is. "
         "Nothing is sent from here; you save a file and give it to whom you like.")  # fmt: skip
    left, right = st.columns([1, 2.2], gap="large")
    with left:
        sector = st.selectbox("Sector", benchmarking.SECTORS, None, placeholder="Not told")
        size = st.selectbox("Size", benchmarking.SIZES, None, placeholder="Not told")
        ask_me()
        made = benchmarking.anonymised(store, space.client.id, sector=sector or "", size=size or "")
        _save(store, space, made)
        _rules(made)
    with right:
        _shown(made)


def _save(store: Store, space: Workspace, made: Anonymised) -> None:
    st.download_button(
        "Save these results", made.text(), f"anonymised-{benchmarking.made_in()}.json",
        "application/json", icon=":material/download:", disabled=not (made.results and me()),
        on_click=_saved, args=(store, space),
    )  # fmt: skip
    still_needed(("your name: the log says who took results out", me()))


def _saved(store: Store, space: Workspace) -> None:
    faults.attempt(benchmarking.saved, store, space.client.id, by=me())


def _rules(made: Anonymised) -> None:
    st.subheader("What stays here", anchor=False)
    for told in (
        "Names of the client, its people, use cases and sources",
        "Comments, reasons, artefacts, addresses and queries",
        "Every day: only the quarter leaves",
        f"What fewer than {benchmarking.SMALLEST_GROUP} people said",
        "Questions and packs that only this client has",
    ):
        note(f":material/block: {told}")
    if made.left_out:
        note(f"{counted(made.left_out, 'assessment')} left out: the pack is not one that comes "
             "with the product.")  # fmt: skip


def _shown(made: Anonymised) -> None:
    st.subheader("What leaves", anchor=False)
    if not made.results:
        note("Nothing yet: answer a questionnaire that comes with the product first.")
        return
    st.dataframe(
        pd.DataFrame([
            {
                "Use case": f"No. {item.number}", "Quarter": item.quarter, "People": item.people,
                "Verdict": VERDICT_WORDS[Verdict(item.verdict)] if item.verdict else "none",
                "Index, level 1 to 5": item.index, "Coverage": percent(item.coverage),
                "Levels": sum(one.level is not None for one in item.capabilities),
                "Claims": sum(one.claimed is not None for one in item.capabilities),
            }
            for item in made.results
        ]),
        hide_index=True, alt="What leaves, one row an assessment",
    )  # fmt: skip
    note("The whole file, character by character:")
    with st.container(height=420):
        st.code(made.text(), language=None, wrap_lines=True)


if __name__ == "__main__":
    frame.show(render)
