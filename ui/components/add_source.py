"""Add a source: where it is, who allows it, and what to choose from once it has answered."""

from datetime import UTC, datetime, time
from types import ModuleType

import streamlit as st

from assessment.connectors import connectors
from assessment.sources import Choice, Source
from engagement import collecting
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.outside.settings import settings
from engagement.store import Store
from ui import session
from ui.components import source_options
from ui.components.note import on_accent
from ui.components.source_address import address_of
from ui.components.source_kind import kind_of_source
from ui.components.wording import plain

Tried = tuple[str, str, dict[str, tuple[Choice, ...]]]
"""The address that was tried, what answered there, and what to choose from."""


@st.dialog("Add a source", width="large")
def add(store: Store, space: Workspace) -> None:
    """One form for every kind; nothing but *Test connection* asks anything before somebody looks."""
    connector = kind_of_source(connectors())
    kind: str = connector.KIND
    try:
        address, test = address_of(connector)
    except Refused as refused:
        st.error(plain(str(refused)))
        return
    by, until, secret = _permission(connector)
    place = Source(
        id="tried", kind=kind, name=connector.TITLE, address=address.strip(), secret=secret
    )
    found = _tried(place)
    options, wrong = source_options.fields(connector, space.use_case.traits, found)
    name, reader = _names(kind, connector.TITLE)
    asked = st.button(on_accent("Add"), type="primary", key="source.add")
    try:
        _readable(wrong, told=test or asked)
        if test:
            _test(place.model_copy(update={"options": options}))
        if asked:
            _named(by)
            _not_over(until)
            collecting.add_source(
                store, assessment_id=space.assessment.id, kind=kind, name=name, address=address,
                reader_address=reader, secret=secret, options=options, authorised_by=by,
                authorised_until=until,
            )  # fmt: skip
            session.forget(_TRIED)
            st.rerun()
    except Refused as refused:
        st.error(plain(str(refused)))


_TRIED = "source.tried"


def _permission(connector: ModuleType) -> tuple[str, datetime | None, str]:
    """Who allows it, until when, and by which secret; a file of this server needs none."""
    kind, names = connector.KIND, settings().secret_names()
    asks = not hasattr(connector, "UPLOADS") or kind == "repository"
    left, middle, *rest = st.columns(3 if asks else 2)
    by = left.text_input(
        "Authorised by", key=f"source.{kind}.by", help="Who allows that this is read."
    )
    until = middle.date_input("Until", None, key=f"source.{kind}.until")
    secret = rest[0].selectbox(
        "Secret", names, None, placeholder="none" if names else "none on the operator’s list",
        disabled=not names, key=f"source.{kind}.secret",
        help="A name on the operator’s list; the secret itself is never shown.",
    ) if rest else None  # fmt: skip
    return by.strip(), datetime.combine(until, time.max, UTC) if until else None, secret or ""


def _names(kind: str, title: str) -> tuple[str, str]:
    left, right = st.columns(2)
    name = left.text_input("Name", key=f"source.{kind}.name", placeholder=title)
    reader = right.text_input(
        "Where a reader opens it", key=f"source.{kind}.reader", placeholder="the same address",
        help="Where a browser opens the same source, if that is another address than we read.",
    )  # fmt: skip
    return name, reader


def _readable(wrong: list[str], *, told: bool) -> None:
    """Say at once what cannot be read; refuse to test or add it."""
    if wrong and told:
        raise Refused(" ".join(wrong))
    for sentence in wrong:
        st.warning(plain(sentence))


def _named(by: str) -> None:
    if not by:
        raise Refused("Say who authorised that this source is read.")


def _not_over(until: datetime | None) -> None:
    if until is not None and until < datetime.now(UTC):
        raise Refused("The permission to read this source would have ended; give a later day.")


def _tried(place: Source) -> dict[str, tuple[Choice, ...]]:
    """What answered at this very address, shown again; nothing where another one was tried."""
    kept: Tried | None = session.choice(_TRIED)
    if kept is None or kept[0] != _key(place):
        return {}
    st.success(plain(kept[1]), icon=":material/check_circle:")
    return kept[2]


def _test(place: Source) -> None:
    with st.spinner("Asking what is there…"):
        tried = collecting.try_source(place)
    session.keep(_TRIED, (_key(place), tried.told, tried.choices))
    st.rerun(scope="fragment")


def _key(place: Source) -> str:
    return "\n".join((place.kind, place.address, place.secret))
