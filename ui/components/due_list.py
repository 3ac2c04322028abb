"""What is due in three groups: late, soon, later; each line opens the page where it is done."""

import streamlit as st

from engagement.schedule.agenda import Line, When
from engagement.schedule.model import Kind
from reports.wording import short_day
from ui import session
from ui.components.note import note
from ui.components.wording import counted, moment, plain

DESTINATIONS: dict[Kind, str] = {
    "reassess": "track", "look": "look", "reread": "track", "people": "invite", "tell": "schedule",
    "conflict": "settle", "decision": "plan", "dispute": "settle", "evidence": "settle",
    "permission": "look",
}  # fmt: skip
AT_ONCE = 40
_TITLES: dict[When, str] = {"overdue": "Overdue", "soon": "In the next two weeks", "later": "Later"}


def due_list(lines: tuple[Line, ...]) -> None:
    """All of it; what comes later is folded away."""
    for when, title in _TITLES.items():
        found = [line for line in lines if line.when == when]
        if when == "later" and found:
            with st.expander(f"Later: {counted(len(found), 'item')}"):
                _group(found)
        elif found:
            st.subheader(f"{title} ({len(found)})", anchor=False)
            _group(found)
    if not lines:
        note("Nothing has a day yet: start an assessment, or set the schedule.")


def _group(found: list[Line]) -> None:
    with st.container(border=True):
        for number, line in enumerate(found[:AT_ONCE]):
            _line(line, f"due.{line.when}.{number}.{line.due.key}")
    if len(found) > AT_ONCE:
        note(f"And {len(found) - AT_ONCE} more: choose one client to see all of its own.")


def _line(line: Line, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            day, what = short_day(line.due.day), plain(line.due.what)
            mark = f":red[**{day}**]" if line.when == "overdue" else f"**{day}**"
            st.markdown(f"{mark} · **{what[:1].upper() + what[1:]}**")
            note(
                f"{plain(line.client)} / {plain(line.use_case)}{_whose(line)}. {plain(line.due.why)}"
            )
            if line.failed:
                again = f" It is tried again {moment(line.tries_at)}." if line.tries_at else ""
                st.markdown(f":small[:orange[:material/warning: {plain(line.failed)}{again}]]")
        st.button("Open", key=key, on_click=_open, args=(line,), width="content",
                  help=f"Open {line.use_case} where this is done")  # fmt: skip


def _whose(line: Line) -> str:
    if line.is_running:
        return " · is being done now"
    if line.due.runs:
        return " · the server does it by itself"
    return f" · for {plain(line.due.owner)}" if line.due.owner else ""


def _open(line: Line) -> None:
    session.go(assessment=line.assessment)
    session.keep("due.open", line.due.kind)
