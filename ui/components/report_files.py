"""The formats of a report: each made on demand with its progress, then offered as a file."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import streamlit as st

from engagement import judging, reporting
from engagement.frozen.again import report_again
from engagement.frozen.listing import Taken
from engagement.model import Workspace
from engagement.outside import clock
from engagement.plans import deciding
from engagement.store import Store
from reports.formats import FORMATS, Choices, Format
from reports.lengths import NAMES, Length
from reports.model import Report
from reports.pdf import preview
from ui import session
from ui.components.live import changes
from ui.components.note import note, on_accent
from ui.components.report_making import File, Making, Shelf, telling, watch
from ui.components.report_pages import look_through
from ui.components.wording import counted, plain

_LENGTH = "report.length"
R = TypeVar("R")


class Asked(NamedTuple):
    """Whether people are named, and how the report is made."""

    names: bool
    chosen: Choices


def length() -> Length:
    """The length that is chosen on the page."""
    return session.choice(_LENGTH) or Length.FULL


def files(store: Store, space: Workspace) -> None:
    """Paper, names and length, and one row a format."""
    asked = choices(with_length=True)

    def make() -> Report:
        return reporting.report(store, space.assessment.id, show_names=asked.names)

    digest = judging.digest_of(judging.inputs(store, space.assessment.id))
    taken = hash(deciding.decisions(store, space.assessment.id))
    state = f"{standing(space)} {digest} {taken} {asked.names}"
    _offered(make, state, asked)


def files_of_then(store: Store, then: Taken) -> None:
    """The same of the report that was frozen with a snapshot."""
    asked = choices(with_length=True)

    def make() -> Report:
        told = report_again(store, then.id, show_names=asked.names)
        if not isinstance(told, Report):
            raise TypeError("a snapshot of a questionnaire has a page of its own")
        return told

    _offered(make, f"snapshot {then.id} {asked.names}", asked)


def _offered(make: Callable[[], Report], state: str, asked: Asked) -> None:
    for item in FORMATS:
        offer(item, make, state, asked.chosen, reporting.filename)
    note(f"{counted(len(FORMATS), 'format')}. Links carry no credentials; people are "
         f"{'named' if asked.names else 'shown by role and number'}.")  # fmt: skip


def standing(space: Workspace) -> str:
    """What a made file stands for besides its choices: it is made anew once this is another text."""
    today = clock.now().date()
    return f"{space.assessment.id} {space.assessment.pack.digest} {changes(space)} {today}"


def choices(*, with_length: bool = False) -> Asked:
    """Whether people are named, the length and the paper."""
    names = st.toggle(
        "Print people by name, in every format",
        help="Otherwise by role and number. Owners of work and decisions are named in any case.",
        key="report.names", bind="query-params",
    )  # fmt: skip
    length = Length.FULL
    if with_length:
        length = st.segmented_control(
            "Length", list(Length), default=Length.FULL, required=True, key=_LENGTH,
            format_func=NAMES.__getitem__, bind="query-params",
        )  # fmt: skip
    paper = st.segmented_control(
        "Paper", ["A4", "Letter"], default="A4", required=True, key="report.size",
        bind="query-params",
    )  # fmt: skip
    return Asked(names, Choices(length=length, page_size="Letter" if paper == "Letter" else "A4"))


def offer(
    item: Format[R],
    make: Callable[[], R],
    state: str,
    chosen: Choices,
    name: Callable[[R, str], str],
) -> None:
    """Make the file when asked, and offer it until something of the assessment changes."""
    shelf = _shelf(item.suffix, f"{state} {chosen if item.has_lengths or item.has_pages else ''}")
    now = shelf.making
    kept = now.file if now else None
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center",
                          horizontal_alignment="distribute"):  # fmt: skip
            with st.container(width="content", gap=None):
                st.markdown(f":blue[:material/{item.icon}:] **{item.name}**")
                note(item.purpose)
            if kept:
                st.download_button(
                    on_accent(f"Save {item.name}"), kept[1], kept[0], item.media_type,
                    type="primary", icon=":material/download:", key=f"report.save.{item.suffix}",
                    on_click="ignore",
                )  # fmt: skip
            running = bool(now and now.running)
            if not kept and not running:
                st.button(
                    f"Make {item.name}", key=f"report.make.{item.suffix}",
                    on_click=shelf.begin, args=(_work(item, make, chosen, name),),
                )  # fmt: skip
        if now and now.fault:
            st.error(plain(now.fault), icon=":material/error:")
        if running:
            watch(shelf)
        if kept and item.has_pages:
            look_through(kept[1], item.suffix)


@st.cache_resource(show_spinner=False, max_entries=24)
def _shelf(suffix: str, state: str) -> Shelf:  # noqa: ARG001  they are the key
    """Where a file is made and kept; a reload or a second tab finds the same one."""
    return Shelf()


def _work(
    item: Format[R], make: Callable[[], R], chosen: Choices, name: Callable[[R, str], str]
) -> Callable[[Making], File]:
    """Gather, show the first page where there are pages, and write the file."""

    def work(making: Making) -> File:
        report = make()
        if item.first_page:
            making.first = preview.picture(item.first_page(report, chosen), 1)
        tell = telling(making, known=item.has_pages, words=f"Writing the {item.name} file")
        return name(report, item.suffix), item.render(report, chosen, tell)

    return work
