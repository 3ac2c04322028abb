"""What waits for a second person: who asked for it and why, and the two answers to it."""

from collections.abc import Mapping

import streamlit as st

from assessment.asked import at_once
from assessment.model import Pending
from content.model import Pack
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside.settings import settings
from engagement.settling import second_person
from engagement.store import Store
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent_if
from ui.components.permitted import may, tell_who_may
from ui.components.wording import counted, day, listed, plain


def waiting(store: Store, space: Workspace, pack: Pack) -> None:
    """One box a request, above everything else that there is to settle."""
    found = {item.id: item.statement for item in collecting.findings(store, space.assessment.id)}
    waits = at_once(second_person.pending(store, space.assessment.id))
    own = second_person.own(store, space.assessment.id, me())
    for asked in waits:
        with st.container(border=True):
            _one(store, asked, pack, found, mine=asked[0].id in own)


def hint(store: Store, space: Workspace) -> None:
    """On a page that judges: how many requests wait, none of which counts."""
    count = len(at_once(second_person.pending(store, space.assessment.id)))
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


def _one(
    store: Store, asked: tuple[Pending, ...], pack: Pack, statements: Mapping[str, str], *,
    mine: bool,
) -> None:  # fmt: skip
    item = asked[0]
    held = dict.fromkeys(plain(pack.capability(one.capability).name) for one in asked)
    names = listed(list(held))
    until = f" until {day(item.until)}" if item.until else ""
    st.markdown(
        f":orange[:material/group_add:] **{names}**, critical: {plain(item.by)} asks to "
        f"{_what(asked, statements)}{until}.  \n{plain(item.reason)}"
    )
    if not may(f"{item.kind} agreed to"):
        tell_who_may("agrees or declines", f"{item.kind} agreed to")
        return
    _answers(store, item, mine=mine)


def _answers(store: Store, item: Pending, *, mine: bool) -> None:
    if not me():
        note("Give your name above to agree or decline.")
    elif mine:
        note(f"You are {plain(me())}, who asked on {day(item.at)}: another person has to agree.")
    else:
        note(f"Asked on {day(item.at)}. It does not count until you agree, as {plain(me())}.")
    names_prove_nothing()
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


def names_prove_nothing() -> None:
    """On a server without a sign-in: what a second name there is worth."""
    if settings().sign_in == "local":
        note(
            ":material/info: This server has no sign-in, so a name proves nothing: whoever sits here "
            "can type another. Set a sign-in where a second person has to be proved."
        )


def _what(asked: tuple[Pending, ...], statements: Mapping[str, str]) -> str:
    """What is asked for, all of it in one sentence."""
    if asked[0].kind == "waiver":
        return "accept the conflict"
    told = [f"*{plain(statements.get(one.about, 'an earlier finding'))}*" for one in asked]
    if len(told) == 1:
        return f"overrule {told[0]}"
    return f"overrule {counted(len(told), 'finding')}: {'; '.join(told)}"
