"""One question with choices: tick what holds, saved on every change."""

from functools import partial
from typing import Any

import streamlit as st

from assessment.choices import ChoiceAnswer, ChoiceKind
from content.questionnaire import Choice, Question
from engagement.answers.answer_races import told_choice
from engagement.answers.seen_beside import Seen
from ui import faults, session
from ui.components import answered, edited
from ui.components.earlier_text import found_earlier, shown_earlier
from ui.components.findings import MARKS
from ui.components.note import note
from ui.components.permitted import may, tell_who_may
from ui.components.question import GIVEN
from ui.components.wording import day, is_web, plain
from ui.questions.choosing import Choosing

DONT_KNOW, NOT_APPLICABLE = str(ChoiceKind.DONT_KNOW), str(ChoiceKind.NOT_APPLICABLE)
ASIDE = {DONT_KNOW: "Don’t know", NOT_APPLICABLE: "Does not apply"}
LINK = "Read more"
NONE_HOLDS = "\u200bnone"
"""The tick that says that no choice holds, where the pack has no such choice of its own."""


def heading(state: Choosing, question: Question, *, large: bool = True) -> None:
    """Where we are, the question, and what it means."""
    siblings = [item.id for item in state.pack.asked_in(question.section)]
    place = f"question {siblings.index(question.id) + 1} of {len(siblings)}"
    if large:
        note(f"{plain(state.path(question.section))}, {place}")
    (st.header if large else st.subheader)(plain(question.title), anchor=False)
    if question.description.strip():
        st.markdown(f":gray[{plain(question.description.strip())}]")


def ticks(state: Choosing, question: Question) -> None:
    """The choices and, beside them, what else can be said."""
    said = state.mine.get(question.id)
    if not may("answer given"):
        _to_read(question, said)
        told_seen(state.seen.get(question.id, ()))
        return
    answered.meanwhile(
        _about(state, question), said.id if said else "", told_choice(said, question),
        _shown(question, said),
        by=lambda: edited.other(state.store, state.space.client.id, *GIVEN, about=question.id),
    )  # fmt: skip
    key = _key(state, question)
    _earlier(state, question, said)
    with st.container(border=True):
        if question.answer == "one":
            _one(state, question, key, said)
        else:
            _many(state, question, key, said)
        if _aside(key, question, said) == NOT_APPLICABLE:
            st.text_area(
                "Why it does not apply", said.reason if said else "", key=f"{key}.reason",
                height=80, max_chars=4000, on_change=_save, args=(state, question),
            )  # fmt: skip
            if waits_for_reason(state, question):
                note(":orange[A reason is needed: without one nothing is saved.]")
    told_seen(state.seen.get(question.id, ()))
    if said is not None:
        with st.expander("Comment", expanded=bool(said.comment)):
            st.text_area(
                "Comment", said.comment, key=f"{key}.comment", height=80, max_chars=4000,
                label_visibility="collapsed", on_change=_save, args=(state, question),
                placeholder="What stands behind it: a link, a name, an example",
            )  # fmt: skip
            st.button(
                "Take my answer back", key=f"{key}.withdraw", type="tertiary",
                on_click=_withdraw, args=(state, question),
            )  # fmt: skip


def _to_read(question: Question, said: ChoiceAnswer | None) -> None:
    """The choices, with what this person ticked marked, for whoever only reads."""
    chosen = said.choices if said else ()
    with st.container(border=True):
        for item in question.choices:
            mark = ":blue[:material/check_box:]" if item.id in chosen else ":gray[○]"
            st.markdown(f"{mark} {_label(item)}")
        if said is not None and str(said.kind) in ASIDE:
            st.markdown(f":blue[:material/check_box:] {ASIDE[str(said.kind)]}")
    for words in (said.comment, said.reason) if said else ():
        if words:
            note(plain(words))
    tell_who_may("answers here", "answer given")


