"""Conflicts on Judge: how many are open, whose and by when, and the way to settle them."""

from datetime import UTC, datetime

import streamlit as st

from content.model import Pack
from engagement import conflicts
from engagement.model import Workspace
from engagement.store import Store
from reports.resolutions import headline
from ui import session
from ui.components.conflict_list import caption, chosen_filter, name
from ui.components.note import note
from ui.components.settle_conflicts import LIST


def conflict_summary(store: Store, space: Workspace, pack: Pack) -> None:
    """The list with its filter; a click opens one where it is settled."""
    held = conflicts.conflicts(store, space.assessment.id)
    if not held:
        return
    today = datetime.now(UTC).date()
    with st.container(border=True, gap="small"):
        title, filter_ = st.columns([1.6, 1], vertical_alignment="center")
        title.subheader(headline(held, today), anchor=False)
        with filter_:
            shown = chosen_filter(held, "judge.conflicts")
        if not shown:
            note("None of this kind.")
        for place in range(0, len(shown), 2):
            for column, item in zip(
                st.columns(2, gap="large"), shown[place : place + 2], strict=False
            ):
                with (
                    column,
                    st.container(
                        horizontal=True,
                        vertical_alignment="center",
                        horizontal_alignment="distribute",
                    ),
                ):
                    st.markdown(
                        f"{name(item, pack)}  \n:small[:gray[{caption(item, today)}]]", width=380
                    )
                    label = "Settle" if item.state == "open" else "Open"
                    if st.button(label, key=f"judge.settle.{item.number}", type="tertiary",
                                 icon=":material/gavel:"):  # fmt: skip
                        session.keep(f"{LIST}.wanted", item.number)
                        session.keep("settle.filter", "Open" if item.state == "open" else "Closed")
                        st.switch_page("ui/pages/settle.py")
