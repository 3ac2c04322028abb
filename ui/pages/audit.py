"""Audit log: who did what, when, to which client; searched, narrowed, and saved as a table."""

from typing import Any

import streamlit as st

from content.locales import written
from engagement.audit import audit_log
from engagement.clients import client_list
from engagement.store import Store
from engagement.store.audit_search import Line, Wanted
from ui import faults, session
from ui.components import frame
from ui.components.note import note
from ui.components.wording import counted
from ui.manner import shown_day, typed_day

_PAGE = "audit.page"


def render(store: Store) -> None:
    """What to look for, how many there are, and a page of them."""
    faults.show_waiting()
    st.header("Audit log", anchor=False)
    note("Every action that changed something. Entries are only ever added; those of a deleted "
         "client stay without names and content. The saved table has the ids beside the names.")  # fmt: skip
    asked = _asked(store)
    page = audit_log.search(store, asked, int(session.choice(_PAGE) or 1))
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        told = "entry" if page.total == 1 else "entries"
        st.markdown(f"**{written(page.total, ',')} {told}**", width="content")
        st.download_button(
            "Save as CSV", lambda: audit_log.as_csv(store, asked), "audit-log.csv", "text/csv",
            icon=":material/download:", on_click="ignore", disabled=not page.total,
        )  # fmt: skip
    if not page.total:
        note("Nothing was found; look for less.")
        return
    st.dataframe(
        [_row(*each) for each in zip(page.lines, page.about, strict=True)], hide_index=True, row_height=36,
        height=min(720, 38 + 36 * len(page.lines)), alt="Entries of the audit log, the newest first",
        column_config={
            "When (UTC)": st.column_config.DatetimeColumn(format=f"{shown_day()} HH:mm:ss", width=165),
            "Who": st.column_config.TextColumn(width=150),
            "What": st.column_config.TextColumn(width=190),
            "Client": st.column_config.TextColumn(width=170),
        },
    )  # fmt: skip
    if page.pages > 1:
        st.pagination(page.pages, key=_PAGE)
        note(counted(page.pages, "page"))


def _asked(store: Store) -> Wanted:
    known = audit_log.known(store)
    clients = {item.id: item.name for item in client_list.clients(store)}
    first, second, third = st.columns([2, 1, 1])
    text = first.text_input(
        "Words", key="audit.text", placeholder="A person, a use case, a capability", on_change=_first,
        help="Entries that hold every word, in any of their columns.",
    )  # fmt: skip
    person = _one(second, "Person", known.people)
    action = _one(third, "Action", known.actions)
    left, middle, right = st.columns([2, 1, 1])
    client = left.selectbox(
        "Client", list(clients), None, key="audit.client", format_func=lambda one: clients[one],
        placeholder="Any", on_change=_first,
    )  # fmt: skip
    since = middle.date_input("From", None, key="audit.from", on_change=_first, format=typed_day())
    until = right.date_input("To", None, key="audit.to", on_change=_first, format=typed_day())
    return audit_log.wanted(
        text=text or "", person=person, action=action, client_id=client or "",
        first=since, last=until,
    )  # fmt: skip


def _one(place: Any, label: str, known: tuple[str, ...]) -> str:
    chosen = place.selectbox(
        label, known, None, key=f"audit.{label.lower()}", placeholder="Any", on_change=_first
    )
    return str(chosen or "")


def _first() -> None:
    """Another question begins on the first page."""
    session.forget(_PAGE)


def _row(line: Line, about: str) -> dict[str, object]:
    client = line.client or ("deleted" if line.client_id else "")
    return {
        "When (UTC)": line.at, "Who": audit_log.who(line) or "deleted", "What": line.action, "Client": client,
        "About": about,
    }  # fmt: skip


if __name__ == "__main__":
    frame.with_bar(render)
