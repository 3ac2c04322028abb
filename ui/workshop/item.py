"""One item before the room: what it asks, what was voted, what was said and found."""

import streamlit as st

from assessment.workshop.model import FindingShown, Item, ReasonRead
from assessment.workshop.phases import DONE, VOTES, Phase
from assessment.workshop.rules import Outcome
from assessment.workshop.spread import Spread, sentence
from engagement import workshops
from engagement.store import Store
from engagement.workshops import Console
from reports.people_words import explained
from reports.room_words import at_level, distance, without_level
from ui import faults, session
from ui.components import frame
from ui.components.note import note, on_accent
from ui.components.wording import capital, counted, moment, plain, spoken
from ui.workshop import deciding, live
from ui.workshop.spread_chart import spread_chart, told
from ui.workshop.steps import (
    act,
    aside,
    back_to_part,
    begin,
    beside,
    following,
    go_on,
    item_step,
)

DOES = {
    Phase.READING: "Read the five sentences out. Then everybody votes in silence.",
    Phase.VOTING: "Everybody votes in silence, on today and not on the plan.",
    Phase.REVEALED: "This is the spread. Nobody says what it should be.",
    Phase.REASONS: "A minute each, the lowest and the highest first. Who does not want to speak is read.",
    Phase.FINDING: "This is what the probes found. Now everybody votes once more, the last time.",
    Phase.VOTING_AGAIN: "The second vote, in silence, with the reasons and the finding in mind.",
    Phase.REVEALED_AGAIN: "This is the last word of the room.",
}


_OUTCOMES = {
    "present": ":green[:material/check_circle:] there",
    "absent": ":red[:material/cancel:] not there",
    "unavailable": ":gray[:material/visibility_off: could not look]",
}


def item_card(store: Store, now: Console, item: Item) -> None:
    """The item by its phase, one thing to do at a time."""
    if item.why:
        note(" · ".join(plain(why) for why in item.why))
    if item.phase in DOES:
        st.markdown(f"#### {DOES[item.phase]}", anchors=False)
    live.pulse(store, now)
    if now.room.spread is not None:
        _spread(item, now.room.spread, now.room.first)
    else:
        _anchors(item)
    _reasons(store, now, item)
    if item.phase is not Phase.REASONS:
        _findings(now.room.findings)
    with st.container(border=item.phase in (Phase.REVEALED, Phase.REVEALED_AGAIN)):
        _next(store, now, item)
        faults.tell_at(beside(item))
    aside(store, now, item, lambda: deciding.park(store, now, item))


def _anchors(item: Item) -> None:
    with st.container(border=True, gap="xsmall"):
        note(item.question)
        for level, anchor in enumerate(item.anchors, start=1):
            st.markdown(f"**{level}**\u2002 {plain(anchor.strip())}")


def _spread(item: Item, shown: Spread, first: Spread | None) -> None:
    st.subheader(sentence(shown), anchor=False)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        note(_legend(shown, first), width="content")
        if shown.agreement is not None:
            st.markdown(f":small[:gray[{distance(shown)}]]", width="content",
                        help=explained(shown.agreement))  # fmt: skip
    if shown.votes:
        alt = told(shown)
        spec = spread_chart(shown, first, frame.colours())
        st.vega_lite_chart(spec=spec, theme=None, alt=alt)
    for column, (level, anchor) in zip(st.columns(5), enumerate(item.anchors, 1), strict=True):
        with column:
            note(f"**{level}** {plain(anchor.strip())}")


def _legend(shown: Spread, first: Spread | None) -> str:
    parts = []
    if shown.leaders is not None and shown.practitioners is not None:
        parts += [
            f"◆ Leaders, {sum(shown.leaders)}",
            f"● Practitioners, {sum(shown.practitioners)}",
        ]
    else:
        parts.append(f"● {counted(shown.votes, 'vote')}")
    if first is not None:
        parts.append("◌ first vote, moved since")
    return "\u2003".join([*parts, *without_level(shown)])


