"""Buttons of the console: each knows where it was pressed, so that a second click does nothing."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assessment.workshop.model import Item
from assessment.workshop.phases import DONE, UNFINISHED, VOTES, Phase, Stage, one_back
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from ui import faults
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.wording import plain

MINUTE = 60


def by(now: Console) -> str:
    """Who leads: whoever sits at the keyboard, else who opened the workshop."""
    return me() or now.workshop.opened_by


def current(now: Console) -> Item | None:
    """The item before the room."""
    return next((one for one in now.items if one.position == now.workshop.current), None)


def act(store: Store, now: Console, action: Callable[..., Any], **fields: Any) -> Any:
    """Take a step of the day; what came of it, ``None`` where it was refused.

    A second click stops the first at the next look into the visit. A step that has to be taken all
    the same is given ``by`` when its button is drawn: then it is kept before anything is looked at.
    """
    fields.setdefault("by", None)
    fields["by"] = fields["by"] or by(now)
    return faults.attempt(action, store, workshop_id=now.workshop.id, **fields)


def beside(item: Item) -> str:
    """Where it is said what was refused of the item: below its button, wherever it stands by then."""
    return f"workshop.{item.position}"


def item_step(
    label: str, store: Store, now: Console, item: Item, action: Callable[..., Any], *,
    primary: bool = True, icon: str | None = None, told: str | None = None, **fields: Any,
) -> None:  # fmt: skip
    """A button that takes a step on the item, from where it stands on this page."""
    st.button(
        on_accent(label) if primary else label, type="primary" if primary else "secondary",
        icon=icon, key=f"workshop.{item.position}.{item.phase}.{label}", on_click=act,
        args=(store, now, action), kwargs=fields | {"position": item.position, "at": item.phase},
        help=told,
    )  # fmt: skip


def aside(store: Store, now: Console, item: Item, park: Callable[[], None]) -> None:
    """What can be done at any time: more time, back, park (drawn by ``park``), skip."""
    with st.container(horizontal=True, gap="small"):
        if item.phase not in DONE and now.room.ends_at:
            item_step(
                "One minute more", store, now, item, workshops.extend, primary=False,
                icon=":material/more_time:", extra=item.extra, seconds=MINUTE,
            )  # fmt: skip
        if one_back(item.phase, item.left_from):
            label = "Take it up again" if item.phase in DONE else "Back"
            item_step(label, store, now, item, workshops.back, primary=False,
                      icon=":material/undo:")  # fmt: skip
        if item.phase not in DONE:
            park()
            item_step("Skip", store, now, item, workshops.skip, primary=False,
                      icon=":material/skip_next:",
                      told="Leave it out of the day; nothing of it becomes an answer. It can be taken "
                      "up again from the list.")  # fmt: skip


def following(now: Console) -> Item | None:
    """The next item that waits."""
    at = now.workshop.current or 0
    waiting = [one for one in now.items if one.phase is Phase.WAITING]
    return next((one for one in waiting if one.position > at), waiting[0] if waiting else None)


def begin(
    store: Store, now: Console, item: Item, label: str, *, primary: bool = True, listed: bool = False
) -> None:  # fmt: skip
    """A button that puts an item before the room; ``listed`` is one of a list, all of one width."""
    voting = current(now)
    open_vote = voting is not None and voting.phase in VOTES and now.room.stage == "item"
    st.button(
        on_accent(label) if primary else label, type="primary" if primary else "secondary",
        key=f"workshop.begin.{item.position}.{listed}", on_click=act,
        args=(store, now, workshops.begin_item), kwargs={"position": item.position},
        disabled=open_vote, width="stretch" if listed else "content",
    )  # fmt: skip


def go_on(store: Store, now: Console) -> None:
    """The way to the next part of the agenda, where nothing else is to be done in this one."""
    at, blocks = now.workshop.block, now.workshop.blocks
    if at + 1 < len(blocks):
        to_part(store, now, f"On to: {blocks[at + 1].title}", at + 1, primary=True)


def to_part(store: Store, now: Console, words: str, to: int, *, primary: bool = False) -> None:
    """A button to another part of the agenda; it asks where an item was voted on and left so."""
    at, left = now.workshop.block, _left_unfinished(now)
    key = f"workshop.{'on' if primary else 'block'}.{at}.{to}"
    if not left:
        st.button(
            on_accent(words) if primary else words, type="primary" if primary else "secondary",
            key=key, on_click=act, args=(store, now, workshops.go_to_block),
            kwargs={"at": at, "to": to},
        )  # fmt: skip
        return
    with st.popover(words):
        for item in left:
            st.markdown(f"**{plain(item.name)}** was voted on and is not finished.")
        note("Keep what came of it, or park it, first. Left open it stays in the record and changes "
             "no answer; it can be taken up again from the list.")  # fmt: skip
        st.button(
            on_accent("Leave it open and go on"), type="primary", key=f"{key}.leaving",
            on_click=act, args=(store, now, workshops.go_to_block),
            kwargs={"at": at, "to": to, "leaving": tuple(item.position for item in left)},
        )  # fmt: skip


def _left_unfinished(now: Console) -> list[Item]:
    asks = now.room.stage is Stage.ITEM or now.room.block.kind == "items"
    return [item for item in now.items if asks and item.phase in UNFINISHED]


def back_to_part(store: Store, now: Console, *, primary: bool = False) -> None:
    """From an item back to the part of the agenda, as it stood; never over an open vote."""
    part, item, shown = now.room.block, current(now), now.workshop.revealed
    stage = Stage.CONFIDENCE if part.kind == "confidence" and shown else Stage.WAITING
    words = f"Back to: {part.title}"
    st.button(
        on_accent(words) if primary else words, type="primary" if primary else "secondary",
        key=f"workshop.part.{now.workshop.block}.{primary}", on_click=act,
        args=(store, now, workshops.show), disabled=item is not None and item.phase in VOTES,
        kwargs={"at": (now.room.stage, shown), "to": (stage, shown and stage is not Stage.WAITING)},
    )  # fmt: skip
