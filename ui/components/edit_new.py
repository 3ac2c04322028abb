"""The form of a question that the pack does not have: five levels, and the work that lifts it."""

import streamlit as st

from content.model import Pack
from content.overlay import CriticalIn, What
from content.overlay_edits import Edits, NewQuestion, new_question
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, typed
from ui.components.save_changes import save_changes

KEY = "changes.new"


def edit_new(store: Store, space: Workspace, base: Pack, now: Pack) -> None:
    """Everything that a question of the pack has; nothing is invented for what is left empty."""
    areas = {item.id: item.name for item in now.areas}
    profiles = {item.id: item.name for item in now.profiles}
    with st.form(f"{KEY}.{now.digest[:8]}", border=False):
        left, right = st.columns(2)
        left.selectbox("Area", list(areas), format_func=areas.__getitem__, key=f"{KEY}.area")
        number_field(right, "Minutes to answer", 0.1, 10.0, 1.0, key=f"{KEY}.minutes", needed=True)
        left.text_input("Question", key=f"{KEY}.name", placeholder="What a production system needs")
        right.text_input("Short name", key=f"{KEY}.short_name", max_chars=28)
        st.text_area("Definition", key=f"{KEY}.definition", height=70)
        st.text_area("Why it matters", key=f"{KEY}.why", height=70)
        note("Five levels, each something that somebody could observe.")
        for level in range(1, 6):
            st.text_input(f"Level {level}", key=f"{KEY}.anchor_{level}")
        left, right = st.columns(2)
        left.text_input("Good evidence", key=f"{KEY}.evidence")
        right.text_input("Who would know", key=f"{KEY}.who")
        st.multiselect("Critical in", list(profiles), format_func=profiles.__getitem__,
                       key=f"{KEY}.critical")  # fmt: skip
        _work(now)
        st.text_input("Reason", key=f"{KEY}.reason", placeholder="Printed beside the change")
        st.form_submit_button(
            on_accent("Add for this client"), type="primary", key=f"{KEY}.save",
            on_click=_save, args=(store, space, base, now),
        )  # fmt: skip


def _work(now: Pack) -> None:
    roles = {item.id: item.name for item in now.roles}
    note("What lifts it: the plan needs the work as well as the question.")
    left, right = st.columns([2, 1])
    left.text_input("What to do", key=f"{KEY}.title")
    right.selectbox("Done by", list(roles), format_func=roles.__getitem__, key=f"{KEY}.role")
    for column, (name, start) in zip(
        st.columns(3), (("low", 1.0), ("likely", 2.0), ("high", 4.0)), strict=True
    ):
        number_field(
            column, f"Person-weeks, {name}", 0.1, 200.0, start, key=f"{KEY}.{name}", needed=True
        )
    st.text_input("Done when this is shown", key=f"{KEY}.proof",
                  placeholder="A second person accepts it")  # fmt: skip


def _save(store: Store, space: Workspace, base: Pack, now: Pack) -> None:
    if not all_read(f"{KEY}."):
        return

    def said(name: str) -> str:
        return str(session.choice(f"{KEY}.{name}") or "").strip()

    written = NewQuestion(
        name=said("name"), short_name=said("short_name"), definition=said("definition"),
        why=said("why"), evidence=said("evidence"), who=said("who"), title=said("title"),
        role=said("role"), proof=said("proof"), minutes=typed(f"{KEY}.minutes"),
        anchors=tuple(said(f"anchor_{level}") for level in range(1, 6)),
        weeks=tuple(typed(f"{KEY}.{name}") for name in ("low", "likely", "high")),
    )  # fmt: skip
    made = new_question(now, now.area(said("area")), written)
    critical = tuple(session.choice(f"{KEY}.critical") or ())
    whats: list[What] = [made]
    if critical:
        whats.append(CriticalIn(capability=made.capability.id, profiles=critical))
    found = Edits(whats=tuple(whats))
    if save_changes(store, space, base, found, said("reason"), "Added"):
        session.forget_all(f"{KEY}.")
