"""One format of the report: made on demand with a spinner, then offered as a file."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from engagement import reporting
from reports.model import Report
from ui import faults, session
from ui.components.note import note, on_accent

ICONS = {"pdf": "picture_as_pdf", "xlsx": "table_view", "json": "data_object"}


class Format(NamedTuple):
    """A format: its name, what it is for, its file suffix and type, and what renders it."""

    name: str
    purpose: str
    suffix: str
    mime: str
    render: Callable[[Report], bytes]


def download(item: Format, make: Callable[[], Report], state: str) -> None:
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
                made = faults.attempt(_made, item, make)
            if made:
                session.keep(f"report.file.{item.suffix}", (state, *made))
            st.rerun()


def _made(item: Format, make: Callable[[], Report]) -> tuple[str, bytes]:
    report = make()
    return reporting.filename(report, item.suffix), item.render(report)
