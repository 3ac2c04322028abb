"""Plan, where questions have choices: the advice on what does not hold, with owner, status and day."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from content.questionnaire import Questionnaire
from engagement.choices import advising, choice_judging
from engagement.model import Workspace
from engagement.store import Store
from reports.question_wording import STATUS_WORDS, plan_sentence, worth_words
from scoring.advised import AdviceRow, AdviceStatus
from ui import faults, session
from ui.components import frame
from ui.components.note import figure, note, on_accent
from ui.components.permitted import may, tell_who_may
from ui.components.wording import is_web, plain
from ui.manner import shown_day

Row = dict[str, Any]
ALL = "All"


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """What to do, in the order of what it changes; saved together."""
    key = space.assessment.id
    result = choice_judging.result(store, key)
    rows = choice_judging.advice(store, key)
    frame.first_line(space, "Advice of the questionnaire on what does not hold yet")
    if not rows:
        _nothing(result.answered, pack)
        return
    st.header(plain(plan_sentence(rows)), anchor=False)
    _figures(rows)
    shown = _chosen(rows)
    _table(store, space, shown)
    note(
        "In the order of what it changes: "
        + ("high risks first, and of those what alone lowers the risk."
           if result.rule == "risk-rules" else "what lifts the whole most first.")
        + " What is not answered has no advice: answer it first."
    )  # fmt: skip
    _read(shown)


def _nothing(answered: int, pack: Questionnaire) -> None:
    st.header("No advice yet" if not answered else "Nothing to do", anchor=False)
    has = any(choice.advice for item in pack.questions for choice in item.choices)
    if not has:
        st.markdown(":gray[This questionnaire gives no advice with its choices.]")
    elif not answered:
        st.markdown(":gray[Advice comes from answers: each choice that does not hold has its own.]")
        if st.button(on_accent("Answer the first question"), type="primary"):
            st.switch_page("ui/pages/ask.py")
    else:
        st.markdown(":gray[Every choice with advice holds, among the questions that are answered.]")


def _figures(rows: tuple[AdviceRow, ...]) -> None:
    running = [row for row in rows if not row.held and row.item.status is not AdviceStatus.DROPPED]
    told = (
        ("To do", len(running), "pieces of advice"),
        ("With an owner", sum(bool(row.item.owner) for row in running), "somebody is named"),
        ("Done", sum(row.item.status is AdviceStatus.DONE for row in rows), "by what people say"),
        ("Overdue", sum(row.overdue for row in rows), "past their day"),
    )
    for column, (label, number, under) in zip(st.columns(4), told, strict=True):
        with column:
            figure(label, str(number), under)


def _chosen(rows: tuple[AdviceRow, ...]) -> tuple[AdviceRow, ...]:
    """The rows of one section, where there are several."""
    sections = list(dict.fromkeys(row.section for row in rows))
    if len(sections) < 2:
        return rows
    chosen = st.selectbox("Section", [ALL, *sections], key="advice.section")
    return tuple(row for row in rows if chosen in (ALL, row.section))


def _table(store: Store, space: Workspace, rows: tuple[AdviceRow, ...]) -> None:
    shown = [_editable(row) for row in rows]
    if not may("advice decided"):
        st.dataframe(
            pd.DataFrame(shown),
            hide_index=True,
            column_config={"id": None},
            alt="Advice with owner, status and day",
        )
        tell_who_may("decides on advice", "advice decided")
        return
    _edit(store, space, shown)


def _edit(store: Store, space: Workspace, shown: list[Row]) -> None:
    column = st.column_config
    edited = st.data_editor(
        # Edits are kept by place: a table whose rows have moved is another table.
        pd.DataFrame(shown), hide_index=True, key=f"advice.table.{hash(str(shown))}",
        alt="Advice with owner, status and day",
        disabled=["#", "What to do", "Question", "What it changes"],
        column_config={
            "id": None, "#": column.NumberColumn(width="small"),
            "What to do": column.TextColumn(width="large"),
            "Question": column.TextColumn(width="medium"),
            "Owner": column.TextColumn(max_chars=120),
            "Status": column.SelectboxColumn(options=list(STATUS_WORDS.values()), required=True),
            "Due": column.DateColumn(format=shown_day()),
        },
    )  # fmt: skip
    if st.button(on_accent("Save the table"), key="advice.save", type="primary"):
        for before, after in zip(shown, edited.to_dict("records"), strict=True):
            _save(store, space, before, {str(name): after[name] for name in after})
        session.forget_all("advice.table.")
        st.rerun()


def _read(rows: tuple[AdviceRow, ...]) -> None:
    """The advice in full, with its links."""
    with st.expander("Read the advice in full"):
        for row in rows[:50]:
            more = f" [More]({row.advised.url})" if is_web(row.advised.url) else ""
            st.markdown(f"**{row.number}. {plain(row.choice)}**  \n{plain(row.advised.text)}{more}")
        if len(rows) > 50:
            note(f"The first 50 of {len(rows)}; choose a section above, or make the report.")


def _editable(row: AdviceRow) -> Row:
    return {
        "id": row.advised.id, "#": row.number, "What to do": row.advised.text,
        "Question": row.question, "What it changes": worth_words(row), "Owner": row.item.owner,
        "Status": STATUS_WORDS[row.item.status], "Due": row.item.due,
    }  # fmt: skip


def _save(store: Store, space: Workspace, before: Row, after: Row) -> None:
    given = after["Due"]
    due: date | None = None if pd.isna(given) else pd.Timestamp(given).date()
    owner = str(after["Owner"] or "")
    if (owner, after["Status"], due) == (before["Owner"], before["Status"], before["Due"]):
        return
    faults.attempt(
        advising.decide, store, space.assessment.id, before["id"], owner=owner, due=due,
        status=next(key for key, name in STATUS_WORDS.items() if name == after["Status"]),
    )  # fmt: skip
