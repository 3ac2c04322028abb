"""The editor of one question: the pack's text at the left, the client's at the right."""

from typing import get_args

import streamlit as st

from content.judgement import Level
from content.locales import written
from content.model import Capability, Pack
from content.overlay import TextField
from content.overlay_edits import Edited, question_edits
from content.pack_difference import LABELS, critical_in, hidden_everywhere, text_of
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, typed
from ui.components.save_changes import save_changes
from ui.components.wording import plain

TALL = frozenset({"definition", "why", "evidence", *(f"anchor_{n}" for n in range(1, 6))})
LEVELS = get_args(Level)
MORE = ("short_name", "why", "evidence", "who")
"""Fields that are rarely changed: behind a fold."""


def edit_question(store: Store, space: Workspace, base: Pack, now: Pack) -> None:
    """Choose a question, then change its texts, where it is critical and what it weighs."""
    areas = {item.id: item.name for item in now.areas}
    order = {item.id: place for place, item in enumerate(now.areas)}
    known = sorted(now.capabilities, key=lambda item: order[item.area])
    chosen = st.selectbox(
        "Question", [item.id for item in known], key="changes.question",
        format_func=lambda one: f"{areas[now.capability(one).area]}: {now.capability(one).name}",
    )  # fmt: skip
    here = now.capability(chosen)
    key = f"changes.{space.client.id}.{now.digest[:8]}.{chosen}"
    own = {item.id: item for item in base.capabilities}.get(chosen)
    with st.form(f"{key}.form", border=False):
        _texts(own, here, key)
        _standing(now, here, key)
        st.text_input("Reason", key=f"{key}.reason", placeholder="Printed beside the change")
        st.form_submit_button(
            on_accent("Save for this client"), type="primary", key=f"{key}.save",
            on_click=_save, args=(store, space, base, now, chosen, key),
        )  # fmt: skip


def _texts(own: Capability | None, here: Capability, key: str) -> None:
    first = [name for name in get_args(TextField) if name not in MORE]
    for name in first:
        _field(own, here, name, key)
    with st.expander("More texts: short name, why it matters, evidence, who knows"):
        for name in MORE:
            _field(own, here, name, key)


def _field(own: Capability | None, here: Capability, name: str, key: str) -> None:
    left, right = st.columns(2)
    with left:
        note(f"{LABELS[name]}, the pack says" if own else f"{LABELS[name]}, not in the pack")
        st.markdown(plain(text_of(own, name)) if own else "")
    label = f"{LABELS[name]} for this client"
    with right:
        if name in TALL:
            st.text_area(label, text_of(here, name), key=f"{key}.{name}", height=110)
        else:
            st.text_input(label, text_of(here, name), key=f"{key}.{name}")


def _standing(now: Pack, here: Capability, key: str) -> None:
    names = {item.id: item.name for item in now.profiles}
    st.toggle("Asked of this client", not hidden_everywhere(now, here.id), key=f"{key}.asked",
              help="Off: it leaves total, maximum and coverage alike; answers are kept.")  # fmt: skip
    left, right = st.columns([2, 1])
    left.multiselect(
        "Critical in", list(names), list(critical_in(now, here.id)), format_func=names.__getitem__,
        key=f"{key}.critical",
    )  # fmt: skip
    weights = now.judgements.weights
    number_field(
        right, "Weight", 0.1, 20.0, weights.capabilities.get(here.id), key=f"{key}.weight",
        placeholder=f"{written(weights.critical, 'g')} or {written(weights.other, 'g')}",
        help=f"Empty: {written(weights.critical, 'g')} where it is critical, else "
            f"{written(weights.other, 'g')}.",
    )  # fmt: skip
    _targets(now, here, key)


def _targets(now: Pack, here: Capability, key: str) -> None:
    """The level that is wanted in each kind of use case."""
    with st.expander("Target level in each kind of use case"):
        note("The plan closes the gap up to this level. The gate does not depend on it.")
        columns = st.columns(2)
        for place, profile in enumerate(now.profiles):
            columns[place % 2].selectbox(
                profile.name,
                LEVELS,
                profile.target_of(here.id) - 1,
                key=f"{key}.target.{profile.id}",
            )


def _save(store: Store, space: Workspace, base: Pack, now: Pack, chosen: str, key: str) -> None:
    if not all_read(f"{key}."):
        return
    edited = Edited(
        texts={name: session.choice(f"{key}.{name}") or "" for name in get_args(TextField)},
        asked=bool(session.choice(f"{key}.asked")),
        critical_in=tuple(session.choice(f"{key}.critical") or ()),
        weight=typed(f"{key}.weight"),
        targets={
            item.id: level
            for item in now.profiles
            if (level := session.choice(f"{key}.target.{item.id}")) in LEVELS
        },
    )
    found = question_edits(base, now, chosen, edited)
    save_changes(store, space, base, found, session.choice(f"{key}.reason") or "")