def _earlier(state: Choosing, question: Question, said: ChoiceAnswer | None) -> None:
    """The answer was given to another text of the question, or ticked what is no longer there."""
    if state.me is not None:
        found = found_earlier(state.store, state.assessment, state.me.id, question.id)
        shown_earlier(found, _holds, (state, said))


def _holds(state: Choosing, said: ChoiceAnswer) -> None:
    """The same answer again, now to the present text; the earlier one stays in the history."""
    faults.attempt(
        state.keep, said.question, kind=said.kind, choices=said.choices, comment=said.comment,
        reason=said.reason,
    )  # fmt: skip


def waits_for_reason(state: Choosing, question: Question) -> bool:
    """Whether *does not apply* was chosen and its reason is still missing."""
    key, said = _key(state, question), state.mine.get(question.id)
    chosen = _aside(key, question, said) == NOT_APPLICABLE
    return chosen and not str(session.choice(f"{key}.reason", said.reason if said else "")).strip()


def _one(state: Choosing, question: Question, key: str, said: ChoiceAnswer | None) -> None:
    options = [item.id for item in question.choices] + list(ASIDE)
    now = None
    if said is not None:
        now = said.choices[0] if said.choices else str(said.kind)
    choices = {item.id: item for item in question.choices}
    st.radio(
        "Which one describes today, not the plan?", options,
        index=options.index(now) if now in options else None,
        format_func=lambda item: _label(choices[item]) if item in choices else ASIDE[item],
        captions=["\u200b"] * len(options), key=f"{key}.one", on_change=_save,
        args=(state, question), width="stretch",
    )  # fmt: skip
    for item in question.choices:
        if len(item.help) > 160 or item.url:
            _more(item)


def _many(state: Choosing, question: Question, key: str, said: ChoiceAnswer | None) -> None:
    st.markdown("**Tick everything that holds today**")
    for item in question.choices:
        st.checkbox(
            _label(item), bool(said) and item.id in said.choices if said else False,
            key=f"{key}.tick.{item.id}", on_change=_ticked, args=(state, question, item.id),
        )  # fmt: skip
        _more(item)
    if not any(item.none_of_these for item in question.choices):
        none = said is not None and said.kind is ChoiceKind.CHOSEN and not said.choices
        st.checkbox(
            "None of these holds", none, key=f"{key}.tick.{NONE_HOLDS}", on_change=_ticked,
            args=(state, question, NONE_HOLDS),
        )  # fmt: skip
    now = str(said.kind) if said and said.kind is not ChoiceKind.CHOSEN else None
    st.segmented_control(
        "Otherwise", list(ASIDE), default=now, format_func=ASIDE.__getitem__, key=f"{key}.aside",
        on_change=_set_aside, args=(state, question), label_visibility="collapsed",
    )  # fmt: skip


def _label(choice: Choice) -> str:
    if choice.help.strip() and len(choice.help) <= 160:
        return f"{plain(choice.title)}  \n:small[:gray[{plain(choice.help.strip())}]]"
    return plain(choice.title)


def _more(choice: Choice) -> None:
    """What is too long for the tick's own line, and where to read on."""
    link = f" [{LINK}]({choice.url})" if is_web(choice.url) else ""
    if len(choice.help) > 160:
        with st.expander("More on this"):
            st.markdown(plain(choice.help.strip()) + link)
    elif link:
        note(link)


def told_seen(seen: tuple[Seen, ...]) -> None:
    """What probes saw of the same use case; to be looked at, not counted."""
    if not seen:
        return
    with st.container(border=True):
        st.markdown("**What was seen**")
        note("By probes of the same use case. It stands beside the answer and is not scored.")
        for item in seen:
            finding = item.finding
            st.markdown(
                f"{MARKS[finding.outcome]} {finding.statement}  \n:small[:gray["
                f"{plain(finding.observed)} {plain(item.capability)}, {day(finding.observed_at)}.]]"
            )


