"""Judge: the verdict first, then why, then what would change it."""

import streamlit as st

from content.model import Pack
from engagement import judging
from engagement.model import Workspace
from engagement.store import Store
from scoring.model import Scorecard
from ui import session
from ui.components import frame
from ui.components.capability_dialog import capability_dialog
from ui.components.change import change
from ui.components.conflict_summary import conflict_summary
from ui.components.judge_charts import lower, outlook, upper
from ui.components.note import on_accent
from ui.components.pack_offer import offer, untouched
from ui.components.second_person import hint
from ui.components.verdict import head, how_sure, left_out, warnings
from ui.components.why import asked, why_dialog
from ui.components.wording import moment
from ui.questions.judge import render as judge_choices


def render(store: Store, space: Workspace) -> None:
    """Verdict, dimensions and obstacles; below the line the gaps and the claims."""
    pack = frame.pack(store, space)
    card = judging.scorecard(store, space.assessment.id)
    profile = pack.profile(card.profile).name.lower()
    frame.first_line(
        space, f"As of {moment(card.as_of)} · pack {card.pack.id} {card.pack.version} · {profile}"
    )
    offer(store, space)
    head(card, pack)
    untouched(store, space)
    if card.index is None:
        _nothing_judged(card, pack)
        return
    left_out(card, pack)
    hint(store, space)
    upper(card, pack)
    conflict_summary(store, space, pack, card)
    st.divider()
    turning = judging.turning(store, space.assessment.id)
    if turning is not None:
        change(turning, pack)
        st.divider()
    lower(card, pack)
    st.divider()
    expected = judging.expected(store, space.assessment.id)
    outlook(card, pack, expected)
    how_sure(card)
    warnings(card, pack)
    _open(store, space, pack, card)


def _nothing_judged(card: Scorecard, pack: Pack) -> None:
    """Why there is no index: nobody has answered yet, or all that was asked was left out."""
    empty = not any(item.asked for item in card.capabilities)
    if empty:
        st.warning(
            "Everything that was asked was left out as not applicable, so nothing is left to judge. "
            "Under Ask the reasons stand, and each can be answered after all."
        )
    label = "Go to Ask" if empty else "Answer the first question"
    if st.button(on_accent(label), type="primary"):
        st.switch_page("ui/pages/ask.py")
    warnings(card, pack)


def _open(store: Store, space: Workspace, pack: Pack, card: Scorecard) -> None:
    number, chosen = asked(), session.forget("judge.open")
    if chosen:
        capability_dialog(store, space, pack, card, chosen)
    elif number:
        why_dialog(pack, card, judging.expected(store, space.assessment.id), number)


if __name__ == "__main__":
    frame.show(render, judge_choices)
