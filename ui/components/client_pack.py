"""Whether a new assessment asks a client the pack with the client's changes, or as it comes."""

import streamlit as st

from content.overlaying import P
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.packs import overlays
from engagement.store import Store
from ui.components.wording import counted, plain


def with_changes(store: Store, client: str, pack: P) -> P:
    """The pack that the assessment is started with; asked only where the client has changes."""
    known = {item.name.casefold(): item for item in client_list.clients(store)}
    found = known.get(client.casefold())
    changes = overlays.changes(store, found.id, pack.id) if found else ()
    if found is None or not changes:
        return pack
    told = f"With the {counted(len(changes), 'change')} made for {plain(found.name)}"
    if not st.toggle(told, True, key="start.changes", help="Off: the pack as it comes."):
        return pack
    try:
        return overlays.settled(store, found.id, pack)
    except Refused as refused:
        st.warning(str(refused))
        return pack
