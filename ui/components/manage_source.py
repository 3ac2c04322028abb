"""Manage a source: the form it was added with, filled in, and a way to remove it."""

import streamlit as st

from assessment.connectors import connectors
from assessment.sources import Source
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.races import Overtaken
from engagement.store import Store
from ui import session
from ui.components.add_source import kept, source_fields
from ui.components.note import note, on_accent
from ui.components.source_dialog import close, closed, stay_or_leave
from ui.components.source_form import Form, drafted, end_draft
from ui.components.wording import plain


def manage(store: Store, space: Workspace, source: Source, *, read: bool) -> None:
    """The dialog of one source; ``read``: something was found there before."""

    @st.dialog(f"Manage {plain(source.name)}", width="large", on_dismiss=closed)
    def dialog() -> None:
        _manage(store, space, source, read=read)

    dialog()


def _manage(store: Store, space: Workspace, source: Source, *, read: bool) -> None:
    stay_or_leave(source.id)
    connector = connectors()[source.kind]
    note(f":material/{connector.ICON}: {connector.TITLE}")
    form = Form(drafted(source.id), connector, space, source)
    began = _began(source, drafted(source.id))
    filled = source_fields(store, form)
    if filled and read and _elsewhere(source, filled):
        st.info(
            "What was found there until now stays in force until a look at the changed source sees "
            "it anew. If this is another system or table, add it as a source of its own instead."
        )
    with st.container(horizontal=True):
        asked = st.button(on_accent("Keep changes"), type="primary", key="source.keep")
        if st.button("Discard changes", key="source.discard", type="tertiary"):
            end_draft(source.id)
            close()
    if filled and asked:
        kept(filled, filled.id, lambda: _keep(store, filled, began))
    if filled and session.choice(_RACE):
        _choose(store, filled, began)
    with st.expander("Remove this source", icon=":material/delete:"):
        _remove(store, source)


_RACE = "source.race"


def _began(source: Source, draft: str) -> Source:
    """The source that the fields of this draft were filled from."""
    if session.choice(f"{draft}.began") is None:
        session.keep(f"{draft}.began", source)
    found: Source = session.choice(f"{draft}.began")
    return found


def _keep(store: Store, filled: Source, began: Source) -> None:
    session.forget(_RACE)
    try:
        collecting.update_source(store, filled, instead_of=began)
    except Overtaken:
        session.keep(_RACE, filled.id)
        raise


def _choose(store: Store, filled: Source, began: Source) -> None:
    """Somebody else changed the same field: keep mine or take theirs."""
    if session.choice(_RACE) != filled.id:
        return
    with st.container(horizontal=True):
        if st.button("Keep mine", key="source.race.mine"):
            session.forget(_RACE)
            kept(
                filled, filled.id,
                lambda: collecting.update_source(store, filled, instead_of=began, over=True),
            )  # fmt: skip
        if st.button("Take theirs", key="source.race.theirs"):
            session.forget(_RACE)
            end_draft(filled.id)
            close()


def _elsewhere(source: Source, filled: Source) -> bool:
    return (source.address, source.options) != (filled.address, filled.options)


def _remove(store: Store, source: Source) -> None:
    note("Its findings stay in force. If it was never the client’s, say who says so and why.")
    by = st.text_input("Your name", key=f"remove.by.{source.id}")
    reason = st.text_input("Reason", key=f"remove.reason.{source.id}")
    if st.button("Remove source", key=f"remove.{source.id}"):
        try:
            collecting.remove_source(store, source.id, mistaken_by=by, reason=reason)
        except Refused as refused:
            st.error(plain(str(refused)))
        else:
            close()
