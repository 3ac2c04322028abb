"""Workshop: a room votes on its phones, and whoever leads it works from this page."""

import streamlit as st

from assessment.workshop.model import Workshop
from assessment.workshop.phases import Stage
from content.questionnaire import Questionnaire
from content.workshops.agendas import Block
from engagement import workshops, workspaces
from engagement.model import Workspace
from engagement.store import Store
from engagement.workshops import Console
from ui import session
from ui.components import frame
from ui.components.note import note
from ui.components.permitted import may, tell_who_may
from ui.components.to_the_top import bring_up_when_new
from ui.components.wording import plain
from ui.routes.scrolling import TOP
from ui.workshop import afterwards, choosing, ending, live, side
from ui.workshop.item import item_card
from ui.workshop.opening import opening_form
from ui.workshop.steps import begin, current, following, go_on

_LED = "workshop.led"
"""Which workshop was led from this screen last."""


def render(store: Store, space: Workspace) -> None:
    """The workshop that is open, where it stands; without one, the way to open one."""
    with st.container(key=TOP):
        frame.first_line(space, "Saved with every click. Whoever leads never votes.")
        st.page_link("ui/pages/ask.py", label="Ask", icon=":material/arrow_back:")
    held = workshops.of_assessment(store, space.assessment.id)
    running = next((each for each in held if each.closed_at is None), None)
    if running is None:
        opening_form(store, space, frame.pack(store, space), held, _closed(held))
    elif may("workshop item begun"):
        _console(store, space, running)
    else:
        st.header("A workshop is going on", anchor=False)
        note("What the room agrees stands in Ask and Judge once it is closed.")
        tell_who_may("leads it", "workshop item begun")
    bring_up_when_new("workshop.here", _here(running))


def _closed(held: tuple[Workshop, ...]) -> str:
    """Says that the workshop that was on this screen is closed, however often its button was pressed.

    Returns its id; empty where another is the newest, or none.
    """
    if not held or held[0].id != session.choice(_LED):
        return ""
    st.success(
        "**The workshop is closed.** What the room agreed stands in Ask and Judge.",
        icon=":material/check_circle:",
    )
    return held[0].id


def _here(running: Workshop | None) -> tuple[object, ...]:
    """Where the day stands: at another place of it the page is another, seen from its top."""
    if running is None:
        return ("none",)
    return running.id, running.block, running.stage, running.current


def _console(store: Store, space: Workspace, running: Workshop) -> None:
    session.keep(_LED, running.id)
    now = live.fresh(store, running.id)
    left, right = st.columns([2.4, 1], gap="large")
    with left:
        _now(store, now)
    with right:
        side.agenda(store, now)
        side.joining(now)
        live.people(store, now)
        side.items(store, now)
        _add(store, space, now)
        afterwards.summary(store, space, now.workshop)


def _now(store: Store, now: Console) -> None:
    """What the room does at this moment."""
    item = current(now)
    if now.room.stage is Stage.ITEM and item is not None:
        note(f"Item {item.position} of {len(now.items)} · {item.phase}")
        st.header(plain(item.name), anchor=False)
        item_card(store, now, item)
        return
    block = now.workshop.blocks[now.workshop.block]
    st.header(plain(block.title), anchor=False)
    if block.say:
        st.markdown(f"#### {plain(block.say)}", anchors=False)
    live.pulse(store, now)
    _to_show(now, block)
    if block.kind in ("talk", "break"):
        _gather(now)
        go_on(store, now)
    elif block.kind == "dots":
        choosing.choose(store, now)
    elif block.kind == "decisions":
        ending.decisions(store, now)
    elif block.kind == "confidence":
        ending.confidence(store, now)
    elif block.kind == "items":
        _first_item(store, now)
    if now.workshop.block == len(now.workshop.blocks) - 1 and block.kind != "confidence":
        ending.close(store, now)


def _to_show(now: Console, block: Block) -> None:
    """What the room is shown in this part: it stands on the big screen, or on a page of the app."""
    if block.facts:
        with st.container(border=True, gap="xsmall"):
            for fact in block.facts:
                st.markdown(f"**{plain(fact.head)}** :gray[{plain(fact.text)}]")
    elif block.shows in ("judge", "plan"):
        st.link_button(
            f"Show the room {block.shows.capitalize()}, in a window of its own",
            f"{side.base()}/{block.shows}?a={now.workshop.assessment_id}",
            icon=":material/open_in_new:",
        )  # fmt: skip


def _gather(now: Console) -> None:
    """What whoever leads for the first time does first."""
    if not now.people and not now.workshop.block:
        note("1. Open the big screen and put it on the projector. 2. Everybody scans its code with a "
             "phone. 3. Go on when they are in; who comes late can join at any time.")  # fmt: skip


def _first_item(store: Store, now: Console) -> None:
    after = following(now)
    if after is None:
        note("Every item was taken.")
        go_on(store, now)
        return
    begin(store, now, after, f"Begin: {plain(after.name)}")


def _add(store: Store, space: Workspace, now: Console) -> None:
    out = set(workspaces.not_applicable(store, space.assessment.id))
    pack = frame.pack(store, space)
    side.add(store, now, {one.id: one.name for one in pack.capabilities if one.id not in out})


def _choices(store: Store, space: Workspace, asked: Questionnaire) -> None:
    """A questionnaire's choices are no levels that a room could vote on."""
    del store
    frame.first_line(space)
    st.header("No workshop here", anchor=False)
    st.markdown(
        f":gray[{plain(asked.title)} is answered with choices; a room votes on levels. Answer it in "
        "Ask, together.]"
    )
    st.page_link("ui/pages/ask.py", label="Ask", icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.show(render, _choices)
