"""Exit criteria over time: how far each is proved, read again by a button, attested by a form."""

from typing import Any

import streamlit as st

from content.model import Pack
from engagement import watching
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.plans import planning
from engagement.store import Store
from engagement.watching.pace import burned_down
from reports.pace_words import described, title, told
from reports.proof_words import (
    MEANINGS,
    STANDING_WORDS,
    by_urgency,
    headline,
    proof_of,
    since_told,
    standing,
)
from reports.quantities import target_of
from scoring.proof_model import ProofState, Standing
from scoring.roadmap_model import PlannedCondition, PlannedInitiative, Roadmap
from ui import faults, session
from ui.components import frame
from ui.components.attestations import asked_of_a_person
from ui.components.attesting import attesting
from ui.components.charts.burn_down import burn_down
from ui.components.charts.roadmap import now_of
from ui.components.drawing import draw
from ui.components.me import me
from ui.components.note import note
from ui.components.permitted import for_whoever_may
from ui.components.wording import counted

MARKS = {
    Standing.REGRESSED: "▼", Standing.CLAIMED: "◐", Standing.PLANNED: "◌",
    Standing.ATTESTED: "◇", Standing.PROVED: "●",
}  # fmt: skip

_WIDTHS = {
    "Exit criterion": 262, "Now": 82, "Target": 118, "Proof": 226, "Initiative": 156, "Status": 116,
    "Source": 94,
}  # fmt: skip
"""Pixels: all columns side by side on a laptop, what is asked and how it stands first on a phone."""
_WORDS = {ProofState.TO_ACCEPT: "to accept", ProofState.ATTESTED: "attested"}
_ALL = "all"
"""A choice of its own: for the control ``None`` is that nothing is chosen, and marks nothing."""
_ROW, _SHOWN = 66, 9
"""Pixels of a row (text runs on into a second and third line from 65 on), and rows seen at once."""


def exit_criteria(store: Store, space: Workspace) -> None:
    """The gap over time, and every exit criterion of the plan with its proof."""
    try:
        plan = planning.roadmap(store, space.assessment.id)
    except Refused as refused:
        note(refused.sentence)
        return
    st.subheader(headline(plan.rows), anchor=False)
    if not plan.rows:
        return
    _gap(store, space)
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = _chosen(plan)
        _read_again(store, space)
        attesting(store, space, plan)
    sources = {item.id: item.name for item in collecting.all_sources(store, space.assessment.id)}
    pack = frame.pack(store, space)
    rows = [
        _line(row, item, sources, pack)
        for row in by_urgency(plan.rows) if wanted is None or standing(row) is wanted
        for item in row.conditions
    ]  # fmt: skip
    columns: dict[str, Any] = {
        name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()
    } | {"Link": st.column_config.LinkColumn(display_text="open", width=56)}
    st.dataframe(rows, hide_index=True, column_config=columns, placeholder="", row_height=_ROW,
                 height=38 + _ROW * max(1, min(len(rows), _SHOWN)),
                 alt="Exit criteria of the plan with what proves them")  # fmt: skip
    note(MEANINGS)


def _gap(store: Store, space: Workspace) -> None:
    """How the gap went down, and the date at the pace so far or why there is none."""
    held = burned_down(store, space.assessment.id)
    if held is None:
        return
    st.markdown(f"**{title(held)}.** {told(held)}")
    if len(held.points) > 1:
        draw(burn_down, held, frame.pack(store, space), alt=described(held))


def _chosen(plan: Roadmap) -> Standing | None:
    """The standing that the table is narrowed to; ``None`` for all."""
    counts = {one: sum(standing(row) is one for row in plan.rows) for one in STANDING_WORDS}
    held = {
        one.value: f"{STANDING_WORDS[one]} {number}" for one, number in counts.items() if number
    }
    held = {_ALL: f"All {len(plan.rows)}"} | held
    name = st.segmented_control(
        "Show", list(held), default=_ALL, required=True, key="track.standing",
        label_visibility="collapsed", format_func=lambda one: held[one], width="stretch",
    )  # fmt: skip
    return None if name == _ALL else Standing(name)


def _line(
    row: PlannedInitiative, item: PlannedCondition, sources: dict[str, str], pack: Pack
) -> dict[str, Any]:
    proof = row.proof.condition(item.id) if row.proof else None
    stands = standing(row)
    status = f"{MARKS[stands]} {STANDING_WORDS[stands]} {since_told(row.proof)}".strip()
    asked = asked_of_a_person(pack, row.id, item.id)
    word = _WORDS.get(proof.state) if proof else None
    return {
        "Exit criterion": asked.statement if asked else item.metric_name, "Now": word or now_of(item),
        "Target": f"stated by {asked.who}" if asked else target_of(item),
        "Proof": proof_of(proof) if proof else "", "Initiative": row.title, "Status": status,
        "Source": sources.get(item.source, item.source),
        "Link": item.reading.url if item.reading and item.reading.url else None,
    }  # fmt: skip


@for_whoever_may("exit criteria reading stopped")
def _stops(store: Store, space: Workspace) -> None:
    """The schedule's own reading, which a worker carries out."""
    note("The schedule reads them again now.", width="content")
    if st.button("Stop", icon=":material/stop_circle:", key="track.stop"):
        faults.attempt(watching.stop_reading, store, space.assessment.id, me())
        st.rerun()


@for_whoever_may("exit criteria read")
def _read_again(store: Store, space: Workspace) -> None:
    if not collecting.sources(store, space.assessment.id):
        return
    if watching.going_on(store, space.assessment.id):
        _stops(store, space)
        return
    if told := session.forget("track.read"):
        st.toast(str(told))
    if st.button("Read again", icon=":material/refresh:", key="track.again"):
        with st.spinner("Reading every exit metric from its source"):
            came = faults.attempt(watching.watch, store, space.assessment.id)
        if came is not None:
            session.keep(
                "track.read",
                f"{counted(came.read, 'metric')} read, {came.could_not} could not be read",
            )
        st.rerun()
