"""The editor of weights and thresholds: the pack's figure beside the client's."""

import streamlit as st

from content.model import Pack
from content.overlay_edits import figure_edits
from content.pack_difference import figure_name, figures_of
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components.note import note, on_accent
from ui.components.save_changes import save_changes


def edit_figures(store: Store, space: Workspace, base: Pack, now: Pack) -> None:
    """Every weight and threshold, with what the pack has and why."""
    names = _names(base)
    key = f"changes.figures.{space.client.id}.{now.digest[:8]}"
    theirs, ours = figures_of(base.judgements), figures_of(now.judgements)
    with st.form(f"{key}.form", border=False):
        for head, part in (("Weights", "weights"), ("Thresholds", "thresholds")):
            st.subheader(head, anchor=False)
            columns = st.columns(2, gap="medium")
            for place, name in enumerate(item for item in names if item.startswith(part)):
                with columns[place % 2]:
                    _one(base, name, theirs.get(name, 1.0), ours.get(name, 1.0), key)
        note("Weights never touch the gate. Thresholds are where the verdict turns.")
        st.text_input("Reason", key=f"{key}.reason", placeholder="Printed beside each change")
        st.form_submit_button(
            on_accent("Save for this client"), type="primary", key=f"{key}.save",
            on_click=_save, args=(store, space, base, now, key),
        )  # fmt: skip


def _names(base: Pack) -> list[str]:
    areas = [f"weights.areas.{item.id}" for item in base.areas]
    known = list(figures_of(base.judgements))
    return [*known[:2], *areas, *(item for item in known[2:] if item not in areas)]


def _one(base: Pack, name: str, theirs: float, ours: float, key: str) -> None:
    threshold = name.removeprefix("thresholds.")
    whole = isinstance(getattr(base.judgements.thresholds, threshold, 0.0), int)
    st.number_input(
        f"{figure_name(base, name)} (pack: {theirs:g})", value=float(ours),
        step=1.0 if whole else (0.05 if name.startswith("thresholds") else 0.5), format="%g",
        key=f"{key}.{name}", help=base.judgements.thresholds.reasons.get(threshold),
    )  # fmt: skip


def _save(store: Store, space: Workspace, base: Pack, now: Pack, key: str) -> None:
    given = {name: session.choice(f"{key}.{name}") for name in _names(base)}
    wanted = {name: float(value) for name, value in given.items() if value is not None}
    found = figure_edits(figures_of(base.judgements), figures_of(now.judgements), wanted)
    save_changes(store, space, base, found, session.choice(f"{key}.reason") or "")
