"""The fields of a new assessment, and what is made of them."""

from typing import NamedTuple

import streamlit as st

from content.model import DepthName, Pack
from content.traits import Traits
from engagement import opening
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.note import note


class Names(NamedTuple):
    """Client, use case, and what is known of it."""

    client: str
    use_case: str
    summary: str
    sponsor: str


def names(store: Store) -> Names:
    """Two names are enough."""
    known = [item.name for item in opening.clients(store)]
    left, right = st.columns(2)
    client = (
        left.selectbox(
            "Client", known, index=None, accept_new_options=True, key="start.client",
            placeholder="Type a name", help="The organisation that is assessed.",
        )
        if known
        else left.text_input("Client", key="start.client", placeholder="The organisation")
    )  # fmt: skip
    name = right.text_input("Use case", key="start.name", placeholder="One AI system or pilot")
    summary = st.text_input("What it does, in one sentence", key="start.summary")
    sponsor = st.text_input(
        "Sponsor", key="start.sponsor", placeholder="Who wants it in production"
    )
    return Names((client or "").strip(), name.strip(), summary.strip(), sponsor.strip())


def depth(pack: Pack) -> DepthName:
    """How much is asked; the pack's own promises."""
    chosen = st.radio(
        "**How deep?**",
        [item.id for item in pack.depths],
        format_func=lambda item: (
            f"**{pack.depth(item).name}**  \n:gray[{pack.depth(item).promise}]"
        ),
        captions=["\u200b"] * len(pack.depths),  # room between the options
        key="start.depth",
    )
    note("You can go deeper at any time; answers carry over.")
    return chosen


def start(store: Store, given: Names, traits: Traits, profile: str, asked: DepthName) -> None:
    """Make client, use case and assessment, and go to the first question."""
    if not given.client or not given.use_case:
        st.error("Name the client and the use case first.", icon=":material/error:")
        return
    space = faults.attempt(_opened, store, given, traits, profile, asked)
    if space is None:
        faults.show_waiting()
        return
    session.go(assessment=space.assessment.id)
    st.switch_page("ui/pages/ask.py")


def _opened(
    store: Store, given: Names, traits: Traits, profile: str, asked: DepthName
) -> Workspace:
    known = {item.name: item for item in opening.clients(store)}
    client = known.get(given.client) or opening.create_client(store, name=given.client)
    use_case = opening.create_use_case(
        store, client_id=client.id, name=given.use_case, traits=traits, summary=given.summary,
        sponsor=given.sponsor,
    )  # fmt: skip
    return opening.start_assessment(store, use_case_id=use_case.id, profile_id=profile, depth=asked)
