"""The ways to settle a conflict, each a short form that stands filled in as far as it can."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta

import streamlit as st

from assessment.model import Answer, Finding, Pending
from assessment.sources import Source
from engagement.answers import correcting
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from scoring.conflict import Conflict
from ui import faults, session
from ui.components.fixing import fix
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import may, tell_who_may
from ui.manner import typed_day

CORRECT, OVERRULE, FIX, WAIVE = (
    "Correct the answer", "Overrule the finding", "Fix the probe", "Waive for a time",
)  # fmt: skip
WAIVED_DAYS = 30
"""A waiver's end as it stands in the form; whoever signs it chooses."""


def ways(
    store: Store, space: Workspace, item: Conflict, said: tuple[Answer, ...], found: list[Finding],
    people: Mapping[str, str], sources: tuple[Source, ...],
) -> None:  # fmt: skip
    """Four ways, the usual one first."""
    key = f"settle.{space.assessment.id}.{item.number}"
    drawn: dict[str, Callable[[], None]] = {
        CORRECT: lambda: _correct(store, space, item, said, people, key),
        OVERRULE: lambda: _overrule(store, item, found, key),
        FIX: lambda: fix(store, space, found, sources, key),
        WAIVE: lambda: _waive(store, space, item, key),
    }
    mine = [name for name in drawn if may(*_needed(item)[name])]
    if not mine:
        tell_who_may("settles a conflict", *_needed(item)[CORRECT])
        return
    for name, tab in zip(mine, st.tabs(mine), strict=True):
        with tab:
            drawn[name]()


def _needed(item: Conflict) -> dict[str, tuple[str, ...]]:
    """What each way does; setting evidence of a critical capability aside is asked for first."""
    return {
        CORRECT: ("answers corrected",),
        OVERRULE: ("overrule asked for" if item.critical else "finding overruled",),
        FIX: ("source changed", "look started"),
        WAIVE: ("waiver asked for" if item.critical else "conflict waived",),
    }


def _correct(
    store: Store, space: Workspace, item: Conflict, said: tuple[Answer, ...],
    people: Mapping[str, str], key: str,
) -> None:  # fmt: skip
    if not said:
        note("A room voted on this: vote again in Ask, together.")
        return
    with st.form(f"{key}.correct", border=False):
        beside = len(said) <= 3
        for first in range(0, len(said), 3):
            row = said[first : first + 3]
            columns = st.columns([*[1.0] * len(row), 1.6] if beside else 3)
            for column, answer in zip(columns, row, strict=False):
                with column:
                    _level(item, answer, people, key)
        place = columns[-1] if beside else st.container()
        place.text_input(
            "What was agreed", key=f"{key}.comment", placeholder="May stay empty",
            help="They have seen the finding and agree. What they said before is kept.",
        )  # fmt: skip
        st.form_submit_button(
            on_accent(f"Correct to {item.observed_high}" if len(said) == 1 else "Correct"),
            type="primary", key=f"{key}.correct.do", on_click=_do_correct,
            args=(store, space, item, said, key),
        )  # fmt: skip


def _level(item: Conflict, answer: Answer, people: Mapping[str, str], key: str) -> None:
    """What this person says now: at most what was seen, unless somebody chooses otherwise."""
    st.selectbox(
        f"{_first(people.get(answer.respondent, 'Somebody'))} said {answer.level}", range(1, 6),
        min(answer.level or 1, item.observed_high) - 1, key=f"{key}.level.{answer.respondent}",
    )  # fmt: skip


def _first(person: str) -> str:
    """The name without the role."""
    return person.partition(",")[0]


def _do_correct(
    store: Store, space: Workspace, item: Conflict, said: tuple[Answer, ...], key: str
) -> None:
    levels = {
        answer.respondent: session.choice(f"{key}.level.{answer.respondent}") for answer in said
    }
    changed = {one.respondent: levels[one.respondent] for one in said
               if levels[one.respondent] != one.level}  # fmt: skip
    done = faults.attempt(
        correcting.correct, store, assessment_id=space.assessment.id, capability=item.capability,
        levels=changed or levels, by=me(), comment=session.choice(f"{key}.comment") or "",
    )  # fmt: skip
    _settled(item, done)


def _overrule(store: Store, item: Conflict, found: list[Finding], key: str) -> None:
    with st.form(f"{key}.overrule", border=False):
        note("Where a finding is wrong or does not matter here. Both stay visible, with your name."
             f"{_two(item)}")  # fmt: skip
        if len(found) > 1:
            st.multiselect(
                "Which", [one.id for one in found], [one.id for one in found], key=f"{key}.which",
                format_func={one.id: one.statement for one in found}.__getitem__,
            )  # fmt: skip
        left, right = st.columns([2.4, 1])
        left.text_input("Why it is wrong or does not matter here", key=f"{key}.why")
        right.date_input(
            "Until",
            None,
            key=f"{key}.why.until",
            help="Empty: until something else is seen.",
            format=typed_day(),
        )
        st.form_submit_button(
            on_accent("Ask to overrule" if item.critical else "Overrule"), type="primary",
            key=f"{key}.overrule.do", on_click=_do_overrule,
            args=(store, item, [one.id for one in found], key),
        )  # fmt: skip


def _do_overrule(store: Store, item: Conflict, found: list[str], key: str) -> None:
    wanted = session.choice(f"{key}.which", found)
    until = _end_of(session.choice(f"{key}.why.until"))
    reason = session.choice(f"{key}.why") or ""
    if not wanted:
        faults.refuse("Choose which finding is overruled.")
        return
    done = faults.attempt(
        collecting.overrule, store, finding_id=wanted[0], also=wanted[1:], by=me(), reason=reason,
        until=until,
    )  # fmt: skip
    _settled(item, done)


def _waive(store: Store, space: Workspace, item: Conflict, key: str) -> None:
    with st.form(f"{key}.waive", border=False):
        note("Accepted as it is until a day. It stays in the report, and opens again after it."
             f"{_two(item)}")  # fmt: skip
        left, right = st.columns([2.4, 1])
        left.text_input("Why it can wait", key=f"{key}.waive.reason")
        end = datetime.now(UTC).date() + timedelta(days=WAIVED_DAYS)
        right.date_input("Until", end, key=f"{key}.waive.until", format=typed_day())
        st.form_submit_button(
            on_accent("Ask to waive" if item.critical else "Waive"), type="primary",
            key=f"{key}.waive.do",
            on_click=_do_waive, args=(store, space, item, key),
        )  # fmt: skip


def _do_waive(store: Store, space: Workspace, item: Conflict, key: str) -> None:
    until = _end_of(session.choice(f"{key}.waive.until"))
    if until is None:
        faults.refuse("Choose the day until which it is waived.")
        return
    done = faults.attempt(
        collecting.waive, store, assessment_id=space.assessment.id, capability=item.capability,
        by=me(), reason=session.choice(f"{key}.waive.reason") or "", until=until,
    )  # fmt: skip
    _settled(item, done)


def _settled(item: Conflict, done: object) -> None:
    if isinstance(done, Pending):
        st.toast("Asked for: it waits for a second person", icon=":material/group_add:")
    elif done:
        session.keep("settle.told", item.number)


def _two(item: Conflict) -> str:
    return " It is critical: it waits until a second person agrees." if item.critical else ""


def _end_of(day: object) -> datetime | None:
    return datetime.combine(day, time.max, UTC) if day else None  # type: ignore[arg-type]
