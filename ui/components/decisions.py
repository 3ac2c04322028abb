"""Decisions asked: what people recorded, what the plan proposes, and a form to record one."""

from datetime import date

import streamlit as st

from engagement.model import Workspace
from engagement.plans import deciding
from engagement.store import Store
from reports import proposals
from reports.model import Decision
from ui import faults, session
from ui.components import edited
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may, may
from ui.components.wording import day, plain
from ui.manner import typed_day

_TITLE, _TEXT, _OWNER, _DUE = (
    f"decision.{part}" for part in ("title", "text", "owner", "due")
)  # fmt: skip
_OPEN = "decision.open"


def decisions(store: Store, space: Workspace, called_for: tuple[Decision, ...]) -> None:
    """Recorded ones with their owners; what the plan calls for as a start for the form below them."""
    kept = deciding.decisions(store, space.assessment.id)
    known = {item.title for item in kept}
    open_ = [item for item in called_for if item.title not in known]
    with st.container(border=True, gap="small"):
        st.subheader("Decisions asked", anchor=False)
        note(_meaning(kept, open_))
        for place, item in enumerate(kept):
            _recorded(store, space, item, place)
        if kept and open_:
            with st.expander(f"{len(open_)} more proposed by the plan"):
                _proposals(open_)
        else:
            _proposals(open_)
        _form(store, space, kept)


def _meaning(kept: tuple[Decision, ...], open_: list[Decision]) -> str:
    if kept:
        return "The report prints these, the first three on its page with the answer."
    if open_:
        return (
            "Proposed by the plan, agreed by nobody yet. The report prints them so until one is "
            "recorded."
        )
    return "Nothing is recorded, and there is no plan yet that could propose something."


def _recorded(store: Store, space: Workspace, item: Decision, place: int) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        _told(item)
        if may("decision withdrawn"):
            st.button(
                "Withdraw", key=f"decision.withdraw.{place}", type="tertiary",
                on_click=_withdraw, args=(store, space, item), help="Takes it out of the report.",
            )  # fmt: skip


def _proposals(open_: list[Decision]) -> None:
    for place, item in enumerate(open_):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            _told(item)
            if proposals.is_of_conflicts(item) and st.button(
                "Settle them", key=f"decision.settle.{place}", type="tertiary",
                icon=":material/gavel:",
            ):  # fmt: skip
                session.keep("settle.part", "Conflicts")
                st.switch_page("ui/pages/settle.py")
            if may("decision recorded"):
                st.button(
                    "Record", key=f"decision.take.{place}", type="tertiary",
                    icon=":material/edit_note:", on_click=fill, args=(item,),
                )  # fmt: skip


def _told(item: Decision) -> None:
    owner = plain(item.owner) or "owner to be named"
    by = f", by {day(item.due)}" if item.due else ""
    state = "asked" if item.proposed else "taken"
    st.markdown(
        f"**{plain(item.title)}**  \n:small[{plain(item.text)}]  \n"
        f":small[:gray[{owner}{by} · {state}]]",
        width=_WORDS,
    )


_WORDS = 420
"""Pixels for the words, so that the button stays beside them; a phone is narrower by itself."""


@for_whoever_may("decision recorded", told="records a decision")
def _form(store: Store, space: Workspace, kept: tuple[Decision, ...]) -> None:
    edited.choice(_OPEN)
    with st.expander("Record a decision", expanded=bool(session.choice(_OPEN))):
        st.text_input("Decision", key=_TITLE, max_chars=120, placeholder="Hold the roll-out")
        st.text_input("What exactly", key=_TEXT, max_chars=400)
        left, right = st.columns(2)
        left.text_input("Owner", key=_OWNER, max_chars=120, placeholder="One person, by name")
        right.date_input("By", None, key=_DUE, format=typed_day())
        note("Record it once its owner has agreed: the report prints it as taken.")
        st.button(
            on_accent("Record it"), type="primary", key="decision.record",
            on_click=_record, args=(store, space, kept),
        )  # fmt: skip


def fill(item: Decision) -> None:
    """Put a decision into the form, to be recorded with what is changed there."""
    _set(item.title, item.text, item.owner, item.due)
    session.keep(_OPEN, value=True)


def _set(title: str, text: str, owner: str, due: date | None) -> None:
    for key, value in ((_TITLE, title), (_TEXT, text), (_OWNER, owner), (_DUE, due)):
        session.keep(key, value)


def _record(store: Store, space: Workspace, kept: tuple[Decision, ...]) -> None:
    owner = str(session.choice(_OWNER) or "").strip()
    if not owner:
        faults.refuse("Name the person who owns the decision.")
        session.keep(_OPEN, value=True)
        return
    done = edited.save(
        _OPEN, deciding.record_decision, store, assessment_id=space.assessment.id,
        title=session.choice(_TITLE) or "", text=session.choice(_TEXT) or "", owner=owner,
        due=session.choice(_DUE), shown=kept,
    )  # fmt: skip
    if done:
        _set("", "", "", None)
    session.keep(_OPEN, value=not done)


def _withdraw(store: Store, space: Workspace, item: Decision) -> None:
    faults.attempt(deciding.withdraw_decision, store, space.assessment.id, item)
