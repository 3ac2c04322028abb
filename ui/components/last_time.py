"""What was said at the last assessment: how old it is, that it still holds, or why it is asked again."""

import streamlit as st

from assessment.model import Answer
from content.model import Capability
from engagement.outside import clock
from engagement.reassessment.asked_again import AskAgain, asked_again
from ui import session
from ui.components.asking import Asking
from ui.components.earlier_text import still_holds
from ui.components.note import note
from ui.components.wording import counted, day

WHY = {
    "old": "said long ago",
    "reworded": "reads otherwise now",
    "unknown": "not known last time",
}


def summary(asking: Asking) -> None:
    """How much was carried over and how much is to be said again, with the way to the first of it."""
    begun = asking.space.assessment.started_at
    mine = asking.me.id if asking.me else ""
    carried = [item for item in asking.mine.values() if item.at < begun]
    again = [item for item in _again(asking) if item.respondent == mine]
    if not carried and not again:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f":material/history: {_carried(carried)}{_told(again)}", width="content")
        if again:
            name = asking.pack.capability(again[0].capability).short_name
            st.button(
                f"Say again: {name}", key="again.open", type="tertiary",
                on_click=session.go, kwargs={"capability": again[0].capability},
            )  # fmt: skip


def last_time(asking: Asking, capability: Capability) -> None:
    """Under a question: the day of an answer that was carried over, or what was said last time."""
    if asking.me is None:
        return
    said = asking.mine.get(capability.id)
    again = next(
        (
            item
            for item in _again(asking)
            if (item.capability, item.respondent) == (capability.id, asking.me.id)
        ),
        None,
    )
    if said is not None and said.at < asking.space.assessment.started_at:
        _still(asking, said, old=again is not None)
    elif said is None and again is not None:
        level = f"level {again.level}" if again.level else "“don’t know”"
        note(f":orange[:material/replay: On {day(again.at)} you said {level}. "
             f"Asked again: {WHY[again.why]}.]")  # fmt: skip


def _still(asking: Asking, said: Answer, *, old: bool) -> None:
    days = (clock.now() - said.at).days
    text = (
        f":material/history: Said on {day(said.at)}, {counted(days, 'day')} ago, and carried over."
    )
    note(f":orange[{text} Please say it anew, or that it still holds.]" if old else text)
    still_holds(asking, said, key=f"last.{said.capability}")


def _again(asking: Asking) -> list[AskAgain]:
    if asking.invitation:
        return []  # whoever was invited reads nothing of the assessment before
    asked = set(asking.asked)
    found = asked_again(asking.store, asking.assessment)
    return [item for item in found if item.capability in asked]


def _carried(answers: list[Answer]) -> str:
    if not answers:
        return ""
    return f"{counted(len(answers), 'answer')} of yours carried over, said from " \
           f"{day(min(item.at for item in answers))} on. "  # fmt: skip


def _told(again: list[AskAgain]) -> str:
    if not again:
        return ""
    counts = {why: sum(item.why == why for item in again) for why in WHY}
    parts = ", ".join(f"{count} {WHY[why]}" for why, count in counts.items() if count)
    return f"To be said again: {parts}."
