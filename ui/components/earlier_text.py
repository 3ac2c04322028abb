"""Under a question: the answer was given to an earlier text; both texts, and a way to say it holds."""

import streamlit as st

from assessment.model import Answer, Grade
from content.model import Capability
from engagement import answering
from engagement.earlier_texts import earlier_texts
from ui import faults
from ui.components.asking import Asking
from ui.components.note import note
from ui.components.wording import day, plain


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


def _holds(asking: Asking, said: Answer) -> None:
    """The same answer again, now to the present text; the earlier one stays in the history."""
    grade = Grade.ARTEFACT if said.grade is Grade.ACCEPTED else said.grade
    faults.attempt(
        answering.answer, asking.store, assessment_id=asking.assessment,
        respondent_id=said.respondent, capability=said.capability, kind=said.kind, level=said.level,
        grade=grade, confidence=said.confidence, comment=said.comment, reason=said.reason,
        link=said.link, tally=said.tally,
    )  # fmt: skip
