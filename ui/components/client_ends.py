"""Clients whose time is nearly over, and the receipts of those that are gone."""

import streamlit as st

from engagement.clients import deleting, retention
from engagement.faults import Refused
from engagement.outside import clock
from engagement.store import Store
from ui.components.note import note
from ui.components.wording import counted, day, plain


def warned(store: Store) -> None:
    """At the top of the page: what will be deleted, when, and how to keep it."""
    for item in retention.endings(store):
        months = item.client.retention_months or 0
        st.warning(
            f"**{plain(item.client.name)} is deleted on {day(item.goes_at(clock.now()).date())}**: "
            f"it is kept for {counted(months, 'month')} after its last change, which was on "
            f"{day(item.changed_at.date())}. To keep it, change something of it, or its months. "
            "To take it along, export it first.",
            icon=":material/auto_delete:",
        )  # fmt: skip


def receipts(store: Store) -> None:
    """Receipts as the log keeps them, newest first."""
    try:
        found = deleting.receipts(store)
    except Refused:  # the log is for those who answer for the access
        return
    if not found:
        return
    with st.expander(f"Deleted: {counted(len(found), 'client')}"):
        note("As the log keeps it: without the name.")
        for item in found[:50]:
            st.download_button(
                f"{day(item.deleted_at.date())}, {counted(item.total, 'row')}", item.text(),
                f"deletion-{item.client_id}.json", "application/json", type="tertiary",
                icon=":material/receipt_long:", key=f"receipt.{item.seal}", on_click="ignore",
                help=f"By {plain(item.deleted_by)}; {item.because}.",
            )  # fmt: skip
