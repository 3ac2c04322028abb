"""The run: how far it is, stop it, or start the next one."""

from datetime import UTC, datetime

import streamlit as st

from assessment.model import Finding
from engagement.looks import collecting
from engagement.looks.looking import ENDED_EARLY
from engagement.model import ProbeRun, Workspace
from engagement.store import Store
from ui import faults, session
from ui.components import sources
from ui.components.note import note, on_accent
from ui.components.nothing_to_connect import nothing_to_connect
from ui.components.permitted import for_whoever_may, may
from ui.components.requests import see_requests
from ui.components.wording import counted, moment, plain


def run_bar(store: Store, space: Workspace, findings: tuple[Finding, ...]) -> None:
    """Progress while a look runs; otherwise what the last one did, and the button for the next."""
    if collecting.looking(store, space.assessment.id):
        with st.container(border=True):
            _running(store, space)
        return
    last = collecting.last_run(store, space.assessment.id)
    brought = collecting.last_import(store, space.assessment.id)
    if not collecting.sources(store, space.assessment.id):
        if brought is None:
            nothing_to_connect()
        else:
            with st.container(border=True):
                st.markdown(_brought(brought))
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center",
                      horizontal_alignment="distribute"):  # fmt: skip
        with st.container(gap="xxsmall", width="content"):
            st.markdown(_told(last), width="content")
            if brought is not None:
                st.markdown(_brought(brought), width="content")
        if last is not None and last.state in ENDED_EARLY:
            _go_on(store, space)
        if sources.unread(store, space, findings):
            _first(store, space)
        else:
            _next(store, space)


@for_whoever_may("look started")
def _first(store: Store, space: Workspace) -> None:
    if st.button(on_accent("See the requests, then run"), type="primary", key="look.first"):
        see_requests(store, space)


@for_whoever_may("look started")
def _go_on(store: Store, space: Workspace) -> None:
    """What the last look did not come to, without reading again what it was through with."""
    if st.button("Go on where it stopped", icon=":material/resume:", key="look.go_on"):
        faults.attempt(collecting.go_on_looking, store, space.assessment.id)
        st.rerun()


def _next(store: Store, space: Workspace) -> None:
    """Everything was looked at: on to what it means, or once more."""
    with st.container(horizontal=True, width="content"):
        if may("look started") and st.button(
            "Look again", icon=":material/refresh:", key="look.again"
        ):
            faults.attempt(collecting.start_looking, store, space.assessment.id)
            st.rerun()
        if st.button("See the judgement", icon=":material/balance:", key="look.judge"):
            st.switch_page("ui/pages/judge.py")


@st.fragment(run_every=1.0)
def _running(store: Store, space: Workspace) -> None:
    now = collecting.looking(store, space.assessment.id)
    if now is None or not now.running:
        st.rerun(scope="app")
        return
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        count = f"{now.done} of {now.total}" if now.total else "starting"
        st.markdown(
            f":blue[:material/progress_activity:] **Running probes: {count}**", width="content"
        )
        last = collecting.last_run(store, space.assessment.id)
        if last:
            note(_since(last), width="content")
        stopping = last is not None and session.choice("look.stopping") == last.id
        stops = may("look stopped") and st.button("Stop", key="look.stop", disabled=stopping)
        if stops and last:
            collecting.stop_looking(store, space.assessment.id)
            session.keep("look.stopping", last.id)
            st.rerun(scope="fragment")
    st.progress(now.done / now.total if now.total else 0.0)
    note("Stopping after the request it is at" if stopping else plain(now.message))


def _since(run: ProbeRun) -> str:
    return counted(int((datetime.now(UTC) - run.started_at).total_seconds()), "second")


def _brought(run: ProbeRun) -> str:
    """What the findings file that came last gave; it says nothing about our own looks."""
    ended = run.ended_at or run.started_at
    by = f", looked by {plain(run.started_by)}" if run.started_by else ""
    return (
        f":small[:gray[:material/upload_file: {plain(run.message)}; taken in {moment(ended)}{by}]]"
    )


def _told(run: ProbeRun | None) -> str:
    if run is None:
        return "**Not looked yet.** :gray[The first run shows every request before it is made.]"
    ended = run.ended_at or run.started_at
    words = {
        "finished": ":green[:material/check_circle:] **Finished**",
        "stopped": ":orange[:material/stop_circle:] **Stopped early; what was found is kept**",
        "failed": ":red[:material/error:] **Ended by a fault; what was found is kept**",
        "running": "**Running**",
    }
    return f"{words[run.state]} :gray[{run.done} of {run.total} probes, {moment(ended)}]"
