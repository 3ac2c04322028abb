"""Report: the same figures as PDF, workbook and JSON."""

import streamlit as st

from engagement import judging
from engagement.frozen.listing import Taken
from engagement.model import Workspace
from engagement.store import Store
from ui.components import frame, report_of
from ui.components.decisions import decisions
from ui.components.report_checked import checked
from ui.components.report_contents import report_contents
from ui.components.report_files import files, files_of_then, length
from ui.components.report_lint import report_lint
from ui.components.report_ways import ways
from ui.components.wording import VERDICT_WORDS, moment
from ui.questions.report import render as report_choices


def render(store: Store, space: Workspace) -> None:
    """Of which result, what is in it, for whom, and the files."""
    frame.first_line(space, "Made when you ask; the same figures in every format.")
    st.header("Report", anchor=False)
    then = report_of.which(store, space)
    if then:
        _of_then(store, then)
        return
    card = judging.scorecard(store, space.assessment.id)
    if card.index is None:
        st.markdown(
            ":gray[There is nothing to report yet: answer a question or look at a source first.]"
        )
        return
    left, right = st.columns([1.5, 1], gap="large")
    with right:
        with st.container(border=True):
            report_contents(length())
        ways(store, space, plans=card.gives_verdict)
    with left:
        verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "an index, no verdict"
        st.markdown(f"#### As of {moment(card.as_of)}: {verdict.lower()}.", anchors=False)
        before = st.container()
        files(store, space)
        found = checked(store, space)
        decisions(store, space, found.called_for)
        with before:
            report_lint(store, space, found.groups)


def _of_then(store: Store, then: Taken) -> None:
    """The report that was frozen with a snapshot: as it was left, in every format."""
    left, right = st.columns([1.5, 1], gap="large")
    with right, st.container(border=True):
        report_contents(length())
    with left:
        if report_of.headline(then):
            report_of.left_open_then(store, then)
            files_of_then(store, then)


if __name__ == "__main__":
    frame.show(render, report_choices)
