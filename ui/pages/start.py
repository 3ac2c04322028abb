"""Start an assessment: name a client and one AI pilot, say what kind it is, choose a depth."""

import streamlit as st

from content.loading import load_shipped
from engagement import opening
from engagement.store import Store
from ui import faults
from ui.components.note import on_accent
from ui.components.start_form import depth, names, start
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
        given = names(store)
        traits = first_traits("start")
        profile = profile_choice(pack, opening.suggest_profile(pack, traits), "start")
    with depth_side:
        asked = depth(pack)
        label, icon = on_accent("Start asking"), ":material/arrow_forward:"
        if st.button(label, type="primary", icon=icon, width="stretch"):
            start(store, given, traits, profile, asked)


if __name__ == "__main__":
    render(opened())
