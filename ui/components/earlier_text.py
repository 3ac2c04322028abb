"""Under a question: the answer was given to an earlier text; both texts, and a way to say it holds."""

import streamlit as st

from assessment.model import Answer, Grade
from content.model import Capability
from engagement import answering
from engagement.earlier_texts import earlier_texts
from ui import faults, session
from ui.components.asking import Asking
from ui.components.note import note
from ui.components.wording import counted, day, plain


def earlier_text(asking: Asking, capability: Capability) -> None:
    """Nothing where this person answered what is asked now."""
    if asking.me is None or capability.id not in asking.mine:
        return
    found = next(
        (
            item
            for item in earlier_texts(asking.store, asking.assessment)
            if (item.capability, item.respondent) == (capability.id, asking.me.id)
        ),
        None,
    )
    if found is None:
        return
    note(f":orange[:material/replay: **Answer again?** Given on {day(found.at)} to the text of "
         f"{plain(found.pack.version)}. It counts as it was given.]")  # fmt: skip
    with st.expander("What reads otherwise now"):
        for part in found.parts:
            st.markdown(f"**{part.part}**")
            left, right = st.columns(2)
            left.markdown(f":gray[{plain(part.before)}]")
            right.markdown(plain(part.after))
    st.button(
        "It still holds", key=f"earlier.{capability.id}", icon=":material/check:",
        on_click=_holds, args=(asking, asking.mine[capability.id]),
    )  # fmt: skip


def earlier_answers(asking: Asking) -> None:
    """How many of this person's answers were given to an earlier text, and the way to the first."""
    me = asking.me.id if asking.me else ""
    found = [
        item.capability
        for item in earlier_texts(asking.store, asking.assessment)
        if item.respondent == me and item.capability in asking.asked
    ]
    if not found:
        return
    were = counted(len(found), "answer was", "answers were")
    with st.container(horizontal=True, vertical_alignment="center"):
        note(f":orange[:material/replay: {were} given to an earlier text.]", width="content")
        st.button(
            f"Open {plain(asking.pack.capability(found[0]).short_name)}", key="earlier.open",
            type="tertiary", on_click=_open, args=(found[0],),
        )  # fmt: skip


def _open(capability: str) -> None:
    session.go(capability=capability)


def _holds(asking: Asking, said: Answer) -> None:
    """The same answer again, now to the present text; the earlier one stays in the history."""
    grade = Grade.ARTEFACT if said.grade is Grade.ACCEPTED else said.grade
    faults.attempt(
        answering.answer, asking.store, assessment_id=asking.assessment,
        respondent_id=said.respondent, capability=said.capability, kind=said.kind, level=said.level,
        grade=grade, confidence=said.confidence, comment=said.comment, reason=said.reason,
        link=said.link, tally=said.tally,
    )  # fmt: skip
