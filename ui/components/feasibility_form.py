"""The parts of feasibility as the sponsor sees them: a level each with its text, or not judged."""

from typing import cast

import streamlit as st

from content.judgement import Level
from content.portfolio import FeasibilityPart, portfolio_judgement
from engagement.model import UseCase
from ui.components.note import note

NOT_JUDGED = "Not judged yet"


def feasibility(use_case: UseCase, key: str) -> dict[str, Level]:
    """Part -> level 1–5; a part that nobody judged is left out, and never counts as nought."""
    parts = portfolio_judgement().parts
    known = sum(part.id in use_case.feasibility for part in parts)
    with st.expander(f"How feasible is it? {known} of {len(parts)} judged", expanded=not known):
        note(
            "The sponsor’s own estimate. What is not judged stays unknown and widens the interval."
        )
        chosen = {part.id: _level(part, use_case, key) for part in parts}
    return {part: level for part, level in chosen.items() if level is not None}


def feasibility_shown(use_case: UseCase) -> dict[str, object]:
    """What the fields show of it, by the rest of their keys."""
    parts = portfolio_judgement().parts
    return {f"part.{part.id}": use_case.feasibility.get(part.id) or 0 for part in parts}


def _level(part: FeasibilityPart, use_case: UseCase, key: str) -> Level | None:
    now = use_case.feasibility.get(part.id)
    options = [0, 1, 2, 3, 4, 5]
    told = " An assessment that covers the area takes its place." if part.from_area else ""
    level = st.selectbox(
        part.question, options, options.index(now or 0),
        lambda one: f"{one}  {part.anchors[one - 1]}" if one else NOT_JUDGED,
        key=f"{key}.part.{part.id}", help=part.reason + told,
    )  # fmt: skip
    return cast("Level", level) if level else None
