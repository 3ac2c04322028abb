"""The first visit: the sponsor's question, three lines, two doors."""

import streamlit as st

from engagement import opening
from engagement.model import Workspace
from engagement.store import Store
from ui import example_opening, faults, session
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
    faults.show_waiting()
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
    opened_before = any(space.client.fictional for space in known)
    st.markdown("#### :blue[:material/import_contacts:]")
    st.subheader("Open the worked example", anchor=False)
    st.markdown(":gray[A fictional retailer with answers, findings and a plan already in place.]")
    now = example_opening.current(store)
    if now:
        _progress(store)
    elif st.button("Open it again" if opened_before else "Open the example"):
        example_opening.start(store)
        st.rerun()


@st.fragment(run_every=1.0)
def _progress(store: Store) -> None:
    now = example_opening.current(store)
    if now is None or now.running:
        st.progress(min(0.95, len(now.told) / 60 if now else 0.0))
        note(plain(now.told[-1]) if now and now.told else "Starting")
        note("About half a minute, the first time. You can leave this page.")
        return
    example_opening.forget(store)
    if now.fault:
        faults.refuse(now.fault)
        st.rerun()
    session.go(assessment=now.assessment)
    st.switch_page("ui/pages/judge.py")


def _figure() -> None:
    note("From the worked example: Rollback and release")
    st.subheader("The team says 4. The repository says otherwise.", anchor=False)
    st.vega_lite_chart(
        an_overclaim(frame.colours()),
        theme=None,
        alt="People claim level 4; a probe found level 3 absent; our reading is 2.4, between 1 and 4.",
    )
    note(
        "A claim and a finding are always shown side by side. "
        "If we could not look, we say so; it never counts as missing."
    )


if __name__ == "__main__":
    render(opened())
