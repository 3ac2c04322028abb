"""The packs there are: what each is for, what it holds, and what can be done with it."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.digests import AnyPack
from content.loading import shipped, shipped_packs
from engagement.faults import Refused
from engagement.packs import packs
from engagement.packs.pack_files import of_workbook
from engagement.packs.pack_summary import PackSummary
from engagement.store import Store
from reports.wording import shortened
from ui import faults
from ui.components.live import hold, let_go
from ui.components.note import note
from ui.components.pack_cache import loaded, summarised, summarised_here
from ui.components.pack_preview import figures, preview
from ui.components.permitted import may
from ui.components.wording import day, plain

ORIGINS = {"made": "Made here", "imported": "From another tool"}
LONGEST = 220


def listed(store: Store) -> None:
    """Those that come with the product, then those on the shelf, then the retired."""
    for folder in shipped_packs():
        with st.container(border=True):
            pack = shipped(folder.name)
            row = _card(summarised_here(pack.digest, pack), "Comes with Prodworthy")
            _look(row, pack.digest, partial(shipped, folder.name))
    shelf = packs.listed(store)
    offered = {item.digest for item in packs.offered(store)}
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
    told = summarised(store, item.digest)
    row = _card(told, ORIGINS[item.origin], f"kept on {day(item.kept_at)}")
    _look(row, item.digest, partial(loaded, store, item.digest))
    with row:
        if may("pack retired") and st.button(
            "Retire", key=f"packs.retire.{item.digest[:12]}", type="tertiary",
            help="No longer offered; what was started with it goes on.",
        ):  # fmt: skip
            faults.attempt(packs.retire, store, item.digest)
            st.rerun()


def _card(told: PackSummary, origin: str, when: str = "") -> DeltaGenerator:
    """Everything about a pack; the row for what can be done with it comes back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(told.title)}**", width="content")
        st.badge(origin, color="gray")
        if told.not_scorable:
            st.badge("Not scorable", color="orange")
    if told.purpose:
        note(plain(shortened(told.purpose, LONGEST)))
    parts = [f"{told.id} {told.version}", figures(told), told.rule, when]
    note(" · ".join(plain(part) for part in parts if part))
    return st.container(horizontal=True)


def _look(row: DeltaGenerator, digest: str, load: Callable[[], AnyPack]) -> None:
    """The button that opens a pack; the whole of it is read only then."""
    if row.button("What it asks", key=f"packs.look.{digest[:12]}", icon=":material/visibility:"):
        _opened(load())


@st.dialog("What it asks", width="large", on_dismiss=let_go)
def _opened(pack: AnyPack) -> None:
    """The preview of a pack, and the whole of it to take along."""
    hold()
    told = summarised_here(pack.digest, pack)
    st.markdown(f"**{plain(told.title)}**")
    preview(pack, told)
    _workbook(pack, told)


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
        if may("pack offered again") and st.button(
            "Offer again", key=f"packs.offer.{item.digest[:12]}", type="tertiary"
        ):
            faults.attempt(packs.offer, store, item.digest)
            st.rerun()


@st.cache_data(show_spinner=False, max_entries=16)
def _as_workbook(digest: str, _pack: AnyPack) -> bytes:  # noqa: ARG001  digest is the key
    return of_workbook(_pack)
