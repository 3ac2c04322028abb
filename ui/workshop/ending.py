"""The end of the day: decisions, what would prove us wrong, how sure we are, and the close."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import streamlit as st

from assessment.workshop.phases import DONE, Phase, Stage
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from ui import session
from ui.components.note import note, on_accent
from ui.components.wording import counted, day, plain
from ui.manner import typed_day
from ui.workshop.steps import act, by

DAYS = 30


def decisions(store: Store, now: Console) -> None:
    """Each with its sentence, one name and one day; then what would stop it."""
    with st.container(border=True, gap="small"):
        for one in now.room.decisions:
            words, gone = st.columns([5, 1.2], vertical_alignment="center")
            due = f", by {day(one.due)}" if one.due else ""
            words.markdown(
                f"**{one.number}.** {plain(one.text)} :small[:gray[{plain(one.owner)}{due}]]"
            )
            gone.button(
                "Take back", key=f"workshop.undecide.{one.number}",
                help=f"Take decision {one.number} back", width="stretch", on_click=act,
                args=(store, now, workshops.undecide), kwargs={"number": one.number},
            )  # fmt: skip
        if not now.room.decisions:
            st.markdown(
                ":gray[Nothing is decided yet. What has no name and no day is not decided.]"
            )
        _decide_form(store, now)
    st.text_area(
        "What would prove us wrong, and stop the work", now.workshop.kill_criterion,
        key="workshop.kill", height=80, max_chars=2000, on_change=_keep_kill, args=(store, now),
        placeholder="By the end of March fewer than one return in five is decided without a person.",
    )  # fmt: skip


def _decide_form(store: Store, now: Console) -> None:
    with st.form("workshop.decide", border=False):
        st.text_input("Decided", key="workshop.decide.text", max_chars=500)
        owner, due, button = st.columns([1.4, 1, 0.8], vertical_alignment="bottom")
        owner.text_input("One name", key="workshop.decide.owner", max_chars=200)
        due.date_input("One day", datetime.now(UTC).date() + timedelta(days=DAYS),
                       key="workshop.decide.due", format=typed_day())  # fmt: skip
        key = session.choice("workshop.decide.key") or uuid4().hex
        session.keep("workshop.decide.key", key)
        button.form_submit_button(
            on_accent("Keep"), type="primary", key="workshop.decide.do", width="stretch",
            on_click=_decide, args=(store, now, key),
        )  # fmt: skip


def _decide(store: Store, now: Console, key: str) -> None:
    kept = act(
        store, now, workshops.decide, key=key, text=session.choice("workshop.decide.text") or "",
        owner=session.choice("workshop.decide.owner") or "",
        due=session.choice("workshop.decide.due"),
    )  # fmt: skip
    if kept is not None:
        session.forget("workshop.decide.key")
        session.empty("workshop.decide.text", "workshop.decide.owner")


def _keep_kill(store: Store, now: Console) -> None:
    act(store, now, workshops.set_kill_criterion, text=session.choice("workshop.kill") or "")


def confidence(store: Store, now: Console) -> None:
    """Fist of five: everybody at once, on what was decided."""
    room, at = now.room, (now.room.stage, now.workshop.revealed)
    if room.stage is not Stage.CONFIDENCE:
        st.markdown(
            "#### None to five fingers, all at once: how sure are we of this?", anchors=False
        )
        _button(store, now, "Open the vote", at, (Stage.CONFIDENCE, False))
    elif room.fingers is None:
        st.markdown("#### Show none to five fingers on your phone.", anchors=False)
        _button(store, now, "Show the hands", at, (Stage.CONFIDENCE, True))
    else:
        _hands(room.fingers)
    close(store, now)


def _hands(fingers: tuple[int, ...]) -> None:
    most, total = max(fingers), sum(fingers)
    st.subheader(_told(fingers), anchor=False)
    for count in range(5, -1, -1):
        if total:
            share = fingers[count] / most if most else 0.0
            word = "fist" if count == 0 else counted(count, "finger")
            st.progress(share, f"{word}\u2003**{fingers[count]}**")


def _told(fingers: tuple[int, ...]) -> str:
    doubt, total = sum(fingers[:3]), sum(fingers)
    if not total:
        return "Nobody showed a hand"
    if not doubt:
        return "Nobody doubts it: all show three or more"
    return f"{doubt} of {total} doubt it: ask what is missing"


def close(store: Store, now: Console) -> None:
    """End the workshop; what it comes to flows into the assessment once."""
    agreed = sum(one.phase is Phase.AGREED for one in now.items)
    disputed = sum(one.phase is Phase.DISPUTED for one in now.items)
    open_ = [one for one in now.items if one.phase not in DONE]
    with st.container(border=True):
        st.markdown(
            f"**Close the workshop.** {counted(agreed, 'item')} agreed and {disputed} disputed become "
            f"the room’s answers; {counted(len(now.room.decisions), 'decision')} join the assessment’s."
        )
        if open_:
            note(f"{counted(len(open_), 'item was', 'items were')} not finished: they stay in the "
                 "record and change no answer.")  # fmt: skip
        st.button(
            on_accent("Close the workshop"), type="primary", key="workshop.close", on_click=act,
            args=(store, now, workshops.close_workshop), kwargs={"by": by(now)},
        )  # fmt: skip


def _button(
    store: Store, now: Console, words: str, at: tuple[Stage, bool], to: tuple[Stage, bool]
) -> None:
    st.button(
        on_accent(words), type="primary", key=f"workshop.hands.{words}", on_click=act,
        args=(store, now, workshops.show), kwargs={"at": at, "to": to},
    )  # fmt: skip
