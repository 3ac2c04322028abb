"""What a pack holds, before and after it is kept: figures, its rule in a sentence, first questions."""

import streamlit as st

from content.digests import AnyPack
from content.locales import written
from content.model import Pack
from content.questionnaire import Question, Questionnaire
from engagement.packs.pack_summary import PackSummary
from reports.wording import shortened
from ui.components.note import note
from ui.components.wording import counted, plain

QUESTIONS = 3
"""Questions that a preview shows; the rest is a number."""


def figures(told: PackSummary) -> str:
    """Sections, questions and choices in one line."""
    parts = [
        counted(told.sections, "section"), counted(told.questions, "question"),
        counted(told.choices, "choice"),
    ]  # fmt: skip
    if told.rules:
        parts.append(counted(told.rules, "rule"))
    return " · ".join(parts)


def preview(pack: AnyPack, told: PackSummary) -> None:
    """The whole preview: what it comes to, its notes, its sections, its first questions."""
    st.markdown(figures(told))
    st.markdown(f"**{told.rule}.** {told.how}")
    if told.not_scorable:
        st.warning(f"**Not scorable.** {told.not_scorable}", icon=":material/block:")
    if told.unscored and not told.not_scorable:
        note(
            f"{counted(told.unscored, 'question')} without points or rules: asked and told, never scored."
        )
    if told.with_advice and isinstance(pack, Questionnaire):
        note(
            f"Advice on {counted(told.with_advice, 'choice')}; what is not ticked goes on the plan."
        )
    for said in told.notes:
        note(plain(said))
    if isinstance(pack, Pack):
        _grid(pack)
    else:
        _questionnaire(pack)


def _grid(pack: Pack) -> None:
    names = ", ".join(plain(area.name) for area in pack.areas)
    st.markdown(f"**Areas:** {names}")
    for capability in pack.capabilities[:QUESTIONS]:
        with st.expander(plain(capability.name)):
            for level, anchor in enumerate(capability.anchors, start=1):
                st.markdown(f"{level}\\. {plain(anchor)}")
    _rest(len(pack.capabilities))


def _questionnaire(pack: Questionnaire) -> None:
    tops = [plain(item.title) for item in pack.sections if not item.parent]
    shown = ", ".join(tops[:10]) + (f" and {len(tops) - 10} more" if len(tops) > 10 else "")
    st.markdown(f"**Sections:** {shown}")
    for question in pack.questions[:QUESTIONS]:
        with st.expander(plain(shortened(question.title, 140))):
            _question(question)
    _rest(len(pack.questions))


def _question(question: Question) -> None:
    if question.description:
        note(plain(shortened(question.description, 400)))
    for choice in question.choices:
        points = f" ({written(choice.points, 'g')} points)" if choice.points is not None else ""
        st.markdown(f"- {plain(choice.title)}{points}")
    for rule in question.rules:
        when = f"`{rule.condition}`" if rule.condition else "in every other case"
        risk = "no risk" if rule.risk == "none" else f"{rule.risk} risk"
        note(f"{risk.capitalize()}: {when}")


def _rest(count: int) -> None:
    if count > QUESTIONS:
        note(f"and {counted(count - QUESTIONS, 'question')} more")
