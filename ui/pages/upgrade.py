"""Another version of the pack: what it would change, seen before anybody takes it."""

import streamlit as st

from content.question_difference import short_title
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.packs import upgrading
from engagement.store import Store
from ui import faults
from ui.components import frame
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.pack_moves import pack_moves
from ui.components.permitted import for_whoever_may
from ui.components.upgrade_preview import upgrade_preview
from ui.components.wording import plain


def render(store: Store, space: Workspace) -> None:
    """Both results, what becomes of the answers, every difference; then who takes it."""
    frame.first_line(space)
    try:
        seen = upgrading.preview(store, space.assessment.id)
    except Refused as refused:
        st.header("This assessment has the newest version", anchor=False)
        note(plain(str(refused)))
        pack_moves(store, space)
        return
    st.header(f"From {plain(seen.before.version)} to {plain(seen.after.version)}", anchor=False)
    upgrade_preview(seen, _names(store, space), frame.grid(store, space))
    st.divider()
    _taking(store, space, seen.after.digest)
    pack_moves(store, space)


@for_whoever_may("pack version taken", told="takes another version of the pack")
def _taking(store: Store, space: Workspace, digest: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ask_me()
        st.button(
            on_accent("Take this version"), type="primary", key="upgrade.take",
            on_click=_take, args=(store, space, digest),
        )  # fmt: skip
    note("Answers stay as they were given. Snapshots stay on their version. It can be undone.")


def _names(store: Store, space: Workspace) -> dict[str, str]:
    """What each capability or question is called, by its id."""
    asked = frame.questionnaire(store, space)
    if asked:
        return {item.id: short_title(item) for item in asked.questions}
    return {item.id: item.short_name for item in frame.pack(store, space).capabilities}


def _take(store: Store, space: Workspace, digest: str) -> None:
    faults.attempt(upgrading.take, store, assessment_id=space.assessment.id, digest=digest, by=me())


if __name__ == "__main__":
    frame.show(render)
