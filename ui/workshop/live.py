"""What moves by itself on the console: clock, who voted, who joined. Nothing new costs one number."""

from datetime import UTC, datetime

import streamlit as st

from assessment.workshop.phases import VOTES, Phase, Stage
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from ui import session
from ui.components.note import note
from ui.components.wording import counted, plain

EVERY = 1.0
"""Seconds between two looks at the version; the rest is read only when that has grown."""
LISTED = 12
"""People by name; of more the number is told."""
_KEPT = "workshop.kept"


def fresh(store: Store, workshop_id: str) -> Console:
    """The console as it stands; kept for the parts that redraw themselves."""
    now = workshops.console(store, workshop_id)
    session.keep(_KEPT, now)
    return now


def latest(store: Store, drawn: Console) -> Console:
    """The console, read anew only where the version has grown."""
    kept: Console | None = session.choice(_KEPT)
    if kept is None or kept.workshop.id != drawn.workshop.id:
        kept = drawn
    if workshops.version(store, drawn.workshop.id) == kept.room.version:
        return kept
    return fresh(store, drawn.workshop.id)


def _elsewhere(now: Console, drawn: Console) -> bool:
    """Whether somebody took a step since the page was drawn; votes and people are none."""
    moving = {"version", "voted", "joined", "use_cases"}
    before, after = (each.room.model_dump(exclude=moving) for each in (drawn, now))
    return before != after or drawn.items != now.items


@st.fragment(run_every=EVERY)
def pulse(store: Store, drawn: Console) -> None:
    """How far the room is with what is asked now, and the clock of it."""
    now = latest(store, drawn)
    if _elsewhere(now, drawn):
        st.rerun(scope="app")
        return
    room = now.room
    if not _asks(now):
        _clock_of(now)
        return
    share = min(1.0, room.voted / room.joined) if room.joined else 0.0
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"**{room.voted} of {room.joined}** {_done(now)}", width="content")
        if room.ends_at:
            st.markdown(clock(room.ends_at, datetime.now(UTC)), width="content")
    st.progress(share)
    missing = [plain(one.name) for one in now.people if one.voted is False]
    if missing and room.voted:
        shown = ", ".join(missing[:8]) + (" …" if len(missing) > 8 else "")
        note(f"Still open: {shown}. Only who, never what.")


def _asks(now: Console) -> bool:
    stage = now.room.stage
    if stage is Stage.ITEM:
        return now.room.phase in VOTES
    silent = stage in (Stage.DOTS, Stage.CONFIDENCE) and not now.workshop.revealed
    return silent or stage is Stage.GRID


def _done(now: Console) -> str:
    words = {Stage.DOTS: "put their dots", Stage.GRID: "placed something"}
    if now.room.stage is Stage.CONFIDENCE:
        return "showed their hand"
    return words.get(now.room.stage, "voted")


def _clock_of(now: Console) -> None:
    if now.room.ends_at and now.room.phase is not Phase.WAITING:
        st.markdown(clock(now.room.ends_at, datetime.now(UTC)))


@st.fragment(run_every=EVERY)
def agenda_clock(store: Store, drawn: Console) -> None:
    """The time that the part of the agenda has left."""
    now = latest(store, drawn)
    st.markdown(clock(now.room.block.ends_at, datetime.now(UTC)))


@st.fragment(run_every=EVERY)
def people(store: Store, drawn: Console) -> None:
    """Who joined, by name and role; a tick says that they voted, never what."""
    now = latest(store, drawn)
    st.markdown(f"**{counted(len(now.people), 'person', 'people')} in the room**")
    if not now.people:
        note("Nobody joined yet. A late one can join at any time.")
        return
    roles = {role.id: role.name for role in now.workshop.roles}
    tick = {True: ":green[:material/check:]", False: ":gray[:material/hourglass_empty:]", None: ""}
    # Whoever still has to vote stands first: those are the ones to wait for.
    ordered = sorted(now.people, key=lambda one: one.voted is True)
    with st.container(gap="xxsmall"):
        for one in ordered[:LISTED]:
            role = roles.get(one.role, one.role)
            st.markdown(f"{tick[one.voted]} {plain(one.name)} :small[:gray[{plain(role)}]]")
    if ordered[LISTED:]:
        note(f"and {len(ordered) - LISTED} more")


def clock(ends: datetime, now: datetime) -> str:
    """*0:47* left, or by how much it is over."""
    left = round((ends - now).total_seconds())
    minutes, seconds = divmod(abs(left), 60)
    if left >= 0:
        return f":material/timer: **{minutes}:{seconds:02}** :small[:gray[left]]"
    return f":orange[:material/timer: **{minutes}:{seconds:02}**] :small[:gray[over]]"
