"""The packs there are: what each is for, what it holds, and what can be done with it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.digests import AnyPack
from content.loading import shipped, shipped_packs
from content.questionnaire import Questionnaire
from engagement import packs
from engagement.faults import Refused
from engagement.pack_files import of_workbook
from engagement.pack_summary import PackSummary, summary
from engagement.store import Store
from reports.wording import shortened
from ui import faults
from ui.components.note import note
from ui.components.pack_preview import figures, preview
from ui.components.wording import day, plain

ORIGINS = {"made": "Made here", "imported": "From another tool"}
LONGEST = 220


def listed(store: Store) -> None:
    """Those that come with the product, then those on the shelf, then the retired."""
    for folder in shipped_packs():
        with st.container(border=True):
            _card(shipped(folder.name), "Comes with Prodworthy")
    shelf = packs.listed(store)
    offered = {item.digest for item in packs.choices(store)}
    for item in shelf:
        if item.digest in offered:
            with st.container(border=True):
                _kept(store, item)
    retired = [item for item in shelf if item.retired_at is not None]
    earlier = [item for item in shelf if item.retired_at is None and item.digest not in offered]
    if earlier:
        with st.expander(f"Earlier versions ({len(earlier)})"):
            for item in earlier:
                note(_named(item))
    if retired:
        with st.expander(f"Retired ({len(retired)})"):
            for item in retired:
                _retired(store, item)


def _named(item: packs.Shelved) -> str:
    return f"{plain(item.title)} · {plain(item.pack_id)} {plain(item.version)}"


def _kept(store: Store, item: packs.Shelved) -> None:
    pack = _loaded(store, item.digest)
    with _card(pack, ORIGINS[item.origin], f"kept on {day(item.kept_at)}"):
        if st.button("Retire", key=f"packs.retire.{item.digest[:12]}", type="tertiary",
                     help="No longer offered; what was started with it goes on."):  # fmt: skip
            faults.attempt(packs.retire, store, item.digest)
            st.rerun()


def _card(pack: AnyPack, origin: str, when: str = "") -> DeltaGenerator:
    """Everything about a pack; the row of what can be done with it comes back for more."""
    told = _summary(pack.digest, pack)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(told.title)}**", width="content")
        st.badge(origin, color="gray")
        if told.not_scorable:
            st.badge("Not scorable", color="orange")
    if purpose := _purpose(pack):
        note(plain(shortened(purpose, LONGEST)))
    parts = [f"{told.id} {told.version}", figures(told), told.rule, when]
    note(" · ".join(plain(part) for part in parts if part))
    row = st.container(horizontal=True)
    with row:
        with st.popover("What it asks", icon=":material/visibility:"):
            preview(pack, told)
        _workbook(pack, told)
    return row


def _workbook(pack: AnyPack, told: PackSummary) -> None:
    try:
        content = _as_workbook(pack.digest, pack)
    except Refused as refused:
        note(plain(str(refused)))
        return
    st.download_button(
        "As a workbook", content, f"{told.id}-{told.version}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"packs.save.{pack.digest[:12]}", icon=":material/download:", type="tertiary",
        on_click="ignore",
    )  # fmt: skip


def _retired(store: Store, item: packs.Shelved) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        note(_named(item), width="content")
        if st.button("Offer again", key=f"packs.offer.{item.digest[:12]}", type="tertiary"):
            faults.attempt(packs.offer, store, item.digest)
            st.rerun()


def _purpose(pack: AnyPack) -> str:
    if isinstance(pack, Questionnaire):
        return (pack.purpose or pack.description or pack.publisher).strip()
    return pack.question


@st.cache_resource(show_spinner=False, max_entries=32)
def _loaded(_store: Store, digest: str) -> AnyPack:
    return packs.kept(_store, digest)


@st.cache_resource(show_spinner=False, max_entries=64)
def _summary(digest: str, _pack: AnyPack) -> PackSummary:  # noqa: ARG001  digest is the key
    return summary(_pack)


@st.cache_data(show_spinner=False, max_entries=16)
def _as_workbook(digest: str, _pack: AnyPack) -> bytes:  # noqa: ARG001  digest is the key
    return of_workbook(_pack)
