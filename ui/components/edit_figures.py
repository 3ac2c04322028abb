"""The editor of weights and thresholds: the pack's figure beside the client's."""

import streamlit as st

from content.digests import AnyPack
from content.figures import figure_name, figures_of, reason_of
from content.locales import written
from content.model import Pack
from content.overlay_edits import figure_edits
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, typed
from ui.components.save_changes import save_changes


def edit_figures(store: Store, space: Workspace, base: AnyPack, now: AnyPack) -> None:
    """Every weight and threshold, with what the pack has and why."""
    names = _names(base)
    key = f"changes.figures.{space.client.id}.{now.digest[:8]}"
    theirs, ours = figures_of(base), figures_of(now)
    with st.form(f"{key}.form", border=False):
        for head, part in (("Weights", "weights"), ("Thresholds", "thresholds")):
            here = [item for item in names if item.startswith(part)]
            if not here:
                continue
            st.subheader(head, anchor=False)
            columns = st.columns(2, gap="medium")
            for place, name in enumerate(here):
                with columns[place % 2]:
                    _one(base, name, theirs.get(name, 1.0), ours.get(name, 1.0), key)
        note("Weights never touch the gate. Thresholds are where the verdict turns."
             if isinstance(base, Pack) else "A question has its weight beside its text.")  # fmt: skip
        st.text_input("Reason", key=f"{key}.reason", placeholder="Printed beside each change")
        st.form_submit_button(
            on_accent("Save for this client"), type="primary", key=f"{key}.save",
            on_click=_save, args=(store, space, base, now, key),
        )  # fmt: skip


def _names(base: AnyPack) -> list[str]:
    known = list(figures_of(base))
    if not isinstance(base, Pack):
        return [item for item in known if not item.startswith("weights.questions.")]
    areas = [f"weights.areas.{item.id}" for item in base.areas]
    return [*known[:2], *areas, *(item for item in known[2:] if item not in areas)]


def _one(base: AnyPack, name: str, theirs: float, ours: float, key: str) -> None:
    number_field(
        st, f"{figure_name(base, name)} (pack: {written(theirs, 'g')})", None, None, float(ours),
        key=f"{key}.{name}", needed=True, help=reason_of(base, name),
    )  # fmt: skip


def _save(store: Store, space: Workspace, base: AnyPack, now: AnyPack, key: str) -> None:
    if not all_read(f"{key}."):
        return
    given = {name: typed(f"{key}.{name}") for name in _names(base)}
    wanted = {name: float(value) for name, value in given.items() if value is not None}
    found = figure_edits(figures_of(base), figures_of(now), wanted)
    save_changes(store, space, base, found, session.choice(f"{key}.reason") or "")
