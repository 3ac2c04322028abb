"""Why a question reads as it does: who ticked what, which rule decided, what was seen."""

import streamlit as st

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Question, Questionnaire
from engagement.answers import answering, seen_beside
from engagement.model import Workspace
from engagement.store import Store
from reports.question_wording import RISK_WORDS, points, question_words
from scoring.result_model import QuestionResult, Result
from scoring.rules.risk_rules import rule_that_decided
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
    if found.disagreement:
        st.warning(
            "People’s answers lead to different readings. The middle one of each role counts, then "
            "the middle of the roles; between two, the worse one."
        )
    _choices(question, found.chosen)
    _rules(question, found)
    _answers(store, space, question, answers)
    told_seen(seen_beside.seen_beside(store, space.assessment.id).get(question_id, ()))
    if st.button("Answer it", icon=":material/edit:"):
        session.go(capability=question_id)
        st.switch_page("ui/pages/ask.py")


def _choices(question: Question, chosen: tuple[str, ...]) -> None:
    """Every choice with whether it holds, what it is worth, and its name in the rules."""
    for choice in question.choices:
        box = "check_box" if choice.id in chosen else "check_box_outline_blank"
        worth = "" if choice.points is None else f" {points(choice.points)} points"
        name = f" `{choice.id}`" if question.rules else ""
        st.markdown(f":material/{box}: {plain(choice.title)}:small[:gray[{worth}{name}]]")


def _rules(question: Question, found: QuestionResult) -> None:
    """The rules in their order; the first that holds decided."""
    if not question.rules:
        return
    st.markdown("**The rules, in their order**")
    decided = rule_that_decided(question, found)
    for place, rule in enumerate(question.rules, start=1):
        told = f"`{rule.condition.replace('`', '')}`" if rule.condition else "in every other case"
        mark = ":blue[:material/arrow_right_alt:] " if rule is decided else ""
        st.markdown(f"{mark}{place}. {told}: {RISK_WORDS[rule.risk].lower()}")
    if decided is None and found.people:
        note("No rule fits the answer: the question is undecided.")


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
