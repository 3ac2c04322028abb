"""The left side of Look: which sources there are, what each gave, add one, see the requests."""

from collections.abc import Mapping

import streamlit as st

from assessment.connectors import connectors
from assessment.model import Finding
from assessment.sources import Source
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside.settings import settings
from engagement.store import Store
from ui.components.add_source import add
from ui.components.manage_source import manage
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.requests import see_requests
from ui.components.source_dialog import ADD, closed, open_dialog, opened_dialog
from ui.components.source_state import Colour, Seen, seen_of, state
from ui.components.wording import day, plain

SHOWN = 28
"""Most characters of an address on its card; *Manage* has the whole."""


def sources(store: Store, space: Workspace, findings: tuple[Finding, ...], running: bool) -> None:
    """Every source with its state, and the two buttons below."""
    st.subheader("Sources", anchor=False)
    key = space.assessment.id
    known, imported = collecting.sources(store, key), collecting.imported_sources(store, key)
    failed, changed = collecting.failed_since(store, key), collecting.pointed_elsewhere(store, key)
    run = collecting.last_run(store, key) if running else None
    if not known and not imported:
        st.markdown(
            ":gray[Nothing to look at yet. Add a repository, a table or a Prometheus server.]"
        )
    for source in known:
        seen = seen_of(source, findings, failed)
        with _card(source, *state(seen, changed.get(source.id), run)):
            _manage(source)
    for source in imported:
        _imported(source, seen_of(source, findings, failed))
    _buttons(store, space, known, running)
    _dialog(store, space, {source.id: source for source in known}, findings)


@for_whoever_may("source changed", "source removed")
def _manage(source: Source) -> None:
    st.button(
        "Manage", type="tertiary", width="content", key=f"manage.{source.id}",
        on_click=open_dialog, args=(source.id,),
    )  # fmt: skip


def _imported(source: Source, seen: Seen) -> None:
    """One that others read from inside their network: shown, and not looked at from here."""
    with _card(source, "Imported", "green" if seen.read else "gray"):
        when = max((item.observed_at for item in seen.found), default=None)
        note(f"read there {day(when)}" if when else "nothing in force", width="content")


def _buttons(store: Store, space: Workspace, known: tuple[Source, ...], running: bool) -> None:
    with st.container(horizontal=True):
        _add(first=not known)
        if known and st.button("See the requests"):
            closed()
            see_requests(store, space, running)


@for_whoever_may("source added", told="adds sources and looks")
def _add(*, first: bool) -> None:
    st.button(
        on_accent("Add source") if first else "Add source", icon=":material/add:",
        type="primary" if first else "secondary", key="source.open", on_click=open_dialog,
        args=(ADD,),
    )  # fmt: skip


def _dialog(
    store: Store, space: Workspace, known: Mapping[str, Source], findings: tuple[Finding, ...]
) -> None:
    """The form that is open, drawn again however often the page is."""
    wanted = opened_dialog()
    if wanted == ADD:
        add(store, space)
    elif source := known.get(wanted or ""):
        manage(store, space, source, read=seen_of(source, findings, {}).read)
    else:
        closed()


def unread(store: Store, space: Workspace, findings: tuple[Finding, ...]) -> bool:
    """Whether a source was never read as it is: its requests are shown before they are made."""
    key = space.assessment.id
    failed, changed = collecting.failed_since(store, key), collecting.pointed_elsewhere(store, key)
    wanted = collecting.wanted_by(collecting.sources(store, key), sending=False)
    seen = {item.id: seen_of(item, findings, failed) for item in wanted}
    return any(
        not seen[item.id].found or not seen[item.id].tried_since(changed.get(item.id))
        for item in wanted
    )


def _card(source: Source, state: str, colour: Colour) -> st.delta_generator.DeltaGenerator:
    """Name, state and address; what comes into it stands at the right of the address."""
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, wrap=False):
            icon = getattr(connectors().get(source.kind), "ICON", "dns")
            st.markdown(f":gray[:material/{icon}:] **{plain(source.name)}**", width="stretch")
            st.badge(state, color=colour)
        row = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        )
        row.markdown(f":small[`{_short(source.address)}`]", width="content")
    return row


def _short(address: str) -> str:
    """An address that fits into the column; a file that was handed over by its name alone."""
    if address.startswith(str(settings().uploads)):
        return address.rpartition("/")[2].replace("`", "")
    shown = address.replace("`", "").removeprefix("https://")
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN // 2 - 1]}…{shown[-SHOWN // 2 :]}"
