"""Before the report: what is worth mending first, and the way to where each is mended."""

import streamlit as st

from engagement.model import Workspace
from engagement.plans import deciding
from engagement.settling import conflicts
from engagement.store import Store
from reports.lint import Group, Item, Where, left_open
from ui import session
from ui.components.conflict_list import go_to
from ui.components.decisions import fill
from ui.components.note import note
from ui.components.to_the_top import come_for
from ui.components.wording import plain

_WAYS = {
    Where.QUESTION: ("Go to the question", "edit_note", "ask"),
    Where.CONFLICT: ("Settle it", "gavel", "settle"),
    Where.ARTEFACTS: ("Go to the artefacts", "fact_check", "settle"),
    Where.SOURCES: ("Look again", "search", "look"),
    Where.PLAN: ("Go to the plan", "calendar_month", "plan"),
    Where.USE_CASES: ("Go to the use case", "work", "use_cases"),
    Where.GOOD_ENOUGH: ("Go to what is good enough", "thumb_up", "settle"),
    Where.DECISIONS: ("Write it anew below", "edit_note", ""),
    Where.NAMES: ("Print people by role", "badge", ""),
}
"""What the button says, its picture, and the page it leads to; empty for this page itself."""
_TALL, _MANY = 380, 6


def report_lint(store: Store, space: Workspace, groups: tuple[Group, ...]) -> None:
    """The groups, each opened with a click; what is grave is marked by a word."""
    with st.container(border=True, gap="small"):
        if not groups:
            st.subheader("Nothing is left open", anchor=False)
            note(
                "Answers, evidence, conflicts, plan and value were checked: it can be handed over."
            )
            return
        st.subheader(f"Before you hand it over: {left_open(groups).lower()}", anchor=False)
        note("A report can be made all the same; it says what was left open.")
        for group in groups:
            grave = f" :red[:material/priority_high: {group.grave} grave]" if group.grave else ""
            with st.expander(f"**{group.title}**{grave}"):
                note(group.why)
                _items(store, space, group)


def _items(store: Store, space: Workspace, group: Group) -> None:
    many = len(group.items) > _MANY
    with st.container(height=_TALL if many else "content", border=False, gap="small"):
        for place, item in enumerate(group.items):
            _item(store, space, item, f"lint.{group.id}.{place}")


def _item(store: Store, space: Workspace, item: Item, key: str) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        mark = " :small[:red[:material/priority_high: grave]]" if item.grave else ""
        st.markdown(
            f"**{plain(item.name).strip()}**{mark}  \n:small[:gray[{plain(item.what)}]]", width=420
        )
        label, icon, page = _WAYS[item.mend.where]
        here = None if page else _mend_here
        asked = st.button(label, key=key, type="tertiary", icon=f":material/{icon}:",
                          on_click=here, args=(store, space, item) if here else None)  # fmt: skip
        if asked and page:
            _go(store, space, item)


def _mend_here(store: Store, space: Workspace, item: Item) -> None:
    """On the Report page itself: the form for the decision, or how people are printed."""
    if item.mend.where is Where.NAMES:
        session.keep("report.names", value=False)
        return
    for decision in deciding.decisions(store, space.assessment.id):
        if decision.title == item.mend.key:
            fill(decision)
            st.toast("The form under “Decisions asked” holds it; withdraw the one above it.")


def _go(store: Store, space: Workspace, item: Item) -> None:
    """To the page where it is mended, with the thing itself opened there where it can be."""
    where, key = item.mend.where, item.mend.key
    if where is Where.QUESTION:
        session.go(capability=key)
    elif where is Where.CONFLICT:
        held = conflicts.conflicts(store, space.assessment.id)
        go_to(next(one for one in held if str(one.number) == key))
    elif where in (Where.PLAN, Where.USE_CASES):
        come_for(where)
    elif where is Where.ARTEFACTS:
        session.keep("settle.part", "Artefacts")
    elif where is Where.GOOD_ENOUGH:
        session.keep("settle.part", "Good enough")
    st.switch_page(f"ui/pages/{_WAYS[where][2]}.py")