def _shown(question: Question, said: ChoiceAnswer | None) -> dict[str, Any]:
    """What the fields show of an answer, by the rest of their keys."""
    texts = {"comment": said.comment if said else "", "reason": said.reason if said else ""}
    chosen = said.choices if said else ()
    aside = str(said.kind) if said and said.kind is not ChoiceKind.CHOSEN else None
    if question.answer == "one":
        return texts | {"one": chosen[0] if chosen else aside}
    held = {f"tick.{item.id}": item.id in chosen for item in question.choices}
    none = said is not None and aside is None and not chosen
    return texts | held | {f"tick.{NONE_HOLDS}": none, "aside": aside}


def _key(state: Choosing, question: Question) -> str:
    return answered.fields(_about(state, question))


def _about(state: Choosing, question: Question) -> str:
    return f"cq.{state.assessment}.{state.me.id if state.me else ''}.{question.id}"


def _aside(key: str, question: Question, said: ChoiceAnswer | None) -> str:
    """Which of *don't know* and *does not apply* is on the screen; empty for neither."""
    chosen = session.choice(f"{key}.{'one' if question.answer == 'one' else 'aside'}")
    if chosen is None and said is not None and said.kind is not ChoiceKind.CHOSEN:
        chosen = str(said.kind)
    return str(chosen) if chosen in ASIDE else ""


def _ticked(state: Choosing, question: Question, tick: str) -> None:
    """A tick that says that none holds takes the others away, and the other way round."""
    key = _key(state, question)
    alone = {item.id for item in question.choices if item.none_of_these} | {NONE_HOLDS}
    if session.choice(f"{key}.tick.{tick}"):
        others = [item.id for item in question.choices] + [NONE_HOLDS]
        for name in others:
            if name != tick and (tick in alone or name in alone):
                session.keep(f"{key}.tick.{name}", False)
    session.keep(f"{key}.aside", None)
    _save(state, question)


def _set_aside(state: Choosing, question: Question) -> None:
    key = _key(state, question)
    if session.choice(f"{key}.aside"):
        for name in [*(item.id for item in question.choices), NONE_HOLDS]:
            session.keep(f"{key}.tick.{name}", False)
    _save(state, question)


def _save(state: Choosing, question: Question) -> None:
    """Keep what is on the screen; nothing ticked at all is no answer."""
    key = _key(state, question)
    kind, chosen = _on_screen(question, key)
    if state.me is None:
        return
    if kind is None:
        _withdraw(state, question)
        return
    reason = str(session.choice(f"{key}.reason") or "").strip()
    if kind == NOT_APPLICABLE and not reason:
        return
    said = state.mine.get(question.id)
    comment = session.choice(f"{key}.comment")
    keep = partial(
        state.keep, question.id, kind=kind, choices=chosen,
        comment=comment if comment is not None else (said.comment if said else ""),
        reason=reason if kind == NOT_APPLICABLE else "",
    )  # fmt: skip
    answered.save(
        _about(state, question), keep, partial(told_choice, question=question),
        partial(_shown, question),
    )  # fmt: skip


def _on_screen(question: Question, key: str) -> tuple[str | None, tuple[str, ...]]:
    """Kind and choices as they are ticked now; ``None`` where nothing is."""
    if question.answer == "one":
        chosen = session.choice(f"{key}.one")
        if chosen is None or chosen in ASIDE:
            return chosen, ()
        return str(ChoiceKind.CHOSEN), (chosen,)
    aside = session.choice(f"{key}.aside")
    if aside:
        return aside, ()
    held = tuple(item.id for item in question.choices if session.choice(f"{key}.tick.{item.id}"))
    if held or session.choice(f"{key}.tick.{NONE_HOLDS}"):
        return str(ChoiceKind.CHOSEN), held
    return None, ()


def _withdraw(state: Choosing, question: Question) -> None:
    if state.me is None:
        return
    faults.attempt(state.take_back, question.id)
    session.forget_all(_key(state, question))
