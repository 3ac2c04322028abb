"""Track: what moved since the last snapshot, how far the exit criteria are proved, the snapshots."""

import streamlit as st

from engagement import judging, snapshots
from engagement.model import SnapshotInfo, Workspace
from engagement.store import Store
from ui.components import compared, frame
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
    frame.first_line(space, "A snapshot keeps inputs, moment, pack and result for good.")
    title, action = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        comparison = snapshots.compare_with_last(store, key) if taken else None
        if comparison is None:
            st.header("No snapshot yet", anchor=False)
        else:
            compared.headline(comparison, verdicts=gives_verdict)
    with action:
        snapshot_button(snapshots.take, store, key)
    if comparison is None:
        st.markdown(":gray[After the first one, this page says what moved and why.]")
    else:
        compared.movements(comparison, frame.pack(store, space))
    exit_criteria(store, space)
    if comparison is not None:
        _list(taken, verdicts=gives_verdict)


def _list(taken: tuple[SnapshotInfo, ...], *, verdicts: bool) -> None:
    st.subheader("Snapshots", anchor=False)
    rows = [
        {
            "Taken": moment(item.taken_at),
            "Verdict": VERDICT_WORDS[item.verdict] if verdicts else "an index only",
            "Index": None if item.index is None else round(25 * (item.index - 1)),
            "Pack": f"{item.pack.id} {item.pack.version}", "Note": item.note, "Id": item.id,
        }
        for item in taken
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Snapshots of this use case, newest first")
    note("Index on 0 to 100.")


if __name__ == "__main__":
    frame.show(render, track_choices)
