"""Why a question reads as it does: who ticked what, which rule decided, what was seen."""

import streamlit as st

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Question, Questionnaire
from engagement import answering, seen_beside
from engagement.model import Workspace
from engagement.store import Store
from reports.question_wording import question_words
from scoring.result_model import Result
from ui import session
from ui.components.note import note
from ui.components.wording import day, plain
from ui.questions.question import ASIDE, told_seen


@st.dialog("Question", width="large")
def why_dialog(
    store: Store, space: Workspace, pack: Questionnaire,
    judged: tuple[Result, tuple[ChoiceAnswer, ...]], question_id: str,
) -> None:  # fmt: skip
    """The question whole: result, arithmetic, answers, evidence, advice."""
    result, answers = judged
    question, found = pack.question(question_id), result.question(question_id)
    note(plain(pack.section(question.section).title))
    st.subheader(plain(question.title), anchor=False)
    st.markdown(f"**{question_words(found)}**")
    if found.because:
        st.markdown(f"The rule that decided: `{found.because.replace('`', '')}`")
    if found.disagreement:
        st.warning(
            "People’s answers lead to different readings. The middle one of each role counts, then "
            "the middle of the roles; between two, the worse one."
        )
    for choice in question.choices:
        held = choice.id in found.chosen
        st.markdown(f"{':material/check_box:' if held else ':gray[:material/check_box_outline_blank:]'} "
                    f"{plain(choice.title)}")  # fmt: skip
    _answers(store, space, question, answers)
    told_seen(seen_beside.seen_beside(store, space.assessment.id).get(question_id, ()))
    if st.button("Answer it", icon=":material/edit:"):
        session.go(capability=question_id)
        st.switch_page("ui/pages/ask.py")


def _answers(
    store: Store, space: Workspace, question: Question, answers: tuple[ChoiceAnswer, ...]
) -> None:
    people = {item.id: item for item in answering.respondents(store, space.assessment.id)}
    titles = {item.id: item.title for item in question.choices}
    here = [item for item in answers if item.question == question.id]
    st.markdown("**Who said what**" if here else ":gray[Nobody has answered yet.]")
    for item in here:
        if item.kind is ChoiceKind.CHOSEN:
            said = "; ".join(titles[one] for one in item.choices) or "none of the choices holds"
        else:
            said = ASIDE[str(item.kind)] + (f": {item.reason}" if item.reason else "")
        comment = f"  \n:small[:gray[{plain(item.comment)}]]" if item.comment else ""
        st.markdown(
            f"**{plain(people[item.respondent].name)}**, {day(item.at)}: {plain(said)}{comment}"
        )
