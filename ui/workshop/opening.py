"""Before the room: agenda, items with the reason for each, and who leads."""

import streamlit as st

from assessment.workshop.model import Workshop
from content.model import Pack
from content.workshops.agendas import Agenda, Block, WorkshopRules, workshop_rules
from engagement import workshops, workspaces
from engagement.model import Workspace
from engagement.store import Store
from engagement.workshops import Proposal
from ui import faults
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.wording import count, counted, plain, spoken
from ui.workshop import afterwards

OWN = "own"


def opening_form(
    store: Store, space: Workspace, pack: Pack, earlier: tuple[Workshop, ...], ended: str = ""
) -> None:  # fmt: skip
    """Agenda left, items right, one button; above it the last workshop, ``ended`` just now or before."""
    for each in earlier[:1]:
        with st.container(border=True):
            afterwards.line_of(store, space, each, at_once=each.id == ended)
    st.header("Open another workshop" if earlier else "Open a workshop", anchor=False)
    st.markdown(
        ":gray[People vote on their phones, in silence and without names; you lead and never vote.]"
    )
    _form(store, space, pack)
    for each in earlier[1:]:
        with st.container(border=True):
            afterwards.line_of(store, space, each)


@for_whoever_may("workshop opened", told="opens a workshop and leads it")
def _form(store: Store, space: Workspace, pack: Pack) -> None:
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        chosen, blocks = _agenda()
    with right:
        picked = _items(store, space, pack)
        ask_me("You lead it as")
        st.button(
            on_accent(f"Open it with {counted(len(picked), 'item')}"), type="primary",
            key="workshop.open", disabled=not picked, on_click=_open,
            args=(store, space, chosen, picked, blocks),
        )  # fmt: skip


def _open(
    store: Store, space: Workspace, agenda: str, picked: tuple[str, ...],
    blocks: tuple[Block, ...] | None,
) -> None:  # fmt: skip
    faults.attempt(
        workshops.open_workshop, store, assessment_id=space.assessment.id, agenda=agenda,
        by=me(), items=picked, blocks=blocks,
    )  # fmt: skip


def _agenda() -> tuple[str, tuple[Block, ...] | None]:
    rules = workshop_rules()
    held = {item.id: item for item in rules.agendas}
    chosen = st.segmented_control(
        "Agenda", list(held), default=rules.agendas[0].id, required=True, key="workshop.agenda",
        format_func=lambda one: held[one].name,
    )  # fmt: skip
    agenda = held[chosen or rules.agendas[0].id]
    note(agenda.reason)
    if agenda.id == OWN:
        return agenda.id, _own(agenda)
    at = 0
    with st.container(gap="xsmall", border=True):
        for block in agenda.blocks:
            st.markdown(
                f"`{_clock(at)}`\u2002**{block.title}** :small[:gray[{block.minutes} minutes]]  \n"
                f":small[:gray[{block.reason}]]"
            )
            at += block.minutes
    note(f"{counted(agenda.minutes, 'minute')} in all. Clocks count down and stop nothing.")
    return agenda.id, None


def _own(agenda: Agenda) -> tuple[Block, ...]:
    """Which parts, and how long each."""
    found: list[Block] = []
    every = {
        block.kind: block for each in reversed(workshop_rules().agendas) for block in each.blocks
    }
    every |= {block.kind: block for block in agenda.blocks}
    with st.container(border=True, gap="small"):
        for kind in ("talk", "dots", "items", "break", "decisions", "confidence"):
            block = every[kind]
            words, minutes = st.columns([3, 1], vertical_alignment="center")
            wanted = words.checkbox(
                block.title, block in agenda.blocks, key=f"workshop.own.{kind}", help=block.reason
            )
            length = minutes.number_input(
                f"Minutes of {block.title}", 1, 480, block.minutes, key=f"workshop.own.{kind}.min",
                label_visibility="collapsed",
            )  # fmt: skip
            if wanted:
                found.append(block.model_copy(update={"minutes": int(length)}))
    return tuple(found) or agenda.blocks


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _items(store: Store, space: Workspace, pack: Pack) -> tuple[str, ...]:
    """Those that are proposed, each with why; others by name."""
    rules = workshop_rules()
    found = workshops.proposals(store, space.assessment.id)
    st.markdown(f"**Worth the room’s time: {counted(len(found), 'item')}**")
    note(_how_many(len(found), rules))
    picked = []
    with st.container(border=True, gap="small"):
        for one in found:
            if _proposed(one):
                picked.append(one.capability)
        out = set(workspaces.not_applicable(store, space.assessment.id))
        known = {one.capability for one in found}
        rest = {item.id: item.name for item in pack.capabilities if item.id not in out | known}
        picked += st.multiselect(
            "Add others", list(rest), key="workshop.others", format_func=rest.__getitem__,
            placeholder="Type a few letters",
        )  # fmt: skip
    if len(picked) > rules.items_most:
        st.warning(
            f"{len(picked)} items are more than {rules.items_most}: four to six minutes each. "
            "What is left over is parked."
        )
    return tuple(picked)


def _how_many(found: int, rules: WorkshopRules) -> str:
    """Why there are so many, and what to do where there are fewer than there is time for."""
    time = f"There is time for {rules.items_least} to {rules.items_most}"
    if not found:
        return (
            "Nobody is split, no probe contradicts anybody, and nothing critical is open. "
            f"{time}: choose what you want to talk about all the same."
        )
    if found < rules.items_least:
        are = "is one only that is" if found == 1 else f"are {count(found)} only that are"
        return (
            f"{time}, and there {are} split, in conflict with what was found, or critical and open. "
            "Add others below, or end earlier."
        )
    return f"{time} in four to six minutes each. These are the ones that most need a talk."


def _proposed(one: Proposal) -> bool:
    """One that is proposed, with why; the box is named by the item alone."""
    with st.container(gap=None):
        taken = st.checkbox(
            spoken(one.name),
            True,
            key=f"workshop.item.{one.capability}",
            help=one.explained or None,
        )
        note(" · ".join(plain(why) for why in one.why))
    return taken
