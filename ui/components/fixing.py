"""Fixing a probe: its source is set right where it stands, and everything is looked at again."""

import streamlit as st
import yaml

from assessment.model import Finding
from assessment.sources import Options, Source
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.sources.as_typed import typed_yaml
from engagement.store import Store
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.wording import plain


def fix(
    store: Store, space: Workspace, found: list[Finding], sources: tuple[Source, ...], key: str
) -> None:
    """Where it reads and how; conflicts close by themselves once it sees otherwise."""
    mine = [one for one in sources if one.id in {finding.source for finding in found}]
    if not mine:
        note(
            "What saw it was handed in as a file, or is not looked at any more: add its source again."
        )
        if st.button("Go to the sources", icon=":material/search:", key=f"{key}.look"):
            st.switch_page("ui/pages/look.py")
        return
    note("Where it looked at the wrong branch, label or table: set it right, and look again.")
    source = mine[0]
    if len(mine) > 1:
        held = {one.id: one for one in mine}
        picked = st.selectbox("Source", list(held), key=f"{key}.source",
                              format_func=lambda one: plain(held[one].name))  # fmt: skip
        source = held[picked]
    with st.form(f"{key}.fix.{source.id}", border=False):
        st.text_input("Where it reads", source.address, key=f"{key}.address.{source.id}")
        st.text_area(
            "How it reads, one name: value a line", _as_yaml(source.options), height=110,
            key=f"{key}.options.{source.id}",
        )  # fmt: skip
        st.form_submit_button(
            on_accent("Change it and look again"), type="primary", key=f"{key}.fix.do",
            on_click=_do_fix, args=(store, space, source, key),
        )  # fmt: skip


def _do_fix(store: Store, space: Workspace, source: Source, key: str) -> None:
    try:
        options = typed_yaml("How it reads", session.choice(f"{key}.options.{source.id}") or "")
    except Refused as refused:
        faults.refuse(refused.sentence)
        return
    address = (session.choice(f"{key}.address.{source.id}") or "").strip()
    changed = source.model_copy(update={"address": address, "options": options})
    if faults.attempt(collecting.update_source, store, changed):
        faults.attempt(collecting.start_looking, store, space.assessment.id, me())


def _as_yaml(options: Options) -> str:
    return yaml.safe_dump(dict(options), sort_keys=False, allow_unicode=True) if options else ""
