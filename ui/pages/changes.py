"""Changes to the pack: what one client is asked otherwise, each change with a name and a reason."""

import streamlit as st

from content.digests import AnyPack
from content.model import Pack
from content.questionnaire import Questionnaire
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.packs import overlays
from engagement.store import Store
from ui.components import frame
from ui.components.change_list import change_list
from ui.components.edit_figures import edit_figures
from ui.components.edit_new import edit_new
from ui.components.edit_question import edit_question
from ui.components.me import ask_me
from ui.components.note import note
from ui.components.permitted import for_whoever_may
from ui.components.save_changes import edited_from
from ui.components.wording import plain
from ui.questions.edit_new import edit_new_choices
from ui.questions.edit_question import edit_choices

QUESTIONS, NEW, FIGURES = "Questions", "A new question", "Weights and thresholds"


def render(store: Store, space: Workspace) -> None:
    """The editor at the left, the list of changes at the right; on a phone below it."""
    frame.first_line(space)
    st.header(f"Changes to the pack for {plain(space.client.name)}", anchor=False)
    base = overlays.base(store, space.assessment.pack.id)
    if base is None:
        note("This pack is no longer offered, so that nothing can be changed in it.")
        st.page_link("ui/pages/packs.py", label="Packs", icon=":material/arrow_back:")
        return
    said = "verdict" if isinstance(base, Pack) else "result"
    note(f"{plain(base.title)} {plain(base.version)}. Every change is printed in the report with both "
         f"values, name, day and reason, and the {said} of the untouched pack beside it.")  # fmt: skip
    _editor(store, space, base)


def _editor(store: Store, space: Workspace, base: AnyPack) -> None:
    left, right = st.columns([2.2, 1], gap="large")
    with right:
        ask_me()
        change_list(store, space, base)
    with left:
        _changes(store, space, base)


@for_whoever_may("pack changed for a client", told="changes what the client is asked")
def _changes(store: Store, space: Workspace, base: AnyPack) -> None:
    try:
        now = edited_from(store, space, base)
    except Refused as refused:
        st.error(str(refused), icon=":material/error:")
        return
    mode = st.segmented_control(
            "What to change", [QUESTIONS, NEW, FIGURES], default=QUESTIONS, required=True,
            key="changes.mode", label_visibility="collapsed",
        )  # fmt: skip
    if mode == FIGURES:
        edit_figures(store, space, base, now)
    elif isinstance(base, Pack) and isinstance(now, Pack):
        (edit_new if mode == NEW else edit_question)(store, space, base, now)
    elif isinstance(base, Questionnaire) and isinstance(now, Questionnaire):
        (edit_new_choices if mode == NEW else edit_choices)(store, space, base, now)


if __name__ == "__main__":
    frame.show(render)
