"""What a report of each length holds, told before it is made: section by section, in their order."""

from typing import NamedTuple

import streamlit as st

from reports.lengths import NAMES, Length
from ui.components.note import note


class Part(NamedTuple):
    """A line of the list; ``sections`` are the ids (or how they begin) of what it tells about."""

    sections: tuple[str, ...]
    title: str
    what: str


BODY = (
    Part(("answer",), "The answer", "verdict, gravest reasons, decisions, money and date"),
    Part(("scope",), "Scope and method", "what was assessed, how it is judged, what it cannot say"),
    Part(("use-cases",), "Lead use case", "its worth against the next ones, and when to stop"),
    Part(("gate",), "Five dimensions and three gaps", "index with interval, and what holds back"),
    Part(("capabilities",), "All capabilities", "as claimed and as read, area by area"),
    Part(("gap-",), "A page for each gap", "what is there, what blocks, the evidence quoted"),
    Part(("claims", "people"), "Claims against evidence", "where they part, and open conflicts"),
    Part(("sensitivity",), "What would change it", "which proofs turn it, what to verify first"),
    Part(("forecast",), "What to expect", "how many pilots like this reach production"),
    Part(("movement",), "What moved", "since an earlier result, split by cause"),
    Part(("roadmap",), "Roadmap", "dates likely and late, capacity, what waits for what"),
    Part(("investment",), "Investment", "work, cost and value; what nobody said is not known"),
    Part(("risks", "regulation"), "Risks and regulation", "owners, dated duties, frameworks"),
    Part(("metrics",), "Live metrics", "value, target, time read, query and link"),
    Part(("decisions",), "Decisions and owners", "who, what, by when"),
)
SUMMARY = (
    BODY[0],
    Part(("summary",), "The gate and the plan", "every dimension and gap, and when the gate opens"),
)
APPENDIX = (
    Part(("climb", "initiatives"), "The way to the target", "each proof, each initiative's card"),
    Part(("method", "figures"), "How each figure came", "every judgement with its reason"),
    Part(("questions",), "Every question and remark", "each answer, and what people wrote"),
    Part(("evidence",), "Evidence index", "every finding with its query, place and day"),
)
_HOLDS = {Length.SUMMARY: SUMMARY, Length.REPORT: BODY, Length.FULL: BODY + APPENDIX}


def report_contents(length: Length) -> None:
    """The list for one length; a section that has nothing to say is left out of the report."""
    st.subheader(f"What is in the {NAMES[length].lower()}", anchor=False)
    for part in _HOLDS[length]:
        st.markdown(f"**{part.title}**  \n:small[:gray[{part.what}]]")
    note("PDF, web page and Word follow the length; every other format holds the whole result.")
