"""How many findings of which kind, the filter over them, and a file of the client's own."""

import streamlit as st

from assessment.model import Finding, Outcome, Overrule
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from ui import faults
from ui.components.note import figure, note
from ui.components.permitted import for_whoever_may

ALL, OVERRULED = "All", "Overruled"
KINDS = {
    "Absent": Outcome.ABSENT, "Present": Outcome.PRESENT, "Unavailable": Outcome.UNAVAILABLE,
    "Does not apply": Outcome.NOT_APPLICABLE, "Probe failed": Outcome.ERROR,
}  # fmt: skip
UNDER = {
    "Absent": "seen to be missing", "Present": "seen to be there",
    "Unavailable": "never counted as absent", OVERRULED: "stays in the report",
}  # fmt: skip


def kind_of(finding: Finding, overrules: dict[str, Overrule]) -> str:
    """The group that a finding is counted in: overruled, or its outcome."""
    if finding.id in overrules:
        return OVERRULED
    return next(name for name, outcome in KINDS.items() if outcome == finding.outcome)


def counts(found: tuple[Finding, ...], overrules: dict[str, Overrule]) -> None:
    """Four numbers below the sources."""
    if not found:
        return
    st.subheader("So far", anchor=False)
    kinds = [kind_of(item, overrules) for item in found]
    columns = st.columns(2) + st.columns(2)
    for column, name in zip(columns, ("Present", "Absent", "Unavailable", OVERRULED), strict=True):
        with column:
            figure(name, str(kinds.count(name)), UNDER[name])


def chosen(
    found: tuple[Finding, ...], overrules: dict[str, Overrule]
) -> tuple[str, tuple[Finding, ...]]:
    """The filter with its counts; what it is set to, and the findings that it lets through."""
    kinds = {item.id: kind_of(item, overrules) for item in found}
    names = [ALL, *(name for name in (*KINDS, OVERRULED) if name in kinds.values())]
    total = {name: list(kinds.values()).count(name) for name in names} | {ALL: len(found)}
    picked = st.segmented_control(
        "Show", names, default=ALL, required=True, key="look.filter", label_visibility="collapsed",
        format_func=lambda name: f"{name} {total[name]}",
    )  # fmt: skip
    note("Grouped by capability, critical first")
    return picked, tuple(item for item in found if picked in (ALL, kinds[item.id]))


@for_whoever_may("findings imported")
def import_file(store: Store, space: Workspace) -> None:
    """What the client's own people saw from inside their network, as the same findings."""
    with st.popover("Import a findings file", icon=":material/upload_file:"):
        note(
            "Made by `prodworthy probe` on the client’s side: plain, redacted, with its own digest."
        )
        file = st.file_uploader("Findings file", ["json"], key="look.file", max_upload_size=25)
        by = st.text_input("Taken in by", key="look.file.by", placeholder="Your name")
        if st.button("Import", disabled=file is None) and file is not None:
            with faults.said_at("look.file"):
                run = faults.attempt(
                    collecting.import_findings, store, space.assessment.id, file.getvalue(), by
                )
            if run:
                st.toast(run.message or "Imported", icon=":material/check:")
            st.rerun()
        faults.tell_at("look.file")
