"""One line where another version of the pack waits, and where the client's changes turn the verdict."""

import streamlit as st

from engagement.model import Workspace
from engagement.packs import upgrading
from engagement.packs.client_changes import client_changes
from engagement.store import Store
from reports.changed_places import of_choices
from reports.client_changes import QuestionChanges
from ui.components.note import note
from ui.components.wording import counted, plain, verdict_mark


def offer(store: Store, space: Workspace) -> None:
    """A newer version, or changes for this client, wait: seen first, taken by name."""
    found = upgrading.waiting(store, space.assessment.id)
    if found is None:
        return
    newer = found.base.version != space.assessment.pack.version.partition("+")[0]
    what = f"version {plain(found.base.version)}" if newer else "another version for this client"
    changes = f" with {counted(found.changes, 'change')}" if found.changes else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f":material/upgrade: The pack is there in {what}{changes}; nothing changes by itself.",
             width="content")  # fmt: skip
        st.page_link("ui/pages/upgrade.py", label="Preview", icon=":material/visibility:")


def untouched(store: Store, space: Workspace) -> None:
    """How many changes the client has, and what the pack as it comes says."""
    told = client_changes(store, space.assessment.id)
    if told is None:
        return
    places = counted(len(told.rows), "place")
    if isinstance(told, QuestionChanges):
        same = "the same result" if not told.differs else f"“{plain(of_choices(told.untouched))}”"
        beside = f"the untouched questionnaire gives {same}"
    elif told.untouched.gives_verdict:
        same = "the same verdict" if not told.differs else verdict_mark(told.untouched.verdict)
        beside = f"the untouched pack gives {same}"
    else:
        index = told.untouched.index
        beside = f"the untouched pack gives index {index.of_100[0]:.0f} of 100" if index else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f"Judged with this client’s changes in {places}; {beside}.", width="content")
        st.page_link("ui/pages/changes.py", label="See the changes", icon=":material/edit_note:")
