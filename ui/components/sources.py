"""The left side of Look: which sources there are, what each gave, add one, see the requests."""

from datetime import UTC, datetime, time

import streamlit as st

from assessment.connectors import connectors
from assessment.model import Finding
from assessment.sources import Source
from engagement import collecting
from engagement.faults import Refused
from engagement.model import ProbeRun, Workspace
from engagement.outside.settings import settings
from engagement.store import Store
from ui import faults
from ui.components.add_source import add
from ui.components.note import note, on_accent
from ui.components.requests import see_requests
from ui.components.wording import day, plain

SHOWN = 28
"""Most characters of an address on its card; *Manage* has the whole."""


def sources(store: Store, space: Workspace, findings: tuple[Finding, ...], running: bool) -> None:
    """Every source with its state, and the two buttons below."""
    st.subheader("Sources", anchor=False)
    known = collecting.sources(store, space.assessment.id)
    last = collecting.last_run(store, space.assessment.id)
    if not known:
        st.markdown(
            ":gray[Nothing to look at yet. Add a repository, a table or a Prometheus server.]"
        )
    for source in known:
        mine = [item for item in findings if item.source == source.id]
        _source(store, source, mine, running and not _looked_at(last, mine))
    with st.container(horizontal=True):
        label = "Add source" if known else on_accent("Add source")
        if st.button(label, icon=":material/add:", type="secondary" if known else "primary"):
            add(store, space)
        if known and st.button("See the requests"):
            see_requests(store, space, running)


def _looked_at(run: ProbeRun | None, found: list[Finding]) -> bool:
    """Whether the look that runs has been at this source already."""
    return run is not None and any(item.observed_at >= run.started_at for item in found)


def unread(store: Store, space: Workspace, findings: tuple[Finding, ...]) -> bool:
    """Whether a source was never read: its requests are shown before they are made."""
    seen = {item.source for item in findings}
    read = collecting.wanted_by(collecting.sources(store, space.assessment.id), sending=False)
    return any(item.id not in seen for item in read)


def _source(store: Store, source: Source, found: list[Finding], running: bool) -> None:
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            icon = getattr(connectors().get(source.kind), "ICON", "dns")
            st.markdown(f":gray[:material/{icon}:] **{plain(source.name)}**", width="content")
            _badge(found, running)
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f":small[`{_short(source.address)}`]", width="content")
            with st.popover("Manage", type="tertiary", width="content"):
                _manage(store, source)


def _short(address: str) -> str:
    """An address that fits into the column; a file that was handed over by its name alone."""
    if address.startswith(str(settings().uploads)):
        return address.rpartition("/")[2].replace("`", "")
    shown = address.replace("`", "").removeprefix("https://")
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN // 2 - 1]}…{shown[-SHOWN // 2 :]}"


def _badge(found: list[Finding], running: bool) -> None:
    if any(item.conclusive for item in found):
        st.badge("Read", color="green")
    elif running:
        st.badge("Reading", color="blue")
    else:
        st.badge("Not readable" if found else "Not read yet", color="gray")


def _authorise(store: Store, source: Source) -> None:
    """Who allows it now, and until when: a permission that ended is renewed here."""
    by = st.text_input("Authorised by", source.authorised_by, key=f"by.{source.id}")
    known = source.authorised_until.date() if source.authorised_until else None
    until = st.date_input("Until", known, key=f"until.{source.id}")
    if st.button("Keep permission", key=f"keep.{source.id}"):
        changed = {
            "authorised_by": by.strip() or source.authorised_by,
            "authorised_until": datetime.combine(until, time.max, UTC) if until else None,
        }
        if faults.attempt(collecting.update_source, store, source.model_copy(update=changed)):
            st.rerun()


def _manage(store: Store, source: Source) -> None:
    until = f" until {day(source.authorised_until)}" if source.authorised_until else ""
    note(f"Authorised by {plain(source.authorised_by) or 'nobody by name'}{until}")
    st.code(source.address, language=None, wrap_lines=True)
    if st.button("Test connection", key=f"try.{source.id}", help="Keeps nothing."):
        try:
            st.success(collecting.try_source(source).told)
        except Refused as refused:
            st.warning(plain(str(refused)))
    _authorise(store, source)
    st.markdown("**Remove**")
    note("Its findings stay in force. If it was never the client’s, say who says so and why.")
    by = st.text_input("Your name", key=f"remove.by.{source.id}")
    reason = st.text_input("Reason", key=f"remove.reason.{source.id}")
    if st.button("Remove source", key=f"remove.{source.id}"):
        faults.attempt(collecting.remove_source, store, source.id, mistaken_by=by, reason=reason)
        st.rerun()
