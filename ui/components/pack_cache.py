"""Kept packs by their digest: read from the store once, since a large one takes longer than a page may."""

import streamlit as st

from content.digests import AnyPack
from engagement.packs import packs
from engagement.packs.pack_summary import PackSummary, summary
from engagement.store import Store


@st.cache_resource(show_spinner=False, max_entries=16)
def loaded(_store: Store, digest: str) -> AnyPack:
    """A kept version whole."""
    return packs.kept(_store, digest)


@st.cache_resource(show_spinner="Reading the packs …", max_entries=1000)
def summarised(_store: Store, digest: str) -> PackSummary:
    """The figures of a kept version; they are small, and so many can be held."""
    return summary(packs.kept(_store, digest))


@st.cache_resource(show_spinner=False, max_entries=16)
def summarised_here(digest: str, _pack: AnyPack) -> PackSummary:  # noqa: ARG001  digest is the key
    """The figures of a pack that is at hand."""
    return summary(_pack)
