"""What becomes of an item: agreed with its dissent, disputed with whose it is, or laid aside."""

from datetime import UTC, date, datetime, timedelta

import streamlit as st

from assessment.workshop.model import Item
from assessment.workshop.phases import Phase
from assessment.workshop.rules import Outcome
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from reports.room_words import finds_out
from ui import faults, session
from ui.components.note import note, on_accent
from ui.components.wording import capital, day, plain
from ui.manner import typed_day
from ui.workshop.steps import act, beside

DAYS = 14
"""A day as it stands in the form; whoever signs it chooses."""


def after_second(store: Store, now: Console, item: Item) -> None:
    """The form that the votes ask for."""
    if now.outcome is Outcome.DISPUTED:
        st.markdown("**Still apart after two rounds: disputed.** Who settles it, and by when?")
        _dispute_form(store, now, item)
    elif now.outcome is Outcome.NOBODY_KNOWS:
        st.markdown("**Nobody gave a level.** Park it with somebody who finds out.")
        _park_form(store, now, item, _key(item))
    else:
        agree_form(store, now, item)


def agree_form(store: Store, now: Console, item: Item) -> None:
    """Level, dissent with its reason, and whose the evidence is."""
    spread = now.room.spread
    if spread is None or not spread.given:
        return
    levels = list(range(spread.given[0], spread.given[-1] + 1))
    middle = round(spread.middle or levels[0])
    key = _key(item)
    with st.form(f"{key}.agree", border=False):
        chosen, owner = st.columns([1, 1.4])
        chosen.segmented_control(
            "Agreed level", levels, default=middle, required=True, key=f"{key}.level"
        )
        owner.text_input("Who owns the evidence", item.owner, key=f"{key}.owner", max_chars=200)
        owner.checkbox("Nobody owns it yet", key=f"{key}.nobody")
        dissent = "Who sees it otherwise, and why"
        st.text_input(
            dissent, item.dissent, key=f"{key}.dissent", max_chars=1000,
            placeholder="May stay empty", disabled=spread.reach == 0,
            help="Kept word for word beside the level. The score counts the votes themselves.",
        )  # fmt: skip
        st.form_submit_button(
            on_accent("Keep as agreed"), type="primary", key=f"{key}.agree.do",
            on_click=faults.said_at(beside(item))(_agree), args=(store, now, item),
        )  # fmt: skip


def _agree(store: Store, now: Console, item: Item) -> None:
    key = _key(item)
    act(
        store, now, workshops.agree, position=item.position, at=item.phase,
        level=session.choice(f"{key}.level"), owner=session.choice(f"{key}.owner") or "",
        dissent=session.choice(f"{key}.dissent") or "",
        nobody=bool(session.choice(f"{key}.nobody")),
    )  # fmt: skip


def _dispute_form(store: Store, now: Console, item: Item) -> None:
    key = _key(item)
    with st.form(f"{key}.dispute", border=False):
        owner, due = st.columns([1.4, 1])
        owner.text_input("Who settles it", item.owner, key=f"{key}.owner", max_chars=200)
        due.date_input("By", _in(DAYS), key=f"{key}.due", format=typed_day())
        st.text_input(
            "What it turns on", item.dissent, key=f"{key}.dissent", max_chars=1000,
            placeholder="May stay empty",
        )  # fmt: skip
        st.form_submit_button(
            on_accent("Keep as disputed"), type="primary", key=f"{key}.dispute.do",
            on_click=faults.said_at(beside(item))(_dispute), args=(store, now, item),
        )  # fmt: skip


def _dispute(store: Store, now: Console, item: Item) -> None:
    key = _key(item)
    act(
        store, now, workshops.dispute, position=item.position, at=item.phase,
        owner=session.choice(f"{key}.owner") or "", due=session.choice(f"{key}.due") or _in(DAYS),
        dissent=session.choice(f"{key}.dissent") or "",
    )  # fmt: skip


def park(store: Store, now: Console, item: Item) -> None:
    """Lay it aside at any time, with somebody who finds out."""
    with st.popover("Park", icon=":material/local_parking:"):
        note("Laid aside for another day; it changes no answer. It can be taken up again.")
        _park_form(store, now, item, f"{_key(item)}.aside")


def _park_form(store: Store, now: Console, item: Item, key: str) -> None:
    with st.form(f"{key}.park", border=False):
        owner, due = st.columns([1.4, 1])
        owner.text_input("Who finds out", item.owner, key=f"{key}.owner", max_chars=200)
        due.date_input("By", _in(DAYS), key=f"{key}.due", format=typed_day())
        st.checkbox("Nobody finds out yet", key=f"{key}.nobody")
        st.form_submit_button(
            on_accent("Park it"), type="primary", key=f"{key}.park.do",
            on_click=faults.said_at(key)(_park), args=(store, now, item, key),
        )  # fmt: skip
    faults.tell_at(key)


def _park(store: Store, now: Console, item: Item, key: str) -> None:
    act(
        store, now, workshops.park, position=item.position, at=item.phase,
        owner=session.choice(f"{key}.owner") or "", due=session.choice(f"{key}.due"),
        nobody=bool(session.choice(f"{key}.nobody")),
    )  # fmt: skip


def told(item: Item) -> None:
    """What became of it, in words."""
    due = f" by {day(item.due)}" if item.due else ""
    if item.phase is Phase.AGREED:
        owns = (
            f"{plain(item.owner)} owns the evidence."
            if item.owner
            else "Nobody owns the evidence yet."
        )
        st.success(
            f"**Agreed on level {item.agreed}.** {owns}",
            icon=":material/check_circle:",
        )  # fmt: skip
    elif item.phase is Phase.DISPUTED:
        st.warning(
            f"**Disputed.** {plain(item.owner)} settles it{due}.", icon=":material/group_off:"
        )
    elif item.phase is Phase.PARKED:
        finds = capital(finds_out("")) if not item.owner else finds_out(plain(item.owner))
        st.info(f"**Parked.** {finds}{due}.", icon=":material/local_parking:")
    else:
        st.info("**Skipped.** Nothing of it is kept as an answer.", icon=":material/skip_next:")
    if item.dissent:
        note(f"Dissent: {plain(item.dissent)}")


def _in(days: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=days)


def _key(item: Item) -> str:
    return f"workshop.{item.position}.{item.phase}.form"
