"""Track: what moved since the last snapshot, how far the exit criteria are proved, the snapshots."""

import streamlit as st

from engagement import judging, snapshots
from engagement.frozen import courses, listing, results
from engagement.model import SnapshotInfo, Workspace
from engagement.store import Store
from scoring.comparison import Comparison
from ui import session
from ui.components import compared, frame, report_of
from ui.components.exit_criteria import exit_criteria
from ui.components.note import note
from ui.components.snapshot_button import snapshot_button
from ui.components.wording import VERDICT_WORDS, moment
from ui.questions.track import render as track_choices


def render(store: Store, space: Workspace) -> None:
    """What moved first, then what is proved of the plan, then the snapshots."""
    key = space.assessment.id
    taken = snapshots.snapshots(store, key)
    gives_verdict = judging.scorecard(store, key).gives_verdict
    frame.first_line(space, "A snapshot keeps inputs, moment, pack, result and report for good.")
    title, action = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        comparison = _compared(store, key, taken)
        if comparison is None:
            st.header("No snapshot yet", anchor=False)
        else:
            compared.headline(comparison, verdicts=gives_verdict)
    with action:
        snapshot_button(snapshots.take, store, key)
    if comparison is None:
        st.markdown(":gray[After the first one, this page says what moved and why.]")
    else:
        _since(taken, comparison)
        compared.movements(comparison, frame.pack(store, space))
        compared.dimensions(courses.dimensions(store, key), frame.pack(store, space))
    exit_criteria(store, space)
    if comparison is not None:
        _list(store, space, taken, verdicts=gives_verdict)


def _compared(store: Store, key: str, taken: tuple[SnapshotInfo, ...]) -> Comparison | None:
    """Against the snapshot that was chosen, else as the report compares; ``None`` before the first."""
    chosen = session.choice(_SINCE)
    if chosen in {item.id for item in taken}:
        return results.compare_with(store, key, str(chosen))
    earlier = results.compare_with_earlier(store, key)
    return earlier or (results.compare_with_last(store, key) if taken else None)


def _since(taken: tuple[SnapshotInfo, ...], comparison: Comparison) -> None:
    """Another snapshot to compare with, where there are several."""
    if len(taken) < _SEVERAL:
        return
    names = {
        item.id: " · ".join(filter(None, (moment(item.taken_at), item.note))) for item in taken
    }
    now = next((item.id for item in taken if item.taken_at == comparison.before_at), taken[0].id)
    st.selectbox(
        "Compare with", list(names), list(names).index(now), names.__getitem__, key=_SINCE,
        width=360,
    )  # fmt: skip


_SINCE, _SEVERAL = "track.since", 2


def _list(
    store: Store, space: Workspace, taken: tuple[SnapshotInfo, ...], *, verdicts: bool
) -> None:
    st.subheader("Snapshots", anchor=False)
    by = {item.id: item.by for item in listing.taken(store, space.assessment.id)}
    rows = [
        {
            "Taken": moment(item.taken_at),
            "Verdict": VERDICT_WORDS[item.verdict] if verdicts else "an index only",
            "Index": None if item.index is None else round(25 * (item.index - 1)),
            "Pack": f"{item.pack.id} {item.pack.version}", "Note": item.note,
            "By": by[item.id], "Id": item.id,
        }
        for item in taken
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Snapshots of this use case, newest first")
    note("Index on 0 to 100.")
    report_of.to_report(store, space)


if __name__ == "__main__":
    frame.show(render, track_choices)
