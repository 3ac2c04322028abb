"""Start an assessment: name a client and one AI pilot, say what kind it is, choose a depth."""

import streamlit as st

from content.loading import load_shipped
from content.model import Pack
from content.traits import Traits
from engagement import opening
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.traits_form import first_traits, profile_choice
from ui.opened import opened


def render(store: Store) -> None:
    """One screen of facts, then the first question."""
    faults.show_waiting()
    st.header("Start an assessment", anchor=False)
    st.markdown(":gray[Two names are enough; everything else can be changed later.]")
    pack = load_shipped("ai-production")
    facts, depth_side = st.columns([2, 1], gap="large")
    with facts, st.container(border=True):
        names = _names(store)
        traits = first_traits("start")
        profile = profile_choice(pack, opening.suggest_profile(pack, traits), "start")
    with depth_side:
        depth = _depth(pack)
        if st.button(on_accent("Start asking"), type="primary", icon=":material/arrow_forward:", width="stretch"):
            _start(store, names, traits, profile, depth)


def _names(store: Store) -> dict[str, str]:
    known = [item.name for item in opening.clients(store)]
    left, right = st.columns(2)
    client = left.selectbox(
        "Client", known, index=None, accept_new_options=True, key="start.client",
        placeholder="Type a name", help="The organisation that is assessed.",
    ) if known else left.text_input("Client", key="start.client", placeholder="The organisation")  # fmt: skip
    name = right.text_input("Use case", key="start.name", placeholder="One AI system or pilot")
    summary = st.text_input("What it does, in one sentence", key="start.summary")
    sponsor = st.text_input("Sponsor", key="start.sponsor", placeholder="Who wants it in production")
    return {"client": client or "", "name": name, "summary": summary, "sponsor": sponsor}


def _depth(pack: Pack) -> str:
    chosen = st.radio(
        "**How deep?**",
        [item.id for item in pack.depths],
        format_func=lambda item: f"**{pack.depth(item).name}**  \n:gray[{pack.depth(item).promise}]",
        captions=["\u200b"] * len(pack.depths),  # room between the options
        key="start.depth",
    )
    note("You can go deeper at any time; answers carry over.")
    return str(chosen)


def _start(store: Store, names: dict[str, str], traits: Traits, profile: str, depth: str) -> None:
    if not names["client"].strip() or not names["name"].strip():
        st.error("Name the client and the use case first.", icon=":material/error:")
        return
    space = faults.attempt(_opened, store, names, traits, profile, depth)
    if space is None:
        faults.show_waiting()
        return
    session.go(assessment=space.assessment.id)
    st.switch_page("ui/pages/ask.py")


def _opened(
    store: Store, names: dict[str, str], traits: Traits, profile: str, depth: str
) -> Workspace:
    client = next(
        (item for item in opening.clients(store) if item.name == names["client"].strip()), None
    ) or opening.create_client(store, name=names["client"].strip())
    use_case = opening.create_use_case(
        store, client_id=client.id, name=names["name"].strip(), traits=traits,
        summary=names["summary"].strip(), sponsor=names["sponsor"].strip(),
    )  # fmt: skip
    return opening.start_assessment(
        store, use_case_id=use_case.id, profile_id=profile, depth=depth
    )


if __name__ == "__main__":
    render(opened())
