"""Add a pack: hand a file over, read what is wrong with it or what it holds, keep it."""

from hashlib import sha256

import streamlit as st

from content.problems import Problem
from engagement.packs import packs
from engagement.packs.pack_files import ENDINGS, LARGEST_WHOLE, read_upload
from engagement.packs.pack_summary import summary
from engagement.store import Store
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.pack_preview import preview
from ui.components.permitted import for_whoever_may
from ui.components.wording import counted, plain

FILE, ROUND, DONE = "packs.file", "packs.round", "packs.done"
SHOWN = 30
"""Problems that are shown; the command line has all of them."""


@for_whoever_may("pack kept", told="adds packs: every client sees them")
def add(store: Store) -> None:
    """The whole way from a file to a kept pack, on one card."""
    with st.container(border=True):
        st.subheader("Add a pack", anchor=False)
        note(
            "A workbook made from the template, a zip of a pack's YAML, or a questionnaire of "
            "another tool: an AWS Well-Architected custom lens, a CISO Assistant library, OWASP SAMM."
        )
        given = st.file_uploader(
            "Pack file", [item.removeprefix(".") for item in ENDINGS], key=_key(),
            label_visibility="collapsed", max_upload_size=LARGEST_WHOLE // 1_000_000,
        )  # fmt: skip
        if given is not None:
            _checked(store, given.name, given.getvalue())
        elif kept := session.forget(DONE):
            st.success(
                f"Kept: {plain(kept)}. It can be chosen for a new assessment.",
                icon=":material/check:",
            )
            st.page_link("ui/pages/start.py", label="New assessment", icon=":material/add:")


def _checked(store: Store, name: str, content: bytes) -> None:
    handed = _read(name, sha256(content).hexdigest(), content)
    if handed.pack is None:
        _problems(handed)
        return
    told = summary(handed.pack)
    version = f" · version {told.version}" if handed.states_version else ""
    st.markdown(f"#### {plain(told.title)}", anchors=False)
    note(f"{handed.kind} · id {plain(told.id)}{plain(version)}")
    preview(handed.pack, told)
    _remarks(handed.remarks)
    if st.button(on_accent("Keep this pack"), type="primary", key="packs.keep"):
        kept = faults.attempt(packs.keep, store, handed)
        if kept is not None:
            session.keep(DONE, f"{kept.title}, version {kept.version}")
            session.keep(ROUND, session.choice(ROUND, 0) + 1)  # an empty field for the next file
        st.rerun()


@st.cache_resource(show_spinner="Reading the file …", max_entries=4)
def _read(name: str, digest: str, _content: bytes) -> packs.Handed:  # noqa: ARG001  the key
    return read_upload(name, _content)


def _problems(handed: packs.Handed) -> None:
    count = len(handed.problems)
    st.error(
        f"{counted(count, 'problem')} to put right before it can be used.", icon=":material/error:"
    )
    note(handed.kind)
    _listed(handed.problems)
    _remarks(handed.remarks)


def _remarks(remarks: tuple[Problem, ...]) -> None:
    if remarks:
        with st.expander(f"{counted(len(remarks), 'remark')}: read all the same"):
            _listed(remarks)


def _listed(found: tuple[Problem, ...]) -> None:
    for item in found[:SHOWN]:
        near = f"; did you mean {item.nearest!r}?" if item.nearest else ""
        place = item.place.replace("`", "")
        st.markdown(f"`{place}`  \n{plain(item.message + near)}")
    if len(found) > SHOWN:
        note(f"and {len(found) - SHOWN} more")


def _key() -> str:
    return f"{FILE}.{session.choice(ROUND, 0)}"
