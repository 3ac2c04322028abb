"""The form of a question that the questionnaire does not have: its choices, and what they are worth."""

import streamlit as st

from content.overlay_edits import Edits
from content.question_difference import ADDS
from content.question_edits import LETTERS, NewChoice, NewQuestion, NotReadable, new_question
from content.questionnaire import Questionnaire
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, typed
from ui.components.save_changes import save_changes

KEY = "changes.new"


def edit_new_choices(
    store: Store, space: Workspace, base: Questionnaire, now: Questionnaire
) -> None:
    """Everything that a question has; without points or rules it is asked and told, never scored."""
    sections = {item.id: item.title for item in now.sections}
    with st.form(f"{KEY}.{now.digest[:8]}", border=False):
        left, right = st.columns([2, 1])
        left.selectbox("Section", list(sections), format_func=sections.__getitem__,
                       key=f"{KEY}.section")  # fmt: skip
        number_field(right, "Minutes to answer", 0.1, 30.0, 1.0, key=f"{KEY}.minutes", needed=True)
        st.text_input("Question", key=f"{KEY}.title", max_chars=400)
        st.text_area("What it means", key=f"{KEY}.description", height=68)
        st.toggle("Any number of choices can be ticked", key=f"{KEY}.many",
                  help="Off: one choice is taken.")  # fmt: skip
        _choices(now)
        if now.scoring == "risk-rules":
            _rules()
        number_field(st, "Weight", 0.1, 100.0, 1.0, key=f"{KEY}.weight", needed=True)
        st.text_input("Reason", key=f"{KEY}.reason", placeholder="Printed beside the change")
        st.form_submit_button(
            on_accent("Add for this client"), type="primary", key=f"{KEY}.save",
            on_click=_save, args=(store, space, base, now),
        )  # fmt: skip


def _choices(now: Questionnaire) -> None:
    """Up to eight choices; points only where the pack adds them."""
    adds = now.scoring in ADDS
    note("The choices; what is left empty is left out."
         + (" Without points the question is asked and told, never scored." if adds else ""))  # fmt: skip
    for place, letter in enumerate(LETTERS):
        columns = st.columns([2, 0.8, 2] if adds else [2, 2])
        columns[0].text_input(f"Choice {letter}", key=f"{KEY}.choice.{place}")
        if adds:
            number_field(columns[1], "Points", None, None, None, key=f"{KEY}.points.{place}")
        columns[-1].text_input("What to do where it does not hold", key=f"{KEY}.advice.{place}")


def _rules() -> None:
    st.text_area(
        "Rules, one a line: the risk, a colon, and when it holds", key=f"{KEY}.rules", height=110,
        placeholder="none: a && b\nmedium: a\nhigh:",
        help="The first that holds decides. &&, || and ! stand for and, or and not; letters are "
        "the choices; a line without anything after the colon holds in every other case.",
    )  # fmt: skip
    note("Without rules the question is asked and told, never scored.")


def _save(store: Store, space: Workspace, base: Questionnaire, now: Questionnaire) -> None:
    if not all_read(f"{KEY}."):
        return

    def said(name: str) -> str:
        return str(session.choice(f"{KEY}.{name}") or "").strip()

    written = NewQuestion(
        section=said("section"), title=said("title"), description=said("description"),
        many=bool(session.choice(f"{KEY}.many")), rules=said("rules"),
        choices=tuple(
            NewChoice(
                title=said(f"choice.{place}"), points=typed(f"{KEY}.points.{place}"),
                advice=said(f"advice.{place}"),
            )
            for place in range(len(LETTERS))
        ),
        weight=typed(f"{KEY}.weight") or 1.0, minutes=typed(f"{KEY}.minutes") or 1.0,
    )  # fmt: skip
    try:
        made = new_question(now, written)
    except NotReadable as unreadable:
        faults.refuse(str(unreadable))
        return
    if save_changes(store, space, base, Edits(whats=(made,)), said("reason"), "Added"):
        session.forget_all(f"{KEY}.")
