"""How an assessment came to its version of the pack, and the way back."""

import streamlit as st

from engagement.model import Workspace
from engagement.packs import upgrading
from engagement.store import Store
from ui import faults
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import may
from ui.components.wording import day, plain


def pack_moves(store: Store, space: Workspace) -> None:
    """Each move with who and when; the last one can be undone."""
    moves = upgrading.moves(store, space.assessment.id)
    if not moves:
        return
    st.subheader("Versions taken", anchor=False)
    for move in reversed(moves):
        word = "back to" if move.undoes else "to"
        note(f"{day(move.at)}: from {plain(move.before.version)} {word} {plain(move.after.version)}, "
             f"by {plain(move.by)}")  # fmt: skip
    if not moves[-1].undoes and may("pack version taken back"):
        st.button(
            f"Go back to {plain(moves[-1].before.version)}", key="upgrade.undo",
            icon=":material/undo:", on_click=_undo, args=(store, space),
        )  # fmt: skip


def _undo(store: Store, space: Workspace) -> None:
    faults.attempt(upgrading.undo, store, assessment_id=space.assessment.id, by=me())
