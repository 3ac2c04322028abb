"""The doors of the first page: start, continue, or open the worked example."""

import streamlit as st

from engagement import demonstration
from engagement.model import Workspace
from engagement.store import Store
from ui import example_opening, session
from ui.components.note import note, on_accent
from ui.components.permitted import may
from ui.components.wording import plain
from ui.own_address import own_address

_WAITS = "example.waits"


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
    if (
        known
        and may("assessment started")
        and st.button("Start another assessment", icon=":material/add:", type="tertiary")
    ):
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
    st.subheader("See a worked example", anchor=False)
    st.markdown(":gray[A fictional retailer with answers, findings and a plan already in place.]")
    label = "Open it again" if opened_before else "Open the example"
    if _waiting(store) or not may("client created"):
        return
    if st.button(label):
        _wait_for(example_opening.start(store))
    if st.button("Assess Prodworthy itself", icon=":material/frame_inspect:", type="tertiary",
                 help=_itself()):  # fmt: skip
        _wait_for(example_opening.start_itself(store, own_address()))


def _itself() -> str:
    """What the second example is, and what of it is to be had here."""
    where = "This program's own repository and this server's own metrics are looked at"
    if demonstration.own_repository() is None:
        where = "It was installed without its repository; this server's own metrics are looked at"
    return f"{where}, for real. Nobody answers for it, and where it does not pass it says so."


def _wait_for(begun: example_opening.Opening) -> None:
    session.keep(_WAITS, begun.token)
    st.rerun()


def _waiting(store: Store) -> bool:
    """Progress while the example opens; then go there. Whoever reloads the page waits again."""
    now = example_opening.current(store)
    if now is None:
        return False
    if now.running:
        session.keep(_WAITS, now.token)
        _progress(store)
        return True
    if session.choice(_WAITS) != now.token:
        return False
    if now.fault:
        session.forget(_WAITS)
        st.error(plain(now.fault), icon=":material/error:")
        return False
    # What was waited for is forgotten by the page that is reached: a run that is cut short here
    # comes back and goes on.
    session.go(assessment=now.assessment)
    st.switch_page("ui/pages/judge.py")
    return True


@st.fragment(run_every=1.0)
def _progress(store: Store) -> None:
    now = example_opening.current(store)
    if now is None or not now.running:
        st.rerun(scope="app")
        return
    st.progress(min(0.95, len(now.told) / 20))
    note(plain(now.told[-1]) if now.told else "Starting")
    note("About half a minute, the first time. You can leave this page.")


def example_sources(store: Store, space: Workspace) -> None:
    """Say so where the example's systems do not run, and start them: links and looks need them."""
    if not space.client.fictional or demonstration.running():
        return
    now = example_opening.current(store)
    if now and now.running:
        _progress(store)
        return
    st.info("The example’s systems are not running, so its links do not open and nothing answers.")
    if may("look started") and st.button("Start them", icon=":material/play_arrow:"):
        example_opening.start(store)
        st.rerun()
