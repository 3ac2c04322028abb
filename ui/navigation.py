"""The list of pages, one row each, and the page script that Streamlit runs for every one."""

from typing import NamedTuple

import streamlit as st

from engagement.access.table import Kind
from engagement.clients import retention
from engagement.model import Workspace
from ui import invited, lost_races, manner, session, who
from ui.components import frame, permitted
from ui.components.mark import logo
from ui.components.wording import plain
from ui.opened import opened
from ui.pages import sign_in


class Row(NamedTuple):
    """A page: its module, its name in the bar, and the part of the bar it stands in.

    One that is ``within`` another is reached from there and not from the bar. Whoever may not read
    ``reads``, or may not do ``does``, has no use for the page: it is not in their bar, and says so.
    One with ``before_any`` is of use where no assessment is open, on a new server as well.
    """

    module: str
    title: str
    part: str
    reads: Kind = "place"
    does: tuple[str, ...] = ()
    before_any: bool = False

    @property
    def is_theirs(self) -> bool:
        """Whether the person at the screen has a use for it."""
        return permitted.may_read(self.reads) and permitted.may(*self.does)


FIRST, CLIENT, VERB, WITHIN, ACCOUNT = "first", "client", "verb", "within", "account"

LONGEST_IN_BAR = 24
"""Letters of a name that fit beside the verbs."""

PAGES = (
    Row("welcome", "Welcome", FIRST),
    Row("start", "New assessment", CLIENT, does=("assessment started",), before_any=True),
    Row("clients", "Clients", CLIENT, "results"),
    Row("use_cases", "Use cases", CLIENT, "results"),
    Row("overview", "All assessments", CLIENT, "results"),
    Row("due", "What is due", CLIENT, "results"),
    Row("schedule", "Schedule", WITHIN, "results"),
    Row("packs", "Packs", CLIENT, before_any=True),
    Row("members", "Members", CLIENT, "people", before_any=True),
    Row("audit", "Audit log", CLIENT, "people"),
    Row("benchmark", "Results without the client", WITHIN, does=("anonymised results saved",)),
    Row("changes", "Changes to the pack", WITHIN, "results"),
    Row("upgrade", "Another version of the pack", WITHIN, "results"),
    Row("answer", "Answer", WITHIN),
    Row("ask", "Ask", VERB, "own"),
    Row("workshop", "Workshop", WITHIN, "results"),
    Row("invite", "Invite people", WITHIN, "own"),
    Row("look", "Look", VERB, "results"),
    Row("judge", "Judge", VERB, "results"),
    Row("groups", "Leaders and practitioners", WITHIN, "results"),
    Row("settle", "Settle", WITHIN, "results"),
    Row("plan", "Plan", VERB, "results"),
    Row("report", "Report", VERB, "results"),
    Row("track", "Track", VERB, "results"),
    Row("account", "Account", ACCOUNT, before_any=True),
)


def show() -> None:
    """Set the page up, choose it by the address, and run it."""
    st.set_page_config(
        page_title="Prodworthy", page_icon=logo(dark=False, word=False), layout="wide"
    )
    session.restore()
    retention.daily(opened())  # the server's own check, whoever looks
    if invited.token():
        lost_races.come_back()
        _answer_only()
        return
    if not who.arrived():
        _sign_in_only()
        return
    lost_races.come_back()
    space = frame.current(who.store())
    permitted.ask_what_is_permitted(who.store(), space.client.id if space else None)
    manner.follow(who.store(), space.client.id if space else "")
    page = st.navigation(_bar(space), position="top" if space or who.person() else "hidden")
    st.logo(logo(dark=frame.dark()), size="large")
    session.write_address()
    who.stay()
    row = next(row for row in PAGES if row.module == (page.url_path or PAGES[0].module))
    if row.is_theirs:
        page.run()
    else:
        permitted.tell_not_theirs(row.title, row.does)


def _sign_in_only() -> None:
    """Nobody sees a page before it is known who they are, and that they have access."""
    st.navigation([_page(row) for row in PAGES], position="hidden")
    st.logo(logo(dark=frame.dark()), size="large")
    sign_in.render()


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
    account = plain(known.name[:LONGEST_IN_BAR]) if (known := who.person()) else "This machine"
    parts: dict[str, list[st.Page]] = {client: [], "": [], account: []}
    names = {CLIENT: client, ACCOUNT: account}
    for row in PAGES:
        parts[names.get(row.part, "")].append(_page(row, here=bool(space) or row.before_any))
    return parts


def _page(row: Row, *, here: bool = True) -> st.Page:
    return st.Page(
        f"ui/pages/{row.module}.py",
        title=row.title,
        default=row.part == FIRST,
        visibility="visible"
        if here and row.part not in (FIRST, WITHIN) and row.is_theirs
        else "hidden",
    )
