"""Report, where questions have choices: the same figures as PDF, workbook and JSON."""

from collections.abc import Callable

import streamlit as st

from content.questionnaire import Questionnaire
from engagement.choices import choice_judging, choice_reporting
from engagement.frozen.again import report_again
from engagement.frozen.listing import Taken
from engagement.model import Workspace
from engagement.store import Store
from reports.formats import OF_QUESTIONNAIRES
from reports.question_wording import headline
from reports.questionnaire_model import QuestionnaireReport
from ui.components import frame, report_of
from ui.components.note import note
from ui.components.report_files import Asked, choices, offer, standing
from ui.components.report_ways import ways
from ui.components.wording import moment, plain

INSIDE = (
    ("The result", "what it comes to, by the questionnaire’s own rule, and the picture of it"),
    ("What to do", "advice on what does not hold, with owner, status and day"),
    ("Every question", "what is known of it, and what holds"),
    ("What people said", "comments, reasons and disagreement"),
    ("What was seen", "by probes of the same use case, where there are any"),
    ("Changes to the pack", "what this client has otherwise, by whom and why, where anything is"),
    ("Method", "version and digest of the questionnaire, and how it is judged"),
)


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """What is in it, and the three files."""
    key = space.assessment.id
    result = choice_judging.result(store, key)
    frame.first_line(space, "Made when you ask; the same figures in every format.")
    st.header("Report", anchor=False)
    then = report_of.which(store, space)
    if then is None and not result.answered:
        st.markdown(":gray[There is nothing to report yet: answer a question first.]")
        return
    left, right = st.columns([1.5, 1], gap="large")
    with right:
        with st.container(border=True):
            st.subheader("What is in it", anchor=False)
            for title, what in INSIDE:
                st.markdown(f"**{title}**  \n:small[:gray[{what}]]")
        if then is None:
            ways(store, space, plans=False)
    with left:
        if then:
            if report_of.headline(then):
                _files_of_then(store, then)
            return
        st.markdown(
            f"#### {plain(pack.title)}, as of {moment(result.as_of)}: {plain(headline(result))}.",
            anchors=False,
        )
        _files(store, space)


def _files(store: Store, space: Workspace) -> None:
    asked, key = choices(), space.assessment.id
    digest = choice_judging.digest_of(choice_judging.choice_inputs(store, key))
    decided = hash(choice_judging.advice(store, key))
    state = f"{standing(space)} {digest} {decided} {asked.names}"

    def make() -> QuestionnaireReport:
        return choice_reporting.report(store, key, show_names=asked.names)

    _offered(make, state, asked)


def _files_of_then(store: Store, then: Taken) -> None:
    asked = choices()

    def make() -> QuestionnaireReport:
        told = report_again(store, then.id, show_names=asked.names)
        if not isinstance(told, QuestionnaireReport):
            raise TypeError("a snapshot of levels has a page of its own")
        return told

    _offered(make, f"snapshot {then.id} {asked.names}", asked)


def _offered(make: Callable[[], QuestionnaireReport], state: str, asked: Asked) -> None:
    for item in OF_QUESTIONNAIRES:
        offer(item, make, state, asked.chosen, choice_reporting.filename)
    note(f"People are {'named' if asked.names else 'shown by role and number'}.")
