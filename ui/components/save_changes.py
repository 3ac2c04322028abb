"""Keep what an editor of a client's pack says: changes to make, and changes to take back."""

import streamlit as st

from content.digests import AnyPack
from content.overlay_edits import Edits
from engagement import overlays
from engagement.model import Workspace
from engagement.store import Store
from ui import faults
from ui.components.me import me


def save_changes(
    store: Store, space: Workspace, base: AnyPack, found: Edits, reason: str, done: str = "Saved"
) -> bool:
    """Whether they were kept; what keeps them from it is said on the page."""
    kept = faults.attempt(
        overlays.change, store, client_id=space.client.id, pack_id=base.id, whats=found.whats,
        back=found.back, by=me(), reason=reason,
    )  # fmt: skip
    if kept:
        st.toast(done, icon=":material/check:")
    return bool(kept)
