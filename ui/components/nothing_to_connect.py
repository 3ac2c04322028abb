"""Where nobody can connect a system today: go on with answers, or hand the looking to an engineer."""

import streamlit as st

from engagement.sources.sources_template import sources_template
from ui.components.note import note


def nothing_to_connect() -> None:
    """What a workshop does without any source, and what that costs."""
    with st.container(border=True):
        st.markdown("**Nothing to connect today?**")
        st.markdown(
            "Go on with the answers alone. What was not looked at is never counted as missing; "
            "statements without evidence weigh less, so the verdict is less sure, and says so."
        )
        st.markdown(
            "Or let an engineer look later, from inside the network: fill in the file, run "
            "`prodworthy probe`, read what it wrote, and import it here."
        )
        with st.container(horizontal=True):
            if st.button("Go on without looking", icon=":material/arrow_forward:"):
                st.switch_page("ui/pages/judge.py")
            st.download_button(
                "File for the engineer", sources_template, "sources.yaml", "application/yaml",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        note(
            "The file lists every kind of system, holds no secret, and asks for nothing by itself."
        )
