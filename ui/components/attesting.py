"""Writing down who stands for a condition that no source can show, accepting it, taking it back."""

from datetime import UTC, datetime

import streamlit as st

from engagement import watching
from engagement.model import Workspace
from engagement.store import Store
from scoring.roadmap_model import ConditionState, Roadmap
from ui import faults, session
from ui.components import frame
from ui.components.attestations import attestation, before_accepting
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.manner import typed_day

Key = tuple[str, str]
"""Initiative and condition."""
Asked = dict[Key, str]
"""What is stated."""


@for_whoever_may("exit criterion attested")
def attesting(store: Store, space: Workspace, plan: Roadmap) -> None:
    """A form for what is open, and what was attested with a way back."""
    asked: Asked = {
        (row.id, item.id): f"{row.title}: {item.text}"
        for row in plan.rows for item in row.conditions
        if item.state is ConditionState.TO_ATTEST
    }  # fmt: skip
    given = watching.still_asked(store, space.assessment.id)
    if not asked and not given:
        return
    waits = [item for item in given if not item.second]
    label = f"Attest ({len(waits)} to accept)" if waits else "Attest"
    with st.popover(label, icon=":material/history_edu:"):
        own = watching.own_attestations(store, space.assessment.id, me())
        if not me() or any((item.initiative, item.condition) not in own for item in waits):
            ask_me()
        if waits:
            before_accepting()
        for item in given:
            mine = (item.initiative, item.condition) in own
            attestation(store, space, frame.pack(store, space), item, mine=mine)
        done = {(item.initiative, item.condition) for item in given}
        _form(store, space, {key: text for key, text in asked.items() if key not in done})


def _form(store: Store, space: Workspace, open_ones: Asked) -> None:
    if not open_ones:
        note("Every condition that asks for a person’s word has one.")
        return
    with st.form("attest", border=False):
        st.selectbox("What holds", list(open_ones), None, key="attest.what",
                     placeholder="Choose a condition", format_func=open_ones.__getitem__)  # fmt: skip
        st.text_input("Who stands for it", key="attest.by", value=me())
        st.text_input("How they know", key="attest.reason")
        st.date_input(
            "On which day", datetime.now(UTC).date(), key="attest.day", format=typed_day()
        )
        note("It counts once a second person has accepted it here, and never as proved.")
        st.form_submit_button(on_accent("Attest it"), type="primary", key="attest.do",
                              on_click=faults.said_at("attest.do")(_attest), args=(store, space))  # fmt: skip
    faults.tell_at("attest.do")


def _attest(store: Store, space: Workspace) -> None:
    chosen = session.choice("attest.what")
    if chosen is None:
        faults.refuse("Choose what holds.")
        return
    kept = faults.attempt(
        watching.attest, store, assessment_id=space.assessment.id, initiative=chosen[0],
        condition=chosen[1], by=session.choice("attest.by") or "",
        reason=session.choice("attest.reason") or "", day=session.choice("attest.day"),
    )  # fmt: skip
    if kept is not None:
        session.empty("attest.reason", chosen=["attest.what"])
