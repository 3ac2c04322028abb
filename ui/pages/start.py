"""Start an assessment: name a client and one AI pilot, say what kind it is, choose a depth."""

import streamlit as st

from content.questionnaire import Questionnaire
from engagement.clients import opening
from engagement.store import Store
from ui import faults
from ui.components import client_in
from ui.components.client_pack import with_changes
from ui.components.note import on_accent
from ui.components.start_form import Grid, about, depth, names, questionnaire_choice, start
from ui.components.traits_form import first_traits, profile_choice
from ui.who import store as acting_store


def render(store: Store) -> None:
    """One screen of facts, then the first question."""
    faults.show_waiting()
    st.header("Start an assessment", anchor=False)
    st.markdown(":gray[Two names are enough; everything else can be changed later.]")
    facts, kind = st.columns([2, 1], gap="large")
    with kind:
        pack = questionnaire_choice(store)
        st.page_link("ui/pages/packs.py", label="Add a pack", icon=":material/add:")
    with facts, st.container(border=True):
        given = names(store)
        if isinstance(pack, Questionnaire):
            pack = with_changes(store, given.client, pack)
            about(pack)
        else:
            traits = first_traits("start")
            pack = with_changes(store, given.client, pack)
            profile = profile_choice(pack, opening.suggest_profile(pack, traits), "start")
    with kind:
        what = pack if isinstance(pack, Questionnaire) else Grid(pack, traits, profile, depth(pack))
        label, icon = on_accent("Start asking"), ":material/arrow_forward:"
        if st.button(label, type="primary", icon=icon, width="stretch"):
            start(store, given, what)
        client_in.button(store)


if __name__ == "__main__":
    render(acting_store())
