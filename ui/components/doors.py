"""The doors of the first page: start, continue, or open the worked example."""

import streamlit as st

from engagement import demonstration
from engagement.model import Workspace
from engagement.store import Store
from ui import example_opening, faults, session
from ui.components.note import note, on_accent
from ui.components.wording import plain


def doors(store: Store, known: tuple[Workspace, ...]) -> None:
    """Two doors, one of them primary; a returning person continues."""
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        if known:
            _continue(known[0])
        else:
            st.markdown("#### :blue[:material/edit_note:]")
            st.subheader("Start an assessment", anchor=False)
            st.markdown(
                ":gray[Name a client and one AI pilot. About 20 minutes to a first result.]"
            )
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


def example_sources(store: Store, space: Workspace) -> None:
    """Say so where the example's systems do not run, and start them: links and looks need them."""
    if not space.client.fictional or demonstration.running():
        return
    if example_opening.current(store):
        _progress(store)
        return
    st.info("The example’s systems are not running, so its links do not open and nothing answers.")
    if st.button("Start them", icon=":material/play_arrow:"):
        example_opening.start(store)
        st.rerun()
