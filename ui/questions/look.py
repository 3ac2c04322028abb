"""Look, where questions have choices: what probes saw of the same use case, and where to look."""

import streamlit as st

from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.answers import seen_beside
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components import frame
from ui.components.note import note, on_accent
from ui.components.wording import counted, plain
from ui.questions.question import told_seen


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """Evidence stands beside answers; sources belong to the assessment with the evidence grid."""
    frame.first_line(space)
    st.header("Look", anchor=False)
    st.markdown(
        ":gray[A questionnaire is judged by its answers alone. What probes saw of this use case "
        "stands beside the questions it speaks to, as evidence and never as a score.]"
    )
    seen = seen_beside.seen_beside(store, space.assessment.id)
    others = [
        item for item in workspaces.workspaces(store)
        if item.use_case.id == space.use_case.id and not workspaces.questionnaire_of(store, item.assessment)
    ]  # fmt: skip
    if others and st.button(
        on_accent("Look in the assessment with the evidence grid"), type="primary",
        icon=":material/search:",
    ):  # fmt: skip
        session.go(assessment=others[0].assessment.id)
        st.rerun()
    if not others:
        note("No assessment of this use case looks at its systems yet; start one with probes.")
    if not seen:
        return
    st.subheader(f"{counted(len(seen), 'question has', 'questions have')} something seen beside it",
                 anchor=False)  # fmt: skip
    for question_id, items in seen.items():
        with st.expander(plain(pack.question(question_id).title)):
            told_seen(items)
