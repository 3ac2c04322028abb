"""What waits for a second person: who asked for it and why, and the two answers to it."""

import streamlit as st

from assessment.model import Pending
from content.model import Pack
from engagement import collecting, second_person
from engagement.identity import same_person
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent_if
from ui.components.wording import counted, day, plain


def waiting(store: Store, space: Workspace, pack: Pack) -> None:
    """One box a request, above everything else that there is to settle."""
    found = {item.id: item.statement for item in collecting.findings(store, space.assessment.id)}
    for item in second_person.pending(store, space.assessment.id):
        with st.container(border=True):
            _one(store, item, pack, found.get(item.about, "an earlier finding"))


def hint(store: Store, space: Workspace) -> None:
    """On a page that judges: how many requests wait, none of which counts."""
    count = len(second_person.pending(store, space.assessment.id))
    if not count:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":orange[:material/group_add:] {counted(count, 'request')} to set evidence of a "
            "critical capability aside: not counted until a second person agrees.", width="content",
        )  # fmt: skip
        if st.button("See", key="pending.see", type="tertiary", icon=":material/arrow_forward:"):
            session.keep("settle.part", "Conflicts")
            st.switch_page("ui/pages/settle.py")


def of_finding(pending: tuple[Pending, ...], finding_id: str) -> None:
    """Beside a finding: who asks to set it aside."""
    for item in pending:
        if item.about == finding_id:
            note(f":orange[:material/group_add:] {plain(item.by)} asks to overrule it; it counts "
                 "until a second person agrees.")  # fmt: skip


def _one(store: Store, item: Pending, pack: Pack, statement: str) -> None:
    name = pack.capability(item.capability).name
    until = f" until {day(item.until)}" if item.until else ""
    what = f"accept the conflict{until}" if item.kind == "waiver" else (
        f"overrule *{plain(statement)}*{until}"
    )  # fmt: skip
    st.markdown(
        f":orange[:material/group_add:] **{plain(name)}**, critical: {plain(item.by)} asks to "
        f"{what}.  \n{plain(item.reason)}"
    )
    mine = same_person(me()) == same_person(item.by)
    if not me():
        note("Give your name above to agree or decline.")
    elif mine:
        note(f"You are {plain(me())}, who asked on {day(item.at)}: another person has to agree.")
    else:
        note(f"Asked on {day(item.at)}. It does not count until you agree, as {plain(me())}.")
    with st.container(horizontal=True):
        agree = st.button(
            on_accent_if(not mine and bool(me()), "Agree"), type="primary", key=f"pending.agree.{item.id}",
            disabled=mine or not me(),
        )  # fmt: skip
        label = "Take it back" if mine else "Decline"
        declined = st.button(label, key=f"pending.decline.{item.id}", disabled=not me())
    if agree:
        faults.attempt(second_person.agree, store, request_id=item.id, by=me())
    if declined:
        faults.attempt(second_person.decline, store, request_id=item.id, by=me())
    if agree or declined:
        st.rerun()
