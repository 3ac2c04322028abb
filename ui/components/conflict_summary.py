"""Conflicts on Judge: how many are open, whose and by when, and the way to settle them."""

from datetime import UTC, datetime

import streamlit as st

from content.model import Pack
from engagement.answers import rounds
from engagement.artefacts import artefact_shelf
from engagement.model import Workspace
from engagement.settling import conflicts, good_enough
from engagement.settling.inherited_conflicts import inherited_conflicts
from engagement.store import Store
from reports.resolutions import headline
from scoring.conflict import Conflict
from scoring.model import Scorecard
from ui import session
from ui.components import attestations, people_apart
from ui.components.conflict_list import MINE, caption, chosen_filter, go_to, name
from ui.components.me import ask_me, me
from ui.components.note import note
from ui.components.wording import counted


def conflict_summary(store: Store, space: Workspace, pack: Pack, card: Scorecard) -> None:
    """The list with its filter; a click opens one where it is settled."""
    held = conflicts.conflicts(store, space.assessment.id)
    if held:
        _conflicts(held, pack)
    _others(store, space, pack, card)


def _none() -> None:
    if session.choice("judge.conflicts") == MINE and not me():
        note("Whose? Say it once, and what is yours is listed here and where it is settled.")
        ask_me()
        return
    note("None of this kind.")


def _others(store: Store, space: Workspace, pack: Pack, card: Scorecard) -> None:
    """What else waits for a person: artefacts to read, and levels that are good enough here."""
    unread = len(artefact_shelf.waiting(store, space.assessment.id))
    enough = len(good_enough.accepted(store, space.assessment.id))
    waits = counted(unread, "artefact waits", "artefacts wait")
    told = f"{waits} for a reviewer" if unread else "Artefacts and their reviews"
    brought = len(inherited_conflicts(store, space.assessment.id))
    apart = len(people_apart.apart(card, rounds.second_rounds(store, space.assessment.id), pack))
    stand = len(attestations.waiting(store, space))
    with st.container(horizontal=True):
        if brought and st.button(
            f"{counted(brought, 'conflict is', 'conflicts are')} inherited from another use case",
            key="judge.inherited", type="tertiary", icon=":material/gavel:",
        ):  # fmt: skip
            session.keep("settle.part", "Conflicts")
            st.switch_page("ui/pages/settle.py")
        if apart and st.button(
            f"People stand apart on {counted(apart, 'capability', 'capabilities')}",
            key="judge.apart", type="tertiary", icon=":material/groups:",
        ):  # fmt: skip
            session.keep("settle.part", "People apart")
            st.switch_page("ui/pages/settle.py")
        if st.button(told, key="judge.artefacts", type="tertiary", icon=":material/fact_check:"):
            session.keep("settle.part", "Artefacts")
            st.switch_page("ui/pages/settle.py")
        if stand and st.button(
            f"{counted(stand, 'attestation waits', 'attestations wait')} for a second person",
            key="judge.attested", type="tertiary", icon=":material/history_edu:",
        ):  # fmt: skip
            session.keep("settle.part", "Attestations")
            st.switch_page("ui/pages/settle.py")
        label = f"Good enough here: {enough}" if enough else "Good enough here"
        if st.button(label, key="judge.enough", type="tertiary", icon=":material/handshake:"):
            session.keep("settle.part", "Good enough")
            st.switch_page("ui/pages/settle.py")


def _conflicts(held: tuple[Conflict, ...], pack: Pack) -> None:
    today = datetime.now(UTC).date()
    with st.container(border=True, gap="small"):
        title, filter_ = st.columns([1.6, 1], vertical_alignment="center")
        title.subheader(headline(held, today), anchor=False)
        with filter_:
            shown = chosen_filter(held, "judge.conflicts")
        if not shown:
            _none()
        for place in range(0, len(shown), 2):
            for column, item in zip(
                st.columns(2, gap="large"), shown[place : place + 2], strict=False
            ):
                with (
                    column,
                    st.container(
                        horizontal=True,
                        vertical_alignment="center",
                        horizontal_alignment="distribute",
                    ),
                ):
                    st.markdown(
                        f"{name(item, pack)}  \n:small[:gray[{caption(item, today)}]]", width=380
                    )
                    label = "Settle" if item.state == "open" else "Open"
                    if st.button(label, key=f"judge.settle.{item.number}", type="tertiary",
                                 icon=":material/gavel:"):  # fmt: skip
                        go_to(item)
