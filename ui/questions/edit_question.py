"""The editor of one question with choices: the questionnaire's text at the left, the client's right."""

from collections import Counter

import streamlit as st

from content.locales import written
from content.question_difference import RISKS, label_of, rule_name, short_title, texts_of
from content.question_edits import EditedQuestion, choice_edits
from content.questionnaire import Question, Questionnaire
from engagement.model import Workspace
from engagement.store import Store
from ui import session
from ui.components.note import note, on_accent
from ui.components.number_field import all_read, number_field, typed
from ui.components.save_changes import save_changes
from ui.components.wording import plain, spoken

FOLDED = ("help:", "advice:")
"""Texts that are rarely changed: behind a fold."""


def edit_choices(store: Store, space: Workspace, base: Questionnaire, now: Questionnaire) -> None:
    """Choose a question, then change its texts, what it weighs and which risk its rules give."""
    known = _asked(base, now)
    titles = _titles(base, now, known)
    chosen = st.selectbox(
        "Question", list(known), key="changes.question", format_func=titles.__getitem__,
    )  # fmt: skip
    here = known[chosen]
    own = {item.id: item for item in base.questions}.get(chosen)
    key = f"changes.{space.client.id}.{now.digest[:8]}.{chosen}"
    with st.form(f"{key}.form", border=False):
        _texts(own, here, key)
        _standing(own, here, key, asked=chosen in {item.id for item in now.questions})
        st.text_input("Reason", key=f"{key}.reason", placeholder="Printed beside the change")
        st.form_submit_button(
            on_accent("Save for this client"), type="primary", key=f"{key}.save",
            on_click=_save, args=(store, space, base, now, here, key),
        )  # fmt: skip


def _asked(base: Questionnaire, now: Questionnaire) -> dict[str, Question]:
    """Every question in the order of its sections; those switched off stand where they stood."""
    found = {item.id: item for item in base.questions} | {item.id: item for item in now.questions}
    order = {item.id: place for place, item in enumerate(now.sections)}
    return dict(sorted(found.items(), key=lambda pair: order[pair[1].section]))


def _titles(base: Questionnaire, now: Questionnaire, known: dict[str, Question]) -> dict[str, str]:
    """What each is called in the list; two of one name are told apart by their ids."""
    sections = {item.id: item.title for item in now.sections}
    asked, theirs = ({item.id for item in one.questions} for one in (now, base))
    plainly: dict[str, str] = {}
    for name, item in known.items():
        off = "" if name in asked else " (not asked)"
        new = "" if name in theirs else " (this client’s own)"
        plainly[name] = f"{sections[item.section]}: {short_title(item)}{off}{new}"
    times = Counter(plainly.values())
    return {name: f"{title} ({name})" if times[title] > 1 else title
            for name, title in plainly.items()}  # fmt: skip


def _texts(own: Question | None, here: Question, key: str) -> None:
    names = list(texts_of(here))
    for name in (item for item in names if not item.startswith(FOLDED)):
        _field(own, here, name, key)
    folded = [item for item in names if item.startswith(FOLDED)]
    if folded:
        with st.expander("More texts: what a choice means, and the advice where it is not held"):
            for name in folded:
                _field(own, here, name, key)


def _field(own: Question | None, here: Question, name: str, key: str) -> None:
    left, right = st.columns(2)
    label = label_of(own or here, name)
    with left:
        note(f"{plain(label)}, the pack says" if own else f"{plain(label)}, not in the pack")
        st.markdown(plain(texts_of(own).get(name, "")) if own else "")
    text = texts_of(here)[name]
    with right:
        st.text_area(f"{label} for this client", text, key=f"{key}.{name}",
                     height=68 if len(text) < 90 else 110)  # fmt: skip


def _standing(own: Question | None, here: Question, key: str, *, asked: bool) -> None:
    st.toggle("Asked of this client", asked, key=f"{key}.asked",
              help="Off: it leaves total, maximum and coverage alike; answers are kept.")  # fmt: skip
    label = f"Weight (pack: {written(own.weight, 'g')})" if own else "Weight"
    number_field(st, label, 0.1, 100.0, here.weight, key=f"{key}.weight", needed=True)
    theirs = {item.condition: item.risk for item in own.rules} if own else {}
    for number, rule in enumerate(here.rules):
        pack = f" (pack: {RISKS[theirs[rule.condition]]})" if rule.condition in theirs else ""
        st.selectbox(
            f"{spoken(rule_name(rule.condition))}{pack}", list(RISKS), list(RISKS).index(rule.risk),
            format_func=RISKS.__getitem__, key=f"{key}.risk.{number}",
        )  # fmt: skip


def _save(
    store: Store,
    space: Workspace,
    base: Questionnaire,
    now: Questionnaire,
    here: Question,
    key: str,
) -> None:
    if not all_read(f"{key}."):
        return
    edited = EditedQuestion(
        texts={name: session.choice(f"{key}.{name}") or "" for name in texts_of(here)},
        asked=bool(session.choice(f"{key}.asked")),
        weight=typed(f"{key}.weight") or here.weight,
        risks={
            rule.condition: session.choice(f"{key}.risk.{number}") or rule.risk
            for number, rule in enumerate(here.rules)
        },
    )
    found = choice_edits(base, now, here.id, edited)
    save_changes(store, space, base, found, session.choice(f"{key}.reason") or "")
