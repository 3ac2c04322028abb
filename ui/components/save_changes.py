"""Keep what an editor of a client's pack says: changes to make, and changes to take back."""

import streamlit as st

from content.digests import AnyPack
from content.overlay_edits import Edits
from engagement.model import Workspace
from engagement.packs import overlays
from engagement.store import Store
from ui import session
from ui.components import edited
from ui.components.me import me


def edited_from(store: Store, space: Workspace, base: AnyPack) -> AnyPack:
    """The client's pack that the editor's fields are filled from.

    It stays while they are on the screen, so that nothing typed is lost when somebody else saves.
    """
    form = _form(space, base)
    place = st.container()  # always there, so that nothing below it moves
    with place:
        edited.choice(form)
    now = overlays.for_client(store, space.client.id, base)
    standing = overlays.current(store, space.client.id, base.id)
    kept = session.choice(f"began.{form}")
    if kept is not None and kept[0].digest != now.digest and _on_screen(space, kept[0]):
        with place:
            edited.theirs_instead(form, "Somebody else changed the pack for this client just now.")
        held: AnyPack = kept[0]
        return held
    session.keep(f"began.{form}", (now, standing.version if standing else 0))
    return now


def save_changes(
    store: Store, space: Workspace, base: AnyPack, found: Edits, reason: str, done: str = "Saved"
) -> bool:
    """Whether they were kept; what keeps them from it is said on the page."""
    form = _form(space, base)
    began = session.choice(f"began.{form}")
    kept = edited.save(
        form, overlays.change, store, client_id=space.client.id, pack_id=base.id,
        whats=found.whats, back=found.back, by=me(), reason=reason,
        instead_of=began[1] if began else None,
    )  # fmt: skip
    if kept:
        st.toast(done, icon=":material/check:")
    return bool(kept)


def _form(space: Workspace, base: AnyPack) -> str:
    return f"changes.{space.client.id}.{base.id}"


def _on_screen(space: Workspace, pack: AnyPack) -> bool:
    whose = f"{space.client.id}.{pack.digest[:8]}."
    return session.any_key(f"changes.{whose}") or session.any_key(f"changes.figures.{whose}")
