"""The three charts of Judge with what stands beside them."""

import streamlit as st

from content.model import Pack
from scoring.model import Scorecard
from ui import session
from ui.components.charts import claims, dimensions, gaps
from ui.components.drawing import draw, picked
from ui.components.note import note
from ui.components.obstacles import obstacles


def upper(card: Scorecard, pack: Pack) -> None:
    """Five dimensions, and what stands in the way."""
    left, right = st.columns([1.8, 1], gap="large")
    with left:
        st.subheader(dimensions.sentence(card, pack), anchor=False)
        draw(dimensions.dimensions, card, pack, alt=dimensions.described(card, pack))
    with right:
        obstacles(card, pack)


def lower(card: Scorecard, pack: Pack) -> None:
    """Why: the gaps, and claims against readings."""
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        st.subheader(gaps.sentence(card, pack), anchor=False)
        chosen = draw(gaps.gaps, card, pack, alt=gaps.described(card, pack), key="judge.gaps")
        if chosen:
            session.keep("judge.open", chosen)
    with right:
        st.subheader(claims.sentence(card), anchor=False)
        if claims.overclaims(card):
            draw(claims.claims, card, pack, alt=claims.described(card, pack))
            note("○ claimed, ● our reading, bar: 80 % interval, * critical")
    names = {item.id: pack.capability(item.id).name for item in card.capabilities}
    picked("Open a capability", names)
