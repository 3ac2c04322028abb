"""The changes in force for a client, newest first, each of which can be taken back."""

import streamlit as st

from content.digests import AnyPack
from content.overlay_names import named
from engagement.model import Workspace
from engagement.packs import overlays
from engagement.store import Store
from ui import faults
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import day, plain


def change_list(store: Store, space: Workspace, base: AnyPack) -> None:
    """What differs, who wants it and why; one button a change."""
    changes = overlays.changes(store, space.client.id, base.id)
    st.subheader(f"Changes ({len(changes)})", anchor=False)
    if not changes:
        note("None: this client is asked the pack as it comes.")
        return
    for change in sorted(changes, key=lambda item: item.at, reverse=True):
        with st.container(border=True):
            st.markdown(f"**{plain(named(base, changes, change))}**")
            note(f"{plain(change.reason)}  \n{plain(change.by)}, {day(change.at)}")
            if may("change to a pack taken back"):
                st.button(
                    "Take back", key=f"changes.back.{change.key}", type="tertiary",
                    icon=":material/undo:", on_click=_back,
                    args=(store, space, base.id, change.key),
                )  # fmt: skip
    note(
        "New assessments start with these changes. A running one takes them by name, after a preview."
    )


def _back(store: Store, space: Workspace, pack_id: str, key: str) -> None:
    faults.attempt(
        overlays.take_back, store, client_id=space.client.id, pack_id=pack_id, keys=[key], by=me()
    )
