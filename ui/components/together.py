"""Together: one question in large type for a room; the facilitator enters how many said what."""

import streamlit as st

from assessment.model import ROOM_ROLE, AnswerKind, Tally
from content.model import Capability
from engagement.answers import answering, rounds
from ui import faults, session
from ui.components.asking import Asking
from ui.components.me import entering
from ui.components.note import note, on_accent
from ui.components.wording import counted


def together(asking: Asking, capability: Capability) -> None:
    """The five sentences in large type, a count beside each, one button that saves."""
    key = f"room.{asking.assessment}.{capability.id}"
    room = next((item for item in asking.people if item.role == ROOM_ROLE), None)
    tally = _tally(asking, capability, room.id if room else "")
    with st.container(border=True):
        st.markdown("**Which one describes today, not the plan?** Show of hands, all at once.")
        for level, anchor in enumerate(capability.anchors, start=1):
            said = tally.levels[level - 1] if tally else None
            words = f"#### **{level}**\u2002 {anchor.strip()}"
            _row(words, f"{key}.{level}", said, f"How many said level {level}")
        unsure = tally.dont_know if tally else None
        _row("#### Don’t know", f"{key}.dont_know", unsure, "How many do not know")
    save, count = st.columns([1, 3], vertical_alignment="center")
    save.button(
        on_accent("Save the room’s answer"),
        type="primary",
        on_click=_save,
        args=(asking, capability, key),
    )
    if tally:
        with count:
            note(f"Saved: {counted(sum(tally.levels) + tally.dont_know, 'voice')}")
        st.checkbox(
            "This was the second vote, after talking it over",
            capability.id in rounds.second_rounds(asking.store, asking.assessment),
            key=f"{key}.second", on_change=_second, args=(asking, capability, key),
        )  # fmt: skip


def _second(asking: Asking, capability: Capability, key: str) -> None:
    by = entering(None) or "the room"
    about = {"assessment_id": asking.assessment, "capability": capability.id, "by": by}
    if session.choice(f"{key}.second"):
        faults.attempt(rounds.talk_over, asking.store, levels={}, **about)
    else:
        faults.attempt(rounds.only_first, asking.store, **about)


def _row(label: str, key: str, value: int | None, spoken: str) -> None:
    words, number = st.columns([6, 1], vertical_alignment="center")
    words.markdown(label, anchors=False)
    number.number_input(
        spoken, 0, 1000, value, 1, key=key, label_visibility="collapsed", placeholder="0"
    )


def _tally(asking: Asking, capability: Capability, room: str) -> Tally | None:
    found = [
        item for item in asking.everyone
        if item.respondent == room and item.capability == capability.id
    ]  # fmt: skip
    return found[0].tally if found else None


def _save(asking: Asking, capability: Capability, key: str) -> None:
    counts = [session.choice(f"{key}.{part}") or 0 for part in (1, 2, 3, 4, 5, "dont_know")]
    if sum(counts) == 0:
        faults.refuse("Enter how many said each level; at least one person must have voted.")
        return
    room = next((item for item in asking.people if item.role == ROOM_ROLE), None)
    room = room or answering.add_respondent(
        asking.store, assessment_id=asking.assessment, name="The room", role=ROOM_ROLE
    )
    faults.attempt(
        answering.answer, asking.store, assessment_id=asking.assessment, respondent_id=room.id,
        capability=capability.id, kind=AnswerKind.TALLY,
        tally=Tally(levels=tuple(counts[:5]), dont_know=counts[5]),
        entered_by=entering(None),
    )  # fmt: skip
