"""Answers of several people at once: a workbook to hand out, and to take back filled in."""

from hashlib import sha256

import streamlit as st

from engagement.answers import handed_sheet
from engagement.answers.handed_sheet import MOST_PEOPLE, Handed
from engagement.faults import Refused
from ui import faults, session
from ui.components.asking import Asking
from ui.components.me import entering
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.wording import counted, plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND, SHOWN = "sheet.round", 12


@for_whoever_may("answer given", "person added")
def sheet_card(asking: Asking) -> None:
    """The same beside the first question of all, where it is one of two ways to begin."""
    with st.container(border=True):
        st.subheader("Or several people at once", anchor=False)
        _inside(asking)


@for_whoever_may("answer given", "person added")
def sheet(asking: Asking) -> None:
    """Below the progress: a click away."""
    with st.expander("Answers of several people", icon=":material/group_add:"):
        _inside(asking)


def _inside(asking: Asking) -> None:
    note("Take a workbook with these questions, have it filled in, and hand it over here.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        people = st.number_input(
            "For how many", 1, MOST_PEOPLE, 5, key="sheet.people", width=130
        )  # fmt: skip
        st.download_button(
            "Workbook", lambda: handed_sheet.sheet(
                asking.store, asking.space, asking.pack, int(people)
            ),
            "answers.xlsx", XLSX, icon=":material/download:", key="sheet.empty",
            on_click="ignore",
        )  # fmt: skip
    given = st.file_uploader(
        "Filled in", ["xlsx"], key=f"sheet.file.{session.choice(ROUND, 0)}", max_upload_size=5
    )
    if given is not None:
        _checked(asking, given.name, given.getvalue())


def _checked(asking: Asking, name: str, content: bytes) -> None:
    try:
        handed = _read(asking, name, content)
    except Refused as refused:
        lines = str(refused).splitlines()
        st.error("\n\n".join(plain(line) for line in lines[:SHOWN]), icon=":material/error:")
        if len(lines) > SHOWN:
            note(f"and {len(lines) - SHOWN} more")
        return
    fresh = len(handed.newcomers)
    added = f", {fresh} of them new: {plain(', '.join(handed.newcomers))}" if fresh else ""
    st.markdown(f"**{counted(handed.answers, 'answer')} of {handed.people} people**{added}.")
    st.button(
        on_accent("Take these answers"), type="primary", key="sheet.take", on_click=_take,
        args=(asking, handed), icon=":material/check:",
    )  # fmt: skip


def _read(asking: Asking, name: str, content: bytes) -> Handed:
    """Read once for each file and assessment, not with every click beside it."""
    key = (asking.assessment, asking.pack.digest, sha256(content).hexdigest())
    kept = session.choice("sheet.read")
    if kept is None or kept[0] != key:
        handed = handed_sheet.read(asking.store, asking.space, asking.pack, name, content)
        session.keep("sheet.read", kept := (key, handed))
    found: Handed = kept[1]
    return found


def _take(asking: Asking, handed: Handed) -> None:
    by = entering(None)
    taken = faults.attempt(handed_sheet.take, asking.store, asking.space, handed, by)
    if taken is not None:
        session.keep(ROUND, session.choice(ROUND, 0) + 1)  # an empty field for the next file
        told = f"{counted(taken, 'answer')} kept." if taken else "Every answer was there already."
        st.toast(told, icon=":material/check_circle:")
