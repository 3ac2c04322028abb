"""The changes in force for a client, newest first, each of which can be taken back."""

import streamlit as st

from content.model import Pack
from content.overlay import Change
from content.pack_difference import LABELS, figure_name
from engagement import overlays
from engagement.model import Workspace
from engagement.store import Store
from ui import faults
from ui.components.me import me
from ui.components.note import note
from ui.components.wording import day, plain


def change_list(store: Store, space: Workspace, base: Pack) -> None:
    """What differs, who wants it and why; one button a change."""
    changes = overlays.changes(store, space.client.id, base.id)
    st.subheader(f"Changes ({len(changes)})", anchor=False)
    if not changes:
        note("None: this client is asked the pack as it comes.")
        return
    for change in sorted(changes, key=lambda item: item.at, reverse=True):
        with st.container(border=True):
            st.markdown(f"**{plain(named(base, changes, change))}**")
            note(f"{plain(change.reason)}  \n{plain(change.by)}, {day(change.at)}")
            st.button(
                "Take back", key=f"changes.back.{change.key}", type="tertiary",
                icon=":material/undo:", on_click=_back, args=(store, space, base.id, change.key),
            )  # fmt: skip
    note(
        "New assessments start with these changes. A running one takes them by name, after a preview."
    )


def named(base: Pack, changes: tuple[Change, ...], change: Change) -> str:
    """A change in a few words, such as *Late data: not asked*."""
    short = {item.id: item.short_name for item in base.capabilities}
    for item in changes:
        if item.what.kind == "added":
            short[item.what.capability.id] = item.what.capability.short_name
    what = change.what
    match what.kind:
        case "reworded":
            return f"{short.get(what.capability, what.capability)}: {LABELS[what.field]}"
        case "switched_off":
            return f"{short.get(what.capability, what.capability)}: not asked"
        case "added":
            return f"{what.capability.short_name}: new question"
        case "critical":
            names = [base.profile(one).name for one in what.profiles]
            where = f"critical in {', '.join(names)}" if names else "critical nowhere"
            return f"{short.get(what.capability, what.capability)}: {where}"
        case "figure":
            own = what.name.removeprefix("weights.capabilities.")
            title = f"{short.get(own, own)}: weight" if own != what.name else figure_name(base, own)
            return f"{title} {what.value:g}"


def _back(store: Store, space: Workspace, pack_id: str, key: str) -> None:
    faults.attempt(
        overlays.take_back, store, client_id=space.client.id, pack_id=pack_id, keys=[key], by=me()
    )
