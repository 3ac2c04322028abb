"""An answer that the client gave for another use case and that counts here until replaced."""

import streamlit as st

from assessment.model import Answer
from content.model import Capability
from ui.components.asking import Asking
from ui.components.wording import counted, day, listed, plain


def carried(asking: Asking, capability: Capability) -> None:
    """Where it comes from, who said what and when, and how to replace it."""
    origin = asking.carried.get(capability.id)
    if origin is None:
        return
    names = {item.id: plain(item.name) for item in asking.people}
    told = [
        f"{_level(item)} by {names.get(item.respondent, 'somebody')} on {day(item.at)}"
        for item in asking.everyone if item.capability == capability.id
    ]  # fmt: skip
    st.info(
        f"**Carried from {plain(origin)}:** answered {listed(told)}. Answer here to replace it.",
        icon=":material/move_down:",
    )


def _level(answer: Answer) -> str:
    if answer.tally:
        return f"with {counted(sum(answer.tally.levels) + answer.tally.dont_know, 'voice')}"
    if answer.level is not None:
        return f"with level {answer.level}"
    return "with don’t know" if answer.kind == "dont_know" else "as not applicable"
