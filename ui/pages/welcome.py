"""The first visit: the sponsor's question, three lines, two doors."""

import streamlit as st

from engagement import workspaces
from engagement.store import Store
from ui.components import frame
from ui.components.charts.claim import an_overclaim, described
from ui.components.charts.parts import Spec
from ui.components.doors import doors
from ui.components.live import follow_theme
from ui.components.note import lead, note
from ui.who import store as acting_store

VERBS = (
    ("Ask", "People choose described levels"),
    ("Look", "Probes read the real systems"),
    ("Judge", "A verdict, with both shown"),
    ("Plan", "A roadmap your team can carry"),
    ("Report", "PDF, workbook, JSON"),
    ("Track", "What moved, and why"),
)


def render(store: Store) -> None:
    """The question, the doors and what stands behind them."""
    known = workspaces.workspaces(store)
    st.space("medium")
    words, figure = st.columns([6, 5], gap="large")
    with words:
        st.title("Can this AI pilot go to production?", anchor=False)
        lead(
            "Your people say how ready it is.",
            "Prodworthy reads the systems and checks what they say.",
            "You get a verdict, the reasons, and a plan that fits your team.",
        )
        doors(store, known)
    with figure, st.container(border=True):
        _figure()
    st.divider()
    for column, (verb, what) in zip(st.columns(6), VERBS, strict=True):
        column.markdown(f"**{verb}**  \n:small[:gray[{what}]]")
    note(
        ":material/lock: Reads only, from the addresses you name, and sends nothing anywhere else. "
        "A load test has to be approved and ticked each time."
    )


def _figure() -> None:
    note("From the worked example: Rollback and release")
    st.subheader("The team says 4. The repository says otherwise.", anchor=False)
    st.vega_lite_chart(
        _drawn(frame.dark()),
        theme=None,
        alt=described(),
    )
    note(
        "A claim and a finding are always shown side by side. "
        "If we could not look, we say so; it never counts as missing."
    )


@st.cache_data(show_spinner=False)
def _drawn(dark: bool) -> Spec:  # noqa: ARG001  light and dark are two pictures
    return an_overclaim(frame.colours())


if __name__ == "__main__":
    follow_theme()
    render(acting_store())
