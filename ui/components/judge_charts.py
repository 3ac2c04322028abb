"""The three charts of Judge with what stands beside them."""

import streamlit as st

from content.model import Pack
from reports import forecast_words, people_words
from scoring.forecast import Forecast
from scoring.model import Scorecard
from ui import session
from ui.components.charts import agreement, claims, dimensions, gaps, scenarios
from ui.components.drawing import draw, picked
from ui.components.note import note
from ui.components.obstacles import obstacles
from ui.components.why import AREA, why
from ui.components.wording import plain


def upper(card: Scorecard, pack: Pack) -> None:
    """Five dimensions, and what stands in the way."""
    left, right = st.columns([1.8, 1], gap="large")
    with left:
        st.subheader(dimensions.sentence(card, pack), anchor=False)
        draw(dimensions.dimensions, card, pack, alt=dimensions.described(card, pack))
        with st.container(horizontal=True, vertical_alignment="center"):
            note("Why this index?", width="content")
            for area in card.dimensions:
                if area.band is not None:
                    why(f"{AREA}{area.id}", pack.area(area.id).name)
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
    with st.container(horizontal=True, vertical_alignment="center"):
        note("Why this index?", width="content")
        for area in card.gaps:
            if area.band is not None:
                why(f"{AREA}{area.id}", pack.area(area.id).name)
    names = {item.id: pack.capability(item.id).name for item in card.capabilities}
    picked("Open a capability", names)


def outlook(card: Scorecard, pack: Pack, expected: Forecast | None) -> None:
    """Who agrees with whom, and the forecast as a band."""
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _people(card, pack)
    with right:
        if expected is not None:
            st.subheader(forecast_words.title(expected), anchor=False)
            draw(scenarios.scenarios, expected, pack, alt=scenarios.described(expected, pack))
            note(plain(f"{forecast_words.caution()} {forecast_words.history(expected)}"))
            why("forecast", "Why, and from which sources?")


def _people(card: Scorecard, pack: Pack) -> None:
    limits = pack.judgements.thresholds
    if not people_words.voted(card):
        st.subheader("One voice so far", anchor=False)
        note("Agreement needs two votes on a capability: invite a second person under Ask.")
        return
    head = people_words.title(card, limits, lambda item: pack.capability(item).short_name)
    st.subheader(head, anchor=False)
    if people_words.divided(card):
        draw(agreement.agreement, card, pack, alt=agreement.described(card, pack))
        note(plain(people_words.key(limits)))
    note(plain(people_words.alpha(card)))
    st.page_link("ui/pages/groups.py", label="Leaders and practitioners side by side",
                 icon=":material/groups:")  # fmt: skip
