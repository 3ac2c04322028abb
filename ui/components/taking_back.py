"""Taking a settlement back: a waiver before its time, an overrule, or a corrected answer."""

import streamlit as st

from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from scoring.conflict import Conflict
from ui import faults, session
from ui.components.me import me
from ui.components.permitted import may


def take_back(store: Store, space: Workspace, item: Conflict) -> None:
    """What ends a settlement that a person made: a waiver before its time, or an overrule."""
    closed = item.closed
    if closed is None:
        return
    key = f"settle.back.{item.number}"
    if item.state == "waived":
        if may("waiver withdrawn") and st.button(
            "End the waiver now", icon=":material/undo:", key=key
        ):
            faults.attempt(
                collecting.withdraw_waiver, store, assessment_id=space.assessment.id,
                capability=item.capability, by=me(),
            )  # fmt: skip
            st.rerun()
    elif closed.how == "overruled" and _overruled_now(store, space, item):
        if may("overrule withdrawn") and st.button(
            "Let the finding count again", icon=":material/undo:", key=key
        ):
            for one in _overruled_now(store, space, item):
                faults.attempt(collecting.withdraw_overrule, store, finding_id=one, by=me())
            st.rerun()
    elif closed.how == "answer_corrected" and st.button(
        "Go to the question", icon=":material/edit_note:", key=key
    ):
        session.go(capability=item.capability)
        st.switch_page("ui/pages/ask.py")


def _overruled_now(store: Store, space: Workspace, item: Conflict) -> list[str]:
    aside = {one.finding for one in collecting.overrules(store, space.assessment.id)}
    eyes = set(item.eyes)
    return [
        one.id
        for one in collecting.findings(store, space.assessment.id)
        if one.id in aside and (one.probe, one.source) in eyes
    ]
