"""The list of pages, one row each, and the page script that Streamlit runs for every one."""

from typing import NamedTuple

import streamlit as st

from engagement.model import Workspace
from ui import invited, session
from ui.components import frame
from ui.components.mark import logo
from ui.components.wording import plain
from ui.opened import opened


class Row(NamedTuple):
    """A page: its module, its name in the bar, and the part of the bar it stands in.

    One that is ``within`` another is reached from there and not from the bar.
    """

    module: str
    title: str
    part: str


FIRST, CLIENT, VERB, WITHIN = "first", "client", "verb", "within"

PAGES = (
    Row("welcome", "Welcome", FIRST),
    Row("start", "New assessment", CLIENT),
    Row("clients", "Clients", CLIENT),
    Row("use_cases", "Use cases", CLIENT),
    Row("overview", "All assessments", CLIENT),
    Row("packs", "Packs", CLIENT),
    Row("audit", "Audit log", CLIENT),
    Row("changes", "Changes to the pack", WITHIN),
    Row("upgrade", "Another version of the pack", WITHIN),
    Row("answer", "Answer", WITHIN),
    Row("ask", "Ask", VERB),
    Row("workshop", "Workshop", WITHIN),
    Row("invite", "Invite people", WITHIN),
    Row("look", "Look", VERB),
    Row("judge", "Judge", VERB),
    Row("groups", "Leaders and practitioners", WITHIN),
    Row("settle", "Settle", WITHIN),
    Row("plan", "Plan", VERB),
    Row("report", "Report", VERB),
    Row("track", "Track", VERB),
)


def show() -> None:
    """Set the page up, choose it by the address, and run it."""
    st.set_page_config(
        page_title="Prodworthy", page_icon=logo(dark=False, word=False), layout="wide"
    )
    session.restore()
    if invited.token():
        _answer_only()
        return
    space = frame.current(opened())
    page = st.navigation(_bar(space), position="top" if space else "hidden")
    st.logo(logo(dark=frame.dark()), size="large")
    session.write_address()
    page.run()


def _answer_only() -> None:
    """An invited person has one page; every other address is refused in a sentence."""
    page = st.navigation([_page(row) for row in PAGES], position="hidden")
    st.logo(logo(dark=frame.dark()), size="large")
    session.go(assessment="")
    if page.url_path == "answer":
        page.run()
    elif page.url_path:
        invited.refuse_page()
    else:
        st.switch_page("ui/pages/answer.py")


def _bar(space: Workspace | None) -> dict[str, list[st.Page]]:
    client = plain(space.client.name) if space else "Clients"
    parts: dict[str, list[st.Page]] = {client: [], "": []}
    for row in PAGES:
        parts[client if row.part == CLIENT else ""].append(_page(row))
    return parts


def _page(row: Row) -> st.Page:
    return st.Page(
        f"ui/pages/{row.module}.py",
        title=row.title,
        default=row.part == FIRST,
        visibility="hidden" if row.part in (FIRST, WITHIN) else "visible",
    )
