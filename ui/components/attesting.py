"""Writing down who stands for a condition that no source can show, accepting it, taking it back."""

from collections.abc import Container
from datetime import UTC, datetime

import streamlit as st

from engagement import watching
from engagement.model import Workspace
from engagement.store import Store
from scoring.proof_model import Attestation
from scoring.roadmap_model import ConditionState, Roadmap
from ui import faults, session
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.second_person import names_prove_nothing
from ui.components.wording import day, plain
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
    given = [
        one.attested
        for row in plan.rows
        if row.proof
        for one in row.proof.conditions
        if one.attested
    ]
    if not asked:
        return
    waiting = [item for item in given if not item.second]
    label = f"Attest ({len(waiting)} to accept)" if waiting else "Attest"
    with st.popover(label, icon=":material/history_edu:"):
        own = watching.own_attestations(store, space.assessment.id, me())
        if not me() or any((item.initiative, item.condition) not in own for item in waiting):
            ask_me()
        for item in given:
            _given(store, space, item, asked, own)
        done = {(item.initiative, item.condition) for item in given}
        _form(store, space, {key: text for key, text in asked.items() if key not in done})


def _given(
    store: Store, space: Workspace, item: Attestation, asked: Asked, own: Container[Key]
) -> None:
    key = (item.initiative, item.condition)
    st.markdown(f"**{plain(asked.get(key, item.condition))}**")
    note(f"{plain(item.by)}, {day(item.day)}: {plain(item.reason)}")
    if item.second:
        note(f"Accepted by {plain(item.second)}.")
    elif key in own:
        note("It counts once another person has accepted it.")
    else:
        _to_accept(store, space, item)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = f"attest.why.{'.'.join(key)}"
        st.text_input("Why it is taken back", key=why)
        st.button("Take it back", key=f"attest.back.{'.'.join(key)}", args=(store, space, item, why),
                  on_click=faults.said_at(_place(item))(_withdraw))  # fmt: skip
    faults.tell_at(_place(item))


def _place(item: Attestation) -> str:
    return f"attest.{item.initiative}.{item.condition}"


@for_whoever_may("attestation accepted")
def _to_accept(store: Store, space: Workspace, item: Attestation) -> None:
    note("It counts once a second person has accepted it.")
    names_prove_nothing()
    st.button(
        on_accent("Accept it as a second person"), type="primary",
        key=f"attest.accept.{item.initiative}.{item.condition}",
        on_click=faults.said_at(_place(item))(_accept), args=(store, space, item),
    )  # fmt: skip


def _accept(store: Store, space: Workspace, item: Attestation) -> None:
    faults.attempt(
        watching.accept_attestation, store, assessment_id=space.assessment.id,
        initiative=item.initiative, condition=item.condition, by=me(),
    )  # fmt: skip


def _withdraw(store: Store, space: Workspace, item: Attestation, why: str) -> None:
    faults.attempt(
        watching.withdraw_attestation, store, assessment_id=space.assessment.id,
        initiative=item.initiative, condition=item.condition, by=me(),
        reason=session.choice(why) or "",
    )  # fmt: skip


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
