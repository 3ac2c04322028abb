"""Whether anything carries out what is due: who, when last, when next, and what could not be done."""

from datetime import timedelta

import streamlit as st

from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.schedule.agenda import Line
from engagement.schedule.model import Worker
from engagement.schedule.workers import workers
from engagement.store import Store
from ui.components.note import note
from ui.components.wording import counted, moment, plain

FRESH = timedelta(minutes=5)
"""A server that was not seen for longer is not there: it says so once a minute."""


def due_server(store: Store, lines: tuple[Line, ...]) -> None:
    """One box; what failed last is told with its sentence."""
    found, now = workers(store), clock.now()
    servers = [item for item in found if item.way == "server" and now - item.seen_at < FRESH]
    calls = [item for item in found if item.way == "command"]
    with st.container(border=True):
        st.markdown("**What is done by itself**")
        if servers:
            _server(servers)
        if calls:
            note(
                f":material/terminal: A timer last called `prodworthy due --run` {moment(calls[0].seen_at)}."
            )
        if not servers and not calls:
            _nobody()
        _failed(lines)


def _server(servers: list[Worker]) -> None:
    many = "This server does" if len(servers) == 1 else f"{len(servers)} servers do"
    following = min((item.next_at for item in servers if item.next_at), default=None)
    then = (
        f"Next unit: {moment(following)}." if following else "No client’s schedule is switched on."
    )
    note(f":material/check: {many} what is due; last looked {moment(servers[0].seen_at)}. {then}")


def _nobody() -> None:
    off = settings().scheduler == "off"
    why = (
        "PRODWORTHY_SCHEDULER is off, and no timer has called `prodworthy due --run` yet."
        if off else "No server has looked for it yet; it does within a minute of its start."
    )  # fmt: skip
    st.markdown(f":small[:orange[:material/warning: {why}]]")


def _failed(lines: tuple[Line, ...]) -> None:
    failed = [line for line in lines if line.failed]
    if failed:
        told = f"{counted(len(failed), 'unit')} could not be done: {plain(failed[0].failed)}"
        st.markdown(f":small[:orange[:material/warning: {told}]]")
