"""One anchored question: choose a level, say how well supported it is, saved on change."""

from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from assessment.model import Answer, AnswerKind
from content.locales import clock as time_of_day
from content.model import Capability
from engagement.answers.answer_races import told
from ui import session
from ui.components import answered, edited
from ui.components.asking import Asking
from ui.components.attachment import attachment, grade_field, line
from ui.components.carried import carried
from ui.components.earlier_text import earlier_text
from ui.components.last_time import last_time
from ui.components.note import note
from ui.components.permitted import may, tell_who_may
from ui.components.wording import GRADES, plain

GIVEN = ("answer given", "answer withdrawn", "answers corrected")
"""What is done to an answer, as the audit log has it."""
DONT_KNOW, NOT_APPLICABLE = "dont_know", "not_applicable"
OPTIONS: list[Any] = [1, 2, 3, 4, 5, DONT_KNOW, NOT_APPLICABLE]
SPACED = ["\u200b"] * 7
"""An empty line below each option, so that long anchors stand apart."""
CONFIDENCE = {1: "Low", 2: "Medium", 3: "High"}


def heading(asking: Asking, capability: Capability, *, large: bool = True) -> None:
    """Where we are, the capability, what it is, and why it matters one click away."""
    area = asking.pack.area(capability.area)
    siblings = [item.id for item in asking.questions() if item.area == area.id]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        place = siblings.index(capability.id) + 1
        note(f"{area.name}, question {place} of {len(siblings)}", width="content")
        if asking.critical(capability.id):
            st.badge("Critical for this use case", color="blue")
    (st.header if large else st.subheader)(capability.name, anchor=False)
    st.markdown(f":gray[{capability.definition.strip()}]")
    carried(asking, capability)
    earlier_text(asking, capability)
    last_time(asking, capability)
    with st.expander("Why it matters, and what good evidence looks like"):
        st.markdown(f"**Why it matters.** {capability.why.strip()}")
        st.markdown(f"**Good evidence.** {capability.evidence.strip()}")
        st.markdown(f"**Who would know.** {capability.who.strip()}")


def question(asking: Asking, capability: Capability) -> None:
    """The seven options and, once one is chosen, its support; only to read for whoever only reads."""
    if not may("answer given"):
        _to_read(asking, capability)
        return
    answer = asking.mine.get(capability.id)
    answered.meanwhile(
        _about(asking, capability), answer.id if answer else "", told(answer),
        _shown(answer, _key(asking, capability)),
        by=lambda: edited.other(asking.store, asking.space.client.id, *GIVEN, about=capability.id),
    )  # fmt: skip
    key = _key(asking, capability)
    with st.container(border=True):
        st.radio(
            "Which one describes today, not the plan?",
            OPTIONS,
            index=_index(answer),
            format_func=lambda item: _label(capability, item),
            captions=SPACED,
            key=f"{key}.level",
            on_change=_save,
            args=(asking, capability),
            width="stretch",
        )  # fmt: skip
        if session.choice(f"{key}.level") == NOT_APPLICABLE:
            _reason(asking, capability, key)
    if answer is not None or session.choice(f"{key}.level") is not None:
        _support(asking, capability, key)


def _to_read(asking: Asking, capability: Capability) -> None:
    """The five sentences, with what this person said marked."""
    said = asking.mine.get(capability.id)
    chosen = _index(said)
    with st.container(border=True):
        for place, option in enumerate(OPTIONS):
            if place < len(capability.anchors) or place == chosen:
                mark = ":blue[:material/radio_button_checked:]" if place == chosen else ":gray[○]"
                st.markdown(f"{mark} {_label(capability, option)}")
    for words in (said.comment, said.reason) if said else ():
        if words:
            note(plain(words))
    for artefact in said.artefacts if said else ():
        note(line(artefact))
    tell_who_may("answers here", "answer given")


def waits_for_reason(asking: Asking, capability: Capability) -> bool:
    """Whether *not applicable* was chosen and its reason is still missing."""
    key = _key(asking, capability)
    chosen = session.choice(f"{key}.level") == NOT_APPLICABLE
    return chosen and not str(session.choice(f"{key}.reason", "")).strip()


def _key(asking: Asking, capability: Capability) -> str:
    return answered.fields(_about(asking, capability))


def _about(asking: Asking, capability: Capability) -> str:
    return f"q.{asking.assessment}.{asking.me.id if asking.me else ''}.{capability.id}"


def _index(answer: Any) -> int | None:
    if answer is None or answer.kind == AnswerKind.TALLY:
        return None
    return OPTIONS.index(answer.level if answer.kind == AnswerKind.LEVEL else str(answer.kind))


