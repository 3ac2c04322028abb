"""Which result a report is of: what stands now, or a snapshot, whose report was frozen with it."""

import streamlit as st

from engagement.faults import Refused
from engagement.frozen.again import NO_REPORT, report_again
from engagement.frozen.listing import Taken, taken
from engagement.model import Workspace
from engagement.store import Store
from reports.lint import Group, left_open, lint
from reports.model import Report
from ui import faults, session
from ui.components.note import note
from ui.components.wording import moment, plain, spoken

_KEY, _ON_TRACK, _THEN = "report.of", "track.of", "report.then"
_GONE = "The address names a snapshot that is not one of this use case; what stands now is shown."


def which(store: Store, space: Workspace) -> Taken | None:
    """The snapshot that was chosen, or ``None`` for what stands now; nothing to choose before the first."""
    held = {item.id: item for item in taken(store, space.assessment.id)}
    chosen = session.place("snapshot")
    if chosen and chosen not in held:
        faults.refuse(_GONE)
        faults.show_waiting()
        session.go(snapshot="")
        chosen = ""
    if not held:
        return None
    session.keep(_KEY, chosen)
    st.selectbox(
        "Report of", ["", *held], key=_KEY, on_change=_chosen, width=520,
        format_func=lambda key: _named(held[key]) if key else "What stands now",
        help="The report of a snapshot is the one that was frozen with it, whatever was entered since.",
    )  # fmt: skip
    return held.get(chosen)


def _chosen() -> None:
    session.go(snapshot=session.choice(_KEY) or "")


def _named(item: Taken) -> str:
    return f"Snapshot of {moment(item.at)}: {spoken(item.note) or item.result}"


def headline(item: Taken) -> bool:
    """Of when it is, by whom and with which versions; whether its report can be made again."""
    st.markdown(f"#### As of {moment(item.at)}: {plain(item.result).lower()}.", anchors=False)
    by = f", taken by {plain(item.by)}" if item.by else ""
    said = f": {plain(item.note)}" if item.note else ""
    note(
        f"Snapshot {item.id}{by}{said}. Pack {plain(item.pack.id)} {plain(item.pack.version)}, "
        f"scoring {item.scoring}."
    )
    if item.report is None:
        st.info(NO_REPORT, icon=":material/history:")
        return False
    note(f"Every file is made from what was frozen then (SHA-256 {item.report.digest[:16]}…): made "
         "twice, it is the same to the byte.")  # fmt: skip
    return True


def left_open_then(store: Store, item: Taken) -> None:
    """What the checks find in the frozen report; nothing of it can be mended any more."""
    kept = session.choice(_THEN)
    if not kept or kept[0] != item.id:
        kept = (item.id, _checked(store, item))
        session.keep(_THEN, kept)
    groups: tuple[Group, ...] = kept[1]
    with st.container(border=True, gap="small"):
        if not groups:
            st.subheader("Nothing was left open then", anchor=False)
            return
        st.subheader(f"As of then: {left_open(groups).lower()}", anchor=False)
        note("The report says so. What is open now stands with the report of what stands now.")
        for group in groups:
            grave = f" :red[:material/priority_high: {group.grave} grave]" if group.grave else ""
            with st.expander(f"**{group.title}**{grave}"):
                for each in group.items:
                    st.markdown(f"**{plain(each.name)}**  \n:small[:gray[{plain(each.what)}]]")


def _checked(store: Store, item: Taken) -> tuple[Group, ...]:
    try:
        told = report_again(store, item.id)
    except Refused:
        return ()  # making a file says why
    return lint(told) if isinstance(told, Report) else ()


def to_report(store: Store, space: Workspace) -> None:
    """On Track: choose a snapshot of the list, and go to the report of it."""
    held = {item.id: item for item in taken(store, space.assessment.id) if item.report}
    if not held:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "A report as of then", list(held), key=_ON_TRACK, width=520,
            format_func=lambda key: _named(held[key]),
        )  # fmt: skip
        if st.button("Report of this snapshot", icon=":material/history:", key="track.report"):
            session.go(snapshot=chosen)
            st.switch_page("ui/pages/report.py")
