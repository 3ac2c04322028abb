"""Report: the same figures as PDF, workbook and JSON."""

import streamlit as st

from engagement import judging, reporting
from engagement.model import Workspace
from engagement.store import Store
from reports.model import Report
from ui.components import frame
from ui.components.note import note
from ui.components.report_files import Format, download
from ui.components.wording import VERDICT_WORDS, counted, moment

INSIDE = (
    ("The answer", "one page: verdict, what it permits, what stands in the way"),
    ("Five dimensions and three gaps", "index with interval, the gate, claims against evidence"),
    ("Roadmap", "Gantt, capacity, exit criteria with the value read now"),
    ("Live metrics", "value, target, unit, time read, query and link"),
    ("Decisions asked", "who, what, by when"),
    ("Method and evidence", "pack version and digest, every judgement with its reason, every finding"),
)


def render(store: Store, space: Workspace) -> None:
    """What is in it, for whom, and the three files."""
    frame.first_line(space, "Made when you ask; the same figures in every format.")
    st.header("Report", anchor=False)
    card = judging.scorecard(store, space.assessment.id)
    if card.index is None:
        st.markdown(":gray[There is nothing to report yet: answer a question or look at a source first.]")
        return
    left, right = st.columns([1.5, 1], gap="large")
    with right, st.container(border=True):
        st.subheader("What is in it", anchor=False)
        for title, what in INSIDE:
            st.markdown(f"**{title}**  \n:small[:gray[{what}]]")
    with left:
        verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "an index, no verdict"
        st.markdown(f"#### As of {moment(card.as_of)}: {verdict.lower()}.", anchors=False)
        _files(store, space)


def _files(store: Store, space: Workspace) -> None:
    names = st.toggle("Print people by name", help="Otherwise by role and number.", key="report.names")
    size = st.segmented_control("Paper", ["A4", "Letter"], default="A4", required=True, key="report.size")

    def make() -> Report:
        return reporting.report(store, space.assessment.id, show_names=names)

    digest = judging.digest_of(judging.inputs(store, space.assessment.id))
    state = f"{space.assessment.id} {digest} {names} {size}"
    for item in (
        Format("PDF", "To print and hand over", "pdf", "application/pdf",
               lambda report: reporting.pdf(report, size or "A4")),
        Format("Workbook", "To plan in: owners, effort and start can be edited", "xlsx",
               "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", reporting.workbook),
        Format("JSON", "The whole result, with a published schema", "json", "application/json",
               reporting.result_json),
    ):  # fmt: skip
        download(item, make, state)
    note(f"{counted(3, 'format')}. Links carry no credentials; people are "
         f"{'named' if names else 'shown by role and number'}.")  # fmt: skip


if __name__ == "__main__":
    frame.show(render)
