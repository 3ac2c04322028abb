"""A client's schedule: what is done by itself, how often each thing comes round, and who is told."""

import streamlit as st

from engagement.model import Workspace
from engagement.schedule.workers import units_of
from engagement.store import Store
from ui.components import frame
from ui.components.me import ask_me
from ui.components.note import note
from ui.components.permitted import may, may_read
from ui.components.reminder_list import reminder_list
from ui.components.schedule_form import schedule_form, sources_form
from ui.components.wording import moment, plain

KINDS = {
    "look": "Look at the sources", "reread": "Read exit metrics", "people": "Remind a person invited",
    "tell": "Tell what is due",
}  # fmt: skip


def render(store: Store, space: Workspace) -> None:
    """How often at the left, who is told at the right; below what was done by itself."""
    st.header(f"Schedule of {plain(space.client.name)}", anchor=False)
    note(
        "What comes round for this client. Everything is listed on *What is due*, whoever does it."
    )
    if may("schedule changed") or may("reminder added"):
        with st.container(width=320):
            ask_me()
    left, right = st.columns(2, gap="large")
    with left:
        schedule_form(store, space.client.id)
        sources_form(store, space)
    with right:
        if may_read("people"):
            reminder_list(store, space.client.id)
        _went(store, space)
    st.page_link("ui/pages/due.py", label="Back to What is due", icon=":material/arrow_back:")


def _went(store: Store, space: Workspace) -> None:
    st.subheader("Done by itself", anchor=False)
    found = units_of(store, space.client.id)[:20]
    if not found:
        note("Nothing was done by itself yet.")
        return
    rows = [
        {
            "When": moment(item.ended_at or item.started_at) if item.started_at else "",
            "What": KINDS.get(item.kind, item.kind),
            "How it went": item.told or ("is being done" if item.lease_by else "stopped"),
        }
        for item in found
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Units that were done by themselves, the newest first")


if __name__ == "__main__":
    frame.show(render)