def _reasons(store: Store, now: Console, item: Item) -> None:
    if item.phase in DONE or item.phase in VOTES or not (now.typed or now.typed_not_applicable):
        return
    with st.expander(
        f"What people typed, without names ({len(now.typed) + len(now.typed_not_applicable)})",
        expanded=item.phase is Phase.REASONS, icon=":material/notes:",
    ):  # fmt: skip
        note("Ticked ones stand on the big screen.")
        for number, reason in enumerate(now.typed):
            st.checkbox(
                _reason(reason), reason in item.reasons,
                key=f"workshop.read.{item.position}.{now.room.round_number}.{number}",
                on_change=_read_out, args=(store, now, item),
            )  # fmt: skip
        for text in now.typed_not_applicable:
            st.markdown(f":gray[does not apply:] {plain(text)}")


def _reason(reason: ReasonRead) -> str:
    return spoken(f"{capital(at_level(reason))}, {reason.text}")


def _read_out(store: Store, now: Console, item: Item) -> None:
    stem = f"workshop.read.{item.position}.{now.room.round_number}"
    chosen = [
        reason for number, reason in enumerate(now.typed) if session.choice(f"{stem}.{number}")
    ]
    act(store, now, workshops.read_out, position=item.position, reasons=tuple(chosen))


def _findings(found: tuple[FindingShown, ...]) -> None:
    for one in found:
        with st.container(border=True, gap="xxsmall"):
            outcome = _OUTCOMES.get(one.outcome, f":gray[{one.outcome}]")
            st.markdown(f"{outcome} **{plain(one.statement)}**")
            st.markdown(f"{plain(one.observed)} :gray[expected: {plain(one.expected)}]")
            note(f"{plain(one.source)}, read {moment(one.observed_at)}")


def _next(store: Store, now: Console, item: Item) -> None:
    phase = item.phase
    if phase is Phase.READING:
        item_step("Open the vote", store, now, item, workshops.open_vote)
    elif phase in VOTES:
        _reveal(store, now, item)
    elif phase is Phase.REVEALED:
        _after_first(store, now, item)
    elif phase is Phase.REASONS and now.has_findings:
        item_step("Show what was found", store, now, item, workshops.show_finding)
    elif phase in (Phase.REASONS, Phase.FINDING):
        if phase is Phase.REASONS:
            note("No probe looked at this.")
        item_step("Open the second vote", store, now, item, workshops.second_vote)
    elif phase is Phase.REVEALED_AGAIN:
        deciding.after_second(store, now, item)
    elif phase in DONE:
        _decided(store, now, item)


def _reveal(store: Store, now: Console, item: Item) -> None:
    key = f"workshop.{item.position}.{item.phase}.reveal"
    st.button(
        on_accent("Reveal the spread"), type="primary", key=key,
        on_click=faults.said_at(beside(item))(act), args=(store, now, workshops.reveal),
        kwargs={"position": item.position, "at": item.phase},
    )  # fmt: skip


def _after_first(store: Store, now: Console, item: Item) -> None:
    if now.outcome is Outcome.CLOSE:
        st.markdown("**The room is of one mind.** Talking changes nothing; agree and go on.")
        deciding.agree_form(store, now, item)
        item_step(
            "Talk about it all the same", store, now, item, workshops.show_reasons, primary=False
        )
    else:
        if now.outcome is Outcome.NOBODY_KNOWS:
            st.markdown(
                "**Nobody gave a level.** Hear why, or park it with somebody who finds out."
            )
        item_step("Hear the lowest and the highest", store, now, item, workshops.show_reasons)


def _decided(store: Store, now: Console, item: Item) -> None:
    deciding.told(item)
    after, part = following(now), now.room.block
    here = part.kind == "items"
    if after is None:
        note("That was the last item.")
    if not here or (after is None and part.number == part.of):
        back_to_part(store, now, primary=True)
    if after is not None:
        begin(store, now, after, f"Next: {plain(after.name)}", primary=here)
    elif here:
        go_on(store, now)
