"""Conflicts in a list: open, mine, closed; one line each with whose it is and by when."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from content.model import Pack
from reports.resolutions import how
from scoring.conflict import Conflict
from ui import session
from ui.components.me import me
from ui.components.wording import capital, day, plain, plain_level

OPEN, MINE, CLOSED = "Open", "Mine", "Closed"


def chosen_filter(conflicts: Sequence[Conflict], key: str) -> list[Conflict]:
    """The filter with the number of each, and the conflicts that it leaves, most urgent first."""
    counts = {name: len(_of(conflicts, name)) for name in (OPEN, MINE, CLOSED)}
    name = st.segmented_control(
        "Show", [OPEN, MINE, CLOSED], default=OPEN, required=True, key=key,
        format_func=lambda one: f"{one} {counts[one]}", label_visibility="collapsed",
        width="stretch",
    )  # fmt: skip
    return _of(conflicts, name)


LIST = "settle.conflict"
"""The key of the list where conflicts are settled."""


def go_to(item: Conflict) -> None:
    """Open a conflict where it is settled."""
    choose(item)
    st.switch_page("ui/pages/settle.py")


def choose(item: Conflict) -> None:
    """Let a conflict be the one on the page where it is settled."""
    session.keep(f"{LIST}.wanted", item.number)
    session.keep("settle.part", "Conflicts")
    session.keep("settle.filter", OPEN if item.state == "open" else CLOSED)


def _of(conflicts: Sequence[Conflict], name: str) -> list[Conflict]:
    if name == CLOSED:
        closed = [item for item in conflicts if item.closed is not None]
        return sorted(closed, key=lambda item: item.closed.at if item.closed else 0, reverse=True)
    wanted = [item for item in conflicts if item.state == "open"]
    if name == MINE:
        mine = me().casefold()
        wanted = [item for item in wanted if mine and item.owner.casefold() == mine]
    return sorted(wanted, key=_urgency)


def _urgency(item: Conflict) -> tuple[bool, bool, date, float, int]:
    """Critical ones first, then those with a day, the earliest first, then the widest."""
    width = item.claim - item.observed_high
    return not item.critical, item.due is None, item.due or date.max, -width, item.number


def listed(conflicts: Sequence[Conflict], pack: Pack, today: date, key: str) -> Conflict | None:
    """The list as one choice, which the arrow keys move; the first one is chosen by itself."""
    if not conflicts:
        return None
    held = {item.number: item for item in conflicts}
    _start_at(list(held), key)
    number = st.radio(
        "Conflicts", list(held), key=key, label_visibility="collapsed", width="stretch",
        format_func=lambda one: _label(held[one], pack, today), captions=["\u200b"] * len(held),
    )  # fmt: skip
    return held.get(number or 0, conflicts[0])


def _label(item: Conflict, pack: Pack, today: date) -> str:
    """Both lines stand in the label: Streamlit's own captions fall below 4.5 : 1."""
    return f"{name(item, pack)}  \n:small[:gray[{caption(item, today)}]]"


def _start_at(numbers: list[int], key: str) -> None:
    """Where somebody came for one conflict, that one is chosen."""
    wanted = session.forget(f"{key}.wanted")
    if wanted in numbers:
        session.keep(key, wanted)
    elif session.choice(key) not in numbers:
        session.keep(key, numbers[0])


def name(item: Conflict, pack: Pack) -> str:
    """What it is about."""
    critical = " · :small[critical]" if item.critical else ""
    return f"**{_short(pack, item.capability)}**{critical}"


def _short(pack: Pack, capability: str) -> str:
    """A conflict outlives its capability: another version of the pack may not ask it any more."""
    return {one.id: one.short_name for one in pack.capabilities}.get(capability, capability)


def caption(item: Conflict, today: date) -> str:
    """Claimed and seen; whose it is and by when, or how it was closed."""
    closed = item.closed
    if closed is not None:
        return f"{item.name} · {capital(how(closed))} · {day(closed.at)}"
    owner = plain(item.owner) or "no owner yet"
    due = f", by {day(item.due)}" if item.due else ""
    late = ", **overdue**" if item.overdue(today) else ""
    seen = f"claimed {plain_level(item.claim)}, seen {item.observed_high}"
    return f"{item.name} · {seen} · {owner}{due}{late}"
