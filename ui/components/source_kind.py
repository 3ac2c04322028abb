"""Which kind of source: first what it lets us look at, then the system."""

from types import ModuleType

import streamlit as st

from assessment.sources import Group

GROUPS: dict[Group, str] = {
    "code": ":material/code: Code and delivery",
    "data": ":material/database: Data",
    "platform": ":material/monitoring: Running platform",
    "people": ":material/groups: People and results",
}

FIRST = ("repository", "dataset", "prometheus", "number")
"""What most people connect first, so what stands chosen."""


def kind_of_source(kinds: dict[str, ModuleType]) -> ModuleType:
    """The connector that was chosen; each has its picture and its name."""
    groups = [group for group in GROUPS if any(group == it.GROUP for it in kinds.values())]
    group = st.segmented_control(
        "What to look at", groups, default=groups[0], required=True, key="source.group",
        persist_state="page",
        format_func=GROUPS.__getitem__,
    )  # fmt: skip
    inside = {name: it for name, it in kinds.items() if group == it.GROUP}
    names = sorted(inside, key=lambda name: inside[name].TITLE.casefold())
    usual = next((name for name in FIRST if name in inside), names[0])
    kind = st.pills(
        "Kind", names, default=usual, required=True, key=f"source.kind.{group}",
        format_func=lambda name: f":material/{inside[name].ICON}: {inside[name].TITLE}",
        label_visibility="collapsed", persist_state="page",
    )  # fmt: skip
    return inside[kind]
