"""What somebody stands for: who, since when and how they know; accepted by a second, or taken back."""

from collections.abc import Sequence

import streamlit as st

from content.model import AttestedCondition, Pack
from engagement import watching
from engagement.model import Workspace
from engagement.store import Store
from reports.wording import capital, plural
from scoring.exit_criterion import attested_text
from scoring.proof_model import Attestation
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may, may, tell_who_may
from ui.components.second_person import names_prove_nothing
from ui.components.wording import day, plain


def waiting(store: Store, space: Workspace) -> list[Attestation]:
    """Those that wait for a second person, in the order in which they came."""
    return [one for one in watching.still_asked(store, space.assessment.id) if not one.second]


def headline(waits: Sequence[Attestation]) -> str:
    """How many wait for a second person."""
    if not waits:
        return "No attestation waits for a second person"
    told = capital(plural(len(waits), "attestation"))
    return f"{told} {'waits' if len(waits) == 1 else 'wait'} for a second person"


def to_accept(store: Store, space: Workspace, pack: Pack, waits: Sequence[Attestation]) -> None:
    """One box for each that waits, where the page has asked already who sits here."""
    if not waits:
        st.markdown(
            ":gray[Where no source can show that an exit criterion holds, somebody attests it on "
            "Track; it waits here until another person has accepted it.]"
        )
    else:
        before_accepting()
    own = watching.own_attestations(store, space.assessment.id, me())
    for item in waits:
        with st.container(border=True):
            attestation(store, space, pack, item, mine=(item.initiative, item.condition) in own)
    st.page_link(
        "ui/pages/track.py",
        label="Every exit criterion and its proof",
        icon=":material/arrow_forward:",
    )


def attestation(
    store: Store, space: Workspace, pack: Pack, item: Attestation, *, mine: bool
) -> None:
    """What is stated and by whom, and what whoever sits here may do about it.

    Where some wait, :func:`before_accepting` has told what accepting them means.
    """
    st.markdown(f"**{plain(stated(pack, item))}**")
    note(f"{plain(item.by)}, {day(item.day)}: {plain(item.reason)}")
    if item.second:
        note(f"Accepted by {plain(item.second)}.")
    elif mine:
        note("It counts once another person has accepted it.")
    elif may("attestation accepted"):
        _accepting(store, space, item)
    else:
        tell_who_may("accepts it, as a second person", "attestation accepted")
    _taking_back(store, space, item)
    faults.tell_at(_place(item))


def stated(pack: Pack, item: Attestation) -> str:
    """What it says, under the name of its initiative."""
    said = asked_of_a_person(pack, item.initiative, item.condition)
    return f"{pack.initiative(item.initiative).title}: {attested_text(said) if said else ''}"


def asked_of_a_person(pack: Pack, initiative: str, condition: str) -> AttestedCondition | None:
    """The condition as the pack has it; ``None`` for one that is measured."""
    held = (one for one in pack.initiative(initiative).exit.conditions if one.id == condition)
    return next((one for one in held if isinstance(one, AttestedCondition)), None)


def before_accepting() -> None:
    """Once above those that wait: what it takes for them to count."""
    note("Each counts once a second person has accepted it.")
    names_prove_nothing()


def _accepting(store: Store, space: Workspace, item: Attestation) -> None:
    st.button(
        on_accent("Accept it as a second person"), type="primary", key=f"{_place(item)}.accept",
        on_click=faults.said_at(_place(item))(_accept), args=(store, space, item),
    )  # fmt: skip


@for_whoever_may("attestation withdrawn")
def _taking_back(store: Store, space: Workspace, item: Attestation) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = f"{_place(item)}.why"
        st.text_input("Why it is taken back", key=why)
        st.button("Take it back", key=f"{_place(item)}.back", args=(store, space, item, why),
                  on_click=faults.said_at(_place(item))(_withdraw))  # fmt: skip


def _place(item: Attestation) -> str:
    return f"attested.{item.initiative}.{item.condition}"


def _accept(store: Store, space: Workspace, item: Attestation) -> None:
    faults.attempt(
        watching.accept_attestation, store, assessment_id=space.assessment.id,
        initiative=item.initiative, condition=item.condition, by=me(),
    )  # fmt: skip


def _withdraw(store: Store, space: Workspace, item: Attestation, why: str) -> None:
    faults.attempt(
        watching.withdraw_attestation, store, assessment_id=space.assessment.id,
        initiative=item.initiative, condition=item.condition, by=me(),
        reason=session.choice(why) or "",
    )  # fmt: skip
