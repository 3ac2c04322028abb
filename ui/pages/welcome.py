"""The first visit: the sponsor's question, three lines, two doors."""

import streamlit as st

from engagement import demonstration, opening
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components import frame
from ui.components.charts.claim import an_overclaim
from ui.components.note import lead, note, on_accent
from ui.components.wording import plain
from ui.opened import opened

VERBS = (
    ("Ask", "People choose described levels"),
    ("Look", "Probes read the real systems"),
    ("Judge", "A verdict, with both shown"),
    ("Plan", "A roadmap your team can carry"),
    ("Report", "PDF, workbook, JSON"),
    ("Track", "What moved, and why"),
)


def render(store: Store) -> None:
    """The question, the doors and what stands behind them."""
    known = opening.workspaces(store)
    st.space("medium")
    words, figure = st.columns([6, 5], gap="large")
    with words:
        st.title("Can this AI pilot go to production?", anchor=False)
        lead(
            "Your people say how ready it is.",
            "Prodworthy reads the systems and checks what they say.",
            "You get a verdict, the reasons, and a plan that fits your team.",
        )
        _doors(store, known)
    with figure, st.container(border=True):
        _figure()
    st.divider()
    for column, (verb, what) in zip(st.columns(6), VERBS, strict=True):
        column.markdown(f"**{verb}**  \n:small[:gray[{what}]]")
    note(":material/lock: Reads only, from the addresses you name. Nothing is sent anywhere else.")


def _doors(store: Store, known: tuple[Workspace, ...]) -> None:
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        if known:
            _continue(known[0])
        else:
            st.markdown("#### :blue[:material/edit_note:]")
            st.subheader("Start an assessment", anchor=False)
            st.markdown(":gray[Name a client and one AI pilot. About 20 minutes to a first result.]")
            if st.button(on_accent("Start an assessment"), type="primary"):
                st.switch_page("ui/pages/start.py")
    with right.container(border=True, height="stretch"):
        _example(store, known)
    if known and st.button("Start another assessment", icon=":material/add:", type="tertiary"):
        st.switch_page("ui/pages/start.py")


def _continue(space: Workspace) -> None:
    st.markdown("#### :blue[:material/resume:]")
    st.subheader(f"Continue {plain(space.use_case.name)}", anchor=False)
    st.markdown(f":gray[{plain(space.client.name)}. Everything you answered is saved.]")
    if st.button(on_accent("Continue"), type="primary"):
        session.go(assessment=space.assessment.id)
        st.switch_page("ui/pages/ask.py")


def _example(store: Store, known: tuple[Workspace, ...]) -> None:
    opened = any(space.client.fictional for space in known)
    st.markdown("#### :blue[:material/import_contacts:]")
    st.subheader("Open the worked example", anchor=False)
    st.markdown(":gray[A fictional retailer with answers, findings and a plan already in place.]")
    if st.button("Open the example" if not opened else "Open it again"):
        with st.status("Preparing the example", expanded=True) as status:
            space = faults.attempt(demonstration.open_example, store, on_progress=status.write)
        if space is not None:
            session.go(assessment=space.assessment.id)
            st.switch_page("ui/pages/judge.py")
        faults.show_waiting()


def _figure() -> None:
    note("An example: Rollback and release")
    st.subheader("The team says 4. The registry says otherwise.", anchor=False)
    st.vega_lite_chart(
        an_overclaim(frame.colours()),
        theme=None,
        alt="People claim level 4; a probe found level 3 absent; our reading is 2.0, between 1 and 3.",
    )
    note(
        "A claim and a finding are always shown side by side. "
        "If we could not look, we say so; it never counts as missing."
    )


if __name__ == "__main__":
    render(opened())
