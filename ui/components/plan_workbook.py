"""The planning workbook comes back: hand it over, read every change, take some or all."""

from datetime import datetime
from hashlib import sha256

import pandas as pd
import streamlit as st

from engagement.faults import Refused
from engagement.model import Workspace
from engagement.plans import workbook_back
from engagement.plans.workbook_back import LIMITS, Preview, Taken
from engagement.store import Store
from reports.round_trip.change import Change
from ui import faults, session
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.wording import counted, day, moment, plain

_ROUND, _SEEN, _DONE = "plan.workbook.round", "plan.workbook.seen", "plan.workbook.done"
SHOWN = 30
"""Sentences that are shown at once."""
AT_ONCE = 25
"""Changes that are shown without a window of their own to scroll in: what is not chosen is seen."""


@for_whoever_may("workbook taken in")
def workbook_in(store: Store, space: Workspace) -> None:
    """The whole way from an edited workbook to a changed plan."""
    key = space.assessment.id
    st.subheader("Edited in the workbook", anchor=False)
    note(
        "Download the workbook on Report, edit its amber-edged cells, hand it over here. Nothing is "
        "changed before you have seen every change and chosen."
    )
    if done := session.forget(_DONE):
        st.success(f"{plain(done)} Plan, report and audit have them.", icon=":material/check:")
    given = st.file_uploader(
        "Edited workbook", ["xlsx"], key=f"plan.workbook.{key}.{session.choice(_ROUND, 0)}",
        label_visibility="collapsed", max_upload_size=LIMITS.file // 1_000_000,
    )  # fmt: skip
    if given is not None:
        _handed(store, key, given.name, given.getvalue())
    _before(workbook_back.taken(store, key))


def _handed(store: Store, assessment: str, name: str, content: bytes) -> None:
    seen = _preview(store, assessment, name, content)
    if isinstance(seen, str):
        st.error(seen, icon=":material/error:")
        return
    if not seen.changes:
        st.info("The workbook says what the plan says already: there is nothing to take.")
    else:
        _choose(store, assessment, seen, content)
    _listed(seen.remarks, "not taken, and why")


def _preview(store: Store, assessment: str, name: str, content: bytes) -> Preview | str:
    """The preview of this very file, made once; or the sentence for which it was refused."""
    known: tuple[str, Preview | str] | None = session.choice(_SEEN)
    wanted = f"{assessment}.{sha256(content).hexdigest()}"
    if known is not None and known[0] == wanted:
        return known[1]
    made: Preview | str
    with st.spinner("Comparing the workbook with the plan …"):
        try:
            made = workbook_back.preview(store, assessment, name, content)
        except Refused as refused:
            made = refused.sentence
    session.keep(_SEEN, (wanted, made))
    return made


def _choose(store: Store, assessment: str, seen: Preview, content: bytes) -> None:
    made = datetime.fromisoformat(seen.made_at)
    careful = sum(item.careful for item in seen.changes)
    told = f"{counted(len(seen.changes), 'change')} since {day(made.date())}"
    st.markdown(f"**{told}**")
    if careful:
        note(
            f"{counted(careful, 'change')} not chosen for you: changed in the app meanwhile, or "
            "taken out of the plan."
        )
    _listed(seen.notes, "to know before you take them")
    ask_me()
    with st.form("plan.workbook.form", border=False):
        chosen = st.data_editor(
            pd.DataFrame([_row(item) for item in seen.changes]), hide_index=True,
            key=f"plan.workbook.table.{seen.digest[:12]}", alt="What the workbook changes",
            height="content" if len(seen.changes) <= AT_ONCE else "auto",
            disabled=["Sheet", "What", "Field", "Was", "Becomes", "In the app now"],
            column_config={
                "key": None, "Take": st.column_config.CheckboxColumn(width="small"),
                "In the app now": st.column_config.TextColumn(
                    help="Somebody changed it in the app after the workbook was made."
                ),
            },
        )  # fmt: skip
        if st.form_submit_button(on_accent("Take the chosen changes"), type="primary"):
            _take(store, assessment, seen, content, [
                str(row["key"]) for row in chosen.to_dict("records") if row["Take"]
            ])  # fmt: skip


def _row(item: Change) -> dict[str, object]:
    return {
        "key": item.key, "Take": not item.careful, "Sheet": item.sheet, "What": item.name,
        "Field": item.label, "Was": item.before, "Becomes": item.after,
        "In the app now": item.now or "",
    }  # fmt: skip


def _take(store: Store, assessment: str, seen: Preview, content: bytes, keys: list[str]) -> None:
    done = faults.attempt(
        workbook_back.accept, store, assessment, seen.filename, content, keys=keys, by=me()
    )
    session.forget(_SEEN)
    if done is not None:
        session.keep(_DONE, f"{counted(len(done.changes), 'change')} taken from {done.filename}.")
        session.keep(_ROUND, session.choice(_ROUND, 0) + 1)  # an empty field for the next file
    st.rerun()


def _listed(sentences: tuple[str, ...], what: str) -> None:
    if not sentences:
        return
    with st.expander(f"{counted(len(sentences), 'thing')} {what}", expanded=True):
        for one in sentences[:SHOWN]:
            st.markdown(f"- {plain(one)}")
        if len(sentences) > SHOWN:
            note(f"and {len(sentences) - SHOWN} more")


def _before(taken: tuple[Taken, ...]) -> None:
    if not taken:
        return
    with st.expander(f"{counted(len(taken), 'workbook')} taken in before"):
        for item in reversed(taken):
            count = counted(len(item.changes), "change")
            st.markdown(
                f"**{plain(item.filename)}** · {count} · {plain(item.by)}, {moment(item.at)} "
                f"· `{item.digest[:12]}`"
            )
            for one in item.changes:
                st.markdown(
                    f":small[{plain(one.name)}, {plain(one.label)}: {plain(one.before)} → "
                    f"{plain(one.after)}]"
                )
