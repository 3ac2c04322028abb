"""Settle: what waits for a person: conflicts, artefacts, people apart, attestations, good enough."""

from datetime import UTC, datetime

import streamlit as st

from content.questionnaire import Questionnaire
from engagement import judging
from engagement.answers import rounds
from engagement.artefacts import artefact_shelf
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.settling import conflicts, good_enough
from engagement.settling.inherited_conflicts import inherited_conflicts
from engagement.store import Store
from reports.resolutions import headline
from ui import session
from ui.components import attestations, frame, second_person
from ui.components import good_enough as enough
from ui.components import people_apart as people
from ui.components import review_list as review
from ui.components.me import ask_me
from ui.components.run_bar import run_bar
from ui.components.settle_conflicts import settle_conflicts
from ui.components.wording import plain

CONFLICTS, ARTEFACTS, APART = "Conflicts", "Artefacts", "People apart"
ATTESTED, ENOUGH = "Attestations", "Good enough"


def render(store: Store, space: Workspace) -> None:
    """One of five lists under a headline that counts what is open."""
    pack, key = frame.pack(store, space), space.assessment.id
    frame.first_line(space, "Saved with the click. Everything that was settled stays as history.")
    held = conflicts.conflicts(store, key)
    shelf, accepted = artefact_shelf.shelf(store, key), good_enough.accepted(store, key)
    card = judging.scorecard(store, key)
    differ = people.apart(card, rounds.second_rounds(store, key), pack)
    brought = inherited_conflicts(store, key)
    stand = attestations.waiting(store, space)
    counts = {
        CONFLICTS: sum(item.state == "open" for item in held) + len(brought),
        ARTEFACTS: len(artefact_shelf.waiting_of(shelf)),
        APART: len(differ),
        ATTESTED: len(stand),
        ENOUGH: len(accepted),
    }
    part = _part(counts)
    told = {
        CONFLICTS: headline(held, datetime.now(UTC).date(), len(brought)),
        ARTEFACTS: review.headline(shelf),
        APART: people.headline(differ),
        ATTESTED: attestations.headline(stand),
        ENOUGH: enough.headline(accepted),
    }
    st.header(told[part], anchor=False)
    if collecting.looking(store, key):
        run_bar(store, space, collecting.findings(store, key))
    second_person.waiting(store, space, pack)
    if part == CONFLICTS:
        settle_conflicts(store, space, pack, held, brought)
    elif part == ARTEFACTS:
        review.review_list(store, space, pack, shelf)
    elif part == APART:
        people.people_apart(store, space, pack, differ)
    elif part == ATTESTED:
        attestations.to_accept(store, space, pack, stand)
    else:
        enough.good_enough_here(store, space, pack, card, accepted)


def _part(counts: dict[str, int]) -> str:
    """Which list, and in whose name."""
    back, middle, right = st.columns([0.38, 3, 1.2], vertical_alignment="bottom")
    back.page_link("ui/pages/judge.py", label="Judge", icon=":material/arrow_back:")
    with right:
        ask_me()
    if not session.choice("settle.part"):  # no page that leads here has said which part it means
        session.keep("settle.part", CONFLICTS)
    part = middle.segmented_control(
        "What", list(counts), required=True, key="settle.part",
        format_func=lambda one: f"{one} {counts[one]}", label_visibility="collapsed",
    )  # fmt: skip
    return part or CONFLICTS


def _choices(store: Store, space: Workspace, asked: Questionnaire) -> None:
    """A questionnaire claims no levels that a finding could contradict."""
    del store
    frame.first_line(space)
    st.header("Nothing to settle", anchor=False)
    st.markdown(
        f":gray[{plain(asked.title)} is answered with choices, which no probe contradicts.]"
    )
    st.page_link("ui/pages/judge.py", label="Judge", icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.show(render, _choices)