def _shown(answer: Answer | None, key: str) -> dict[str, Any]:
    """What the fields show of an answer, by the rest of their keys."""
    given = str(answer.grade) if answer else "E0"
    return {
        "level": OPTIONS[place] if (place := _index(answer)) is not None else None,
        grade_field(key): "E2" if given == "E3" else given,
        "confidence": answer.confidence if answer else None,
        "comment": answer.comment if answer else "", "link": answer.link if answer else "",
        "reason": answer.reason if answer else "",
    }  # fmt: skip


def _label(capability: Capability, option: Any) -> str:
    if option == DONT_KNOW:
        return _with_note(
            "Don’t know", "Counts as an answer. The estimate stays wide, coverage falls."
        )
    if option == NOT_APPLICABLE:
        return _with_note("Not applicable", "Asks for a written reason.")
    return f"**{option}**\u2002 {capability.anchors[option - 1].strip()}"


def _with_note(option: str, meaning: str) -> str:
    return f"{option}\u2002 :small[:gray[{meaning}]]"


def _reason(asking: Asking, capability: Capability, key: str) -> None:
    answer = asking.mine.get(capability.id)
    st.text_input(
        "Why does it not apply?", value=answer.reason if answer else "", key=f"{key}.reason",
        on_change=_save, args=(asking, capability),
        placeholder="One sentence; it is printed beside the question",
    )  # fmt: skip
    if waits_for_reason(asking, capability):
        note(":orange[Not saved yet: say in a sentence why it does not apply.]")


def _support(asking: Asking, capability: Capability, key: str) -> None:
    answer = asking.mine.get(capability.id)
    left, right = st.columns(2, gap="medium")
    with left:
        if isinstance(session.choice(f"{key}.level"), int):
            _grade(asking, capability, key)
    with right:
        st.text_area(
            "Comment", value=answer.comment if answer else "", key=f"{key}.comment", height=92,
            on_change=_save, args=(asking, capability),
        )  # fmt: skip


def _grade(asking: Asking, capability: Capability, key: str) -> None:
    answer = asking.mine.get(capability.id)
    given = str(answer.grade) if answer else "E0"
    st.segmented_control(
        "How well supported is this?", ["E0", "E1", "E2"], required=True,
        default="E2" if given == "E3" else given,
        format_func=GRADES.__getitem__, key=f"{key}.{grade_field(key)}", on_change=_save,
        args=(asking, capability),
        help="A statement, a recent concrete example, or an artefact that anybody may read. "
        "A person other than you can then accept the artefact.",
    )  # fmt: skip
    st.segmented_control(
        "How sure are you?", list(CONFIDENCE), default=answer.confidence if answer else None,
        format_func=CONFIDENCE.__getitem__, key=f"{key}.confidence", on_change=_save,
        args=(asking, capability),
    )  # fmt: skip
    st.text_input(
        "Link to the evidence", value=answer.link if answer else "", key=f"{key}.link",
        placeholder="https://", on_change=_save, args=(asking, capability),
    )  # fmt: skip
    attachment(asking, capability, key)


def _save(asking: Asking, capability: Capability) -> None:
    """Save what is on the screen as one new answer; a cleared choice withdraws the old one."""
    key = _key(asking, capability)
    chosen = session.choice(f"{key}.level")
    if asking.me is None or chosen is None or waits_for_reason(asking, capability):
        return
    level = chosen if isinstance(chosen, int) else None
    keep = partial(
        asking.keep,
        capability.id,
        kind=AnswerKind.LEVEL if level else AnswerKind(chosen),
        level=level,
        grade=session.choice(f"{key}.{grade_field(key)}") or "E0",
        confidence=session.choice(f"{key}.confidence"),
        comment=session.choice(f"{key}.comment") or "",
        reason=(session.choice(f"{key}.reason") or "") if chosen == NOT_APPLICABLE else "",
        link=(session.choice(f"{key}.link") or "").strip(),
    )
    answered.save(_about(asking, capability), keep, told, partial(_shown, key=key))


def said(asking: Asking) -> str:
    """The time of the last stored answer of this person, as the page's *Saved* mark."""
    if not asking.mine or asking.me is None:
        return ""
    last = max(item.at for item in asking.mine.values())
    return saved_mark(last, asking.me.name)


def saved_mark(last: datetime, name: str) -> str:
    """When the last answer was kept, and whose it is: of the one who answers, or whose are read."""
    whose = f"answering as {plain(name)}" if may("answer given") else f"answers of {plain(name)}"
    return f":green[:material/cloud_done: Saved {time_of_day(last)} UTC] · {whose}"
