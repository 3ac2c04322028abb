"""Track, where questions have choices: freeze a result, and say what moved since the last one."""

import streamlit as st

from content.questionnaire import Questionnaire
from engagement.choices import choice_judging, choice_snapshots
from engagement.model import Workspace
from engagement.store import Store
from engagement.store.choice_snapshots import ChoiceSnapshot
from reports.question_wording import headline, moved_sentence, question_words, span
from scoring.result_comparison import ResultComparison
from ui.components import frame, report_of
from ui.components.note import note
from ui.components.snapshot_button import snapshot_button
from ui.components.wording import day, moment, percent, plain


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """What moved first, then the snapshots."""
    key = space.assessment.id
    taken = choice_snapshots.snapshots(store, key)
    comparison = choice_snapshots.compare_with_last(store, key) if taken else None
    frame.first_line(space, "A snapshot keeps answers, moment, pack, result and report for good.")
    title, action = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        if comparison is None:
            st.header("No snapshot yet", anchor=False)
        else:
            st.header(plain(moved_sentence(comparison)), anchor=False)
            note(f"Since {day(comparison.before_at)}. {plain(comparison.note)}")
    with action:
        snapshot_button(choice_snapshots.take, store, key)
    if comparison is None:
        st.markdown(":gray[After the first one, this page says what moved.]")
        return
    _moved(comparison, pack)
    _list(taken, choice_judging.result(store, key).pack.digest)
    report_of.to_report(store, space)


def _moved(comparison: ResultComparison, pack: Questionnaire) -> None:
    """The whole, then each section and question that moved: before and after."""
    if not comparison.comparable:
        st.warning(
            "The two were made with different versions of the questionnaire; they are not compared."
        )
        return
    before, after = span(comparison.total_before), span(comparison.total_after)
    if comparison.total_before or comparison.total_after:
        st.markdown(f"**Whole:** {before} → {after}")
    coverage = f"{percent(comparison.coverage_before)} → {percent(comparison.coverage_after)}"
    st.markdown(f"**Judged:** {coverage} of the weight")
    if comparison.sections:
        st.dataframe(
            [
                {
                    "Section": pack.section(item.id).title,
                    "Then": span(item.before) if item.before else _counts(item.counts_before),
                    "Now": span(item.after) if item.after else _counts(item.counts_after),
                }
                for item in comparison.sections
            ],
            hide_index=True, alt="Sections that moved",
        )  # fmt: skip
    if comparison.moved:
        words = {True: "better", False: "worse", None: "newly known, or no longer"}
        st.dataframe(
            [
                {
                    "Question": pack.question(item.id).title,
                    "Then": question_words(item.before), "Now": question_words(item.after),
                    "": words[item.better],
                }
                for item in comparison.moved
            ],
            hide_index=True, alt="Questions that moved",
        )  # fmt: skip


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items()) or "–"


def _list(taken: tuple[ChoiceSnapshot, ...], digest: str) -> None:
    st.subheader("Snapshots", anchor=False)
    rows = [
        {
            "Taken": moment(item.taken_at), "Result": headline(item.result),
            "Whole": span(item.result.total), "Judged": percent(item.result.coverage),
            "Version": item.result.pack.version
            + ("" if item.result.pack.digest == digest else " (another)"),
            "Note": item.note, "Id": item.id,
        }
        for item in taken
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Snapshots of this use case, newest first")
