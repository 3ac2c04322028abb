"""Under a question: the answer was given to an earlier text; both texts, and a way to say it holds."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from assessment.model import Answer, Grade
from content.model import Capability
from engagement.answers.earlier_texts import earlier_texts
from engagement.store import Store
from reports.client_changes import EarlierText
from ui import faults, session
from ui.components.asking import Asking
from ui.components.note import note
from ui.components.permitted import for_whoever_may
from ui.components.wording import counted, day, plain


def earlier_text(asking: Asking, capability: Capability) -> None:
    """Nothing where this person answered what is asked now."""
    if asking.me is None or capability.id not in asking.mine:
        return
    shown_earlier(
        found_earlier(asking.store, asking.assessment, asking.me.id, capability.id),
        _holds, (asking, asking.mine[capability.id]),
    )  # fmt: skip


def found_earlier(store: Store, assessment: str, person: str, about: str) -> EarlierText | None:
    """This person's answer to a capability or question, where it was given to another text."""
    told = earlier_texts(store, assessment)
    return next(
        (item for item in told if (item.capability, item.respondent) == (about, person)), None
    )


def shown_earlier(
    found: EarlierText | None, holds: Callable[..., None], with_: tuple[Any, ...]
) -> None:
    """Both texts side by side; ``holds`` gives the same answer to the present one."""
    if found is None:
        return
    counts = "It counts as it was given." if found.counts else (
        "What was ticked cannot be ticked any more: it is kept and does not count."
    )  # fmt: skip
    note(f":orange[:material/replay: **Answer again?** Given on {day(found.at)} to the text of "
         f"{plain(found.pack.version)}. {counts}]")  # fmt: skip
    with st.expander("What reads otherwise now"):
        for part in found.parts:
            st.markdown(f"**{plain(part.part)}**")
            left, right = st.columns(2)
            left.markdown(f":gray[{plain(part.before) or 'not there'}]")
            right.markdown(plain(part.after) or "not there")
    if found.counts:
        _holds_button(f"earlier.{found.capability}", holds, with_)


def still_holds(asking: Asking, said: Answer, key: str) -> None:
    """A button that gives an answer again as it was given, with the day of today."""
    _holds_button(key, _holds, (asking, said))


@for_whoever_may("answer given")
def _holds_button(key: str, holds: Callable[..., None], with_: tuple[Any, ...]) -> None:
    st.button("It still holds", key=key, icon=":material/check:", on_click=holds, args=with_)


def earlier_answers(store: Store, assessment: str, person: str, names: Mapping[str, str]) -> None:
    """How many of a person's answers were given to an earlier text, and the way to the first.

    ``names`` are what is asked, by id.
    """
    found = [
        item.capability
        for item in earlier_texts(store, assessment)
        if item.respondent == person and item.capability in names
    ]
    if not found:
        return
    were = counted(len(found), "answer was", "answers were")
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f":orange[:material/replay: {were} given to an earlier text.]", width="content")
        st.button(
            f"Open {plain(names[found[0]])}", key="earlier.open", type="tertiary",
            on_click=_open, args=(found[0],),
        )  # fmt: skip


def _open(capability: str) -> None:
    session.go(capability=capability)


def _holds(asking: Asking, said: Answer) -> None:
    """The same answer again, now to the present text; the earlier one stays in the history."""
    grade = Grade.ARTEFACT if said.grade is Grade.ACCEPTED else said.grade
    faults.attempt(
        asking.keep, said.capability, kind=said.kind, level=said.level,
        grade=grade, confidence=said.confidence, comment=said.comment, reason=said.reason,
        link=said.link, tally=said.tally,
    )  # fmt: skip
