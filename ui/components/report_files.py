"""One format of the report: made on demand with a spinner, then offered as a file."""

from collections.abc import Callable
from typing import Generic, Literal, NamedTuple, TypeVar

import streamlit as st

from engagement import judging, planning, reporting
from engagement.model import Workspace
from engagement.store import Store
from reports.model import Report
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.wording import counted

INSIDE = (
    ("The answer", "one page: verdict, what it permits, what stands in the way"),
    ("Five dimensions and three gaps", "index with interval, the gate, claims against evidence"),
    ("Roadmap", "Gantt, capacity, exit criteria with the value read now"),
    ("Live metrics", "value, target, unit, time read, query and link"),
    ("Decisions asked", "who, what, by when"),
    (
        "Method and evidence",
        "pack version and digest, every judgement with its reason, every finding",
    ),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICONS = {"pdf": "picture_as_pdf", "xlsx": "table_view", "json": "data_object"}


R = TypeVar("R")


class Format(NamedTuple, Generic[R]):
    """A format: its name, what it is for, its file suffix and type, and what renders it."""

    name: str
    purpose: str
    suffix: str
    mime: str
    render: Callable[[R], bytes]


def inside() -> None:
    """What the report holds, in the order in which it is read."""
    st.subheader("What is in it", anchor=False)
    for title, what in INSIDE:
        st.markdown(f"**{title}**  \n:small[:gray[{what}]]")


def files(store: Store, space: Workspace) -> None:
    """Paper, names, and one row a format."""
    names, size = choices()

    def make() -> Report:
        return reporting.report(store, space.assessment.id, show_names=names)

    digest = judging.digest_of(judging.inputs(store, space.assessment.id))
    taken = hash(planning.decisions(store, space.assessment.id))
    state = f"{space.assessment.id} {digest} {taken} {names} {size}"
    formats: tuple[Format[Report], ...] = (
        Format("PDF", "To print and hand over", "pdf", "application/pdf",
               lambda report: reporting.pdf(report, size)),
        Format("Workbook", "To plan in: owners, effort and start can be edited", "xlsx",
               XLSX, reporting.workbook),
        Format("JSON", "The whole result, with a published schema", "json", "application/json",
               reporting.result_json),
    )  # fmt: skip
    for item in formats:
        offer(item, make, state, reporting.filename)
    note(f"{counted(3, 'format')}. Links carry no credentials; people are "
         f"{'named' if names else 'shown by role and number'}.")  # fmt: skip


def choices() -> tuple[bool, Literal["A4", "Letter"]]:
    """Whether people are named, and the paper."""
    names = st.toggle(
        "Print people by name", help="Otherwise by role and number.", key="report.names"
    )
    paper = st.segmented_control(
        "Paper", ["A4", "Letter"], default="A4", required=True, key="report.size"
    )
    return names, "Letter" if paper == "Letter" else "A4"


def offer(
    item: Format[R], make: Callable[[], R], state: str, name: Callable[[R, str], str]
) -> None:
    """Make the file when asked, and offer it until something of the assessment changes."""
    kept = session.choice(f"report.file.{item.suffix}")
    with st.container(border=True, horizontal=True, vertical_alignment="center",
                      horizontal_alignment="distribute"):  # fmt: skip
        with st.container(width="content", gap=None):
            st.markdown(f":blue[:material/{ICONS[item.suffix]}:] **{item.name}**")
            note(item.purpose)
        if kept and kept[0] == state:
            st.download_button(
                on_accent(f"Save {item.name}"), kept[2], kept[1], item.mime, type="primary",
                icon=":material/download:", key=f"report.save.{item.suffix}", on_click="ignore",
            )  # fmt: skip
        elif st.button(f"Make {item.name}", key=f"report.make.{item.suffix}"):
            with st.spinner(f"Making the {item.name}"):
                made = faults.attempt(_made, item, make, name)
            if made:
                session.keep(f"report.file.{item.suffix}", (state, *made))
            st.rerun()


def _made(
    item: Format[R], make: Callable[[], R], name: Callable[[R, str], str]
) -> tuple[str, bytes]:
    report = make()
    return name(report, item.suffix), item.render(report)
