"""Add a source: where it is, who allows it, and what to choose from once it has answered."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from assessment.connectors import connectors
from assessment.sources import Source
from engagement.faults import AlreadyThere, Refused
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from ui.components import source_options, source_trial
from ui.components.note import on_accent
from ui.components.source_address import address_of
from ui.components.source_dialog import ADD, close, closed, open_dialog, stay_or_leave
from ui.components.source_form import Form, drafted, end_draft, names, permission
from ui.components.source_kind import kind_of_source
from ui.components.wording import plain


@st.dialog("Add a source", width="large", on_dismiss=closed)
def add(store: Store, space: Workspace) -> None:
    """One form for every kind; nothing but *Test connection* asks anything before somebody looks."""
    stay_or_leave(ADD)
    connector = kind_of_source(connectors())
    form = Form(drafted(connector.KIND), connector, space)
    filled = source_fields(store, form)
    with st.container(horizontal=True):
        asked = st.button(on_accent("Add"), type="primary", key="source.add")
        if st.button("Discard", key="source.discard", type="tertiary"):
            end_draft(form.kind)
            close()
    if filled and asked:
        keep(store, space, filled)


def source_fields(store: Store, form: Form) -> Source | None:
    """Every field, and *Test connection*: the source as it stands in the form, where it can be read."""
    try:
        address, test = address_of(form)
    except Refused as refused:
        st.error(plain(str(refused)))
        return None
    by, until, secret = permission(form)
    id_ = form.known.id if form.known else "new"
    place = Source(id=id_, kind=form.kind, name="", address=address, secret=secret)
    trial = source_trial.last_trial(form)
    found = source_trial.found_at(trial, place)
    said = trial.place.options if trial and found else form.known.options if form.known else {}
    result = st.container()
    options, wrong = source_options.fields(form, said, found)
    name, reader = names(form)
    if wrong:
        st.warning(plain(" ".join(wrong)))
        return None
    filled = place.model_copy(
        update={
            "options": options, "name": name, "reader_address": reader, "authorised_by": by,
            "authorised_until": until,
        }
    )  # fmt: skip
    if test:
        source_trial.attempt(store, form, filled)
    source_trial.show(result, trial, filled)
    return filled


def keep(store: Store, space: Workspace, filled: Source) -> None:
    """Add what stands in the form, or say in one sentence why that cannot be."""

    def added() -> None:
        collecting.add_source(
            store, assessment_id=space.assessment.id, **filled.model_dump(exclude={"id"})
        )

    kept(filled, filled.kind, added)


def kept(filled: Source, draft: str, action: Callable[[], object]) -> None:
    """Do what keeps the source and close; or say why not, and lead to the one that is there."""
    try:
        permitted(filled)
        action()
    except AlreadyThere as there:
        st.error(plain(str(there)))
        st.button("Open the one that is there", on_click=open_dialog, args=(there.id,))
    except Refused as refused:
        st.error(plain(str(refused)))
    else:
        end_draft(draft)
        close()


def permitted(source: Source) -> None:
    """Refuse a source that nobody allows, or whose permission has ended."""
    if not source.authorised_by:
        raise Refused("Say who authorised that this source is read.")
    until = source.authorised_until
    if until is not None and until < datetime.now(UTC):
        raise Refused("The permission to read this source would have ended; give a later day.")
