"""What another version of the pack would do: the verdict, the answers, every text side by side."""

from collections.abc import Mapping

import streamlit as st

from content.difference import Difference
from content.locales import written
from content.model import Pack
from engagement.packs.under_versions import Judged
from engagement.packs.upgrading import Preview
from reports.question_wording import headline, of_most, still_open
from scoring.model import Scorecard
from ui.components.compared import by_version
from ui.components.note import figure, note
from ui.components.wording import counted, listed, plain, verdict_mark

HEADS = (
    ("added", "Added"), ("gone", "Gone"), ("asked", "Asked or not"), ("text", "Reworded"),
    ("critical", "Critical"), ("risk", "Risk"), ("target", "Targets"), ("weight", "Weights and points"),
    ("threshold", "Thresholds"), ("other", "Everything else"),
)  # fmt: skip


def upgrade_preview(seen: Preview, names: Mapping[str, str], pack: Pack | None) -> None:
    """Result before and after, then the levels that move, the answers, the differences by kind.

    ``pack`` is the version of now; ``None`` for a questionnaire.
    """
    left, right = st.columns(2)
    with left:
        _result("Now", seen.card_before)
    with right:
        _result("With this version", seen.card_after)
    if seen.moved is not None and pack is not None:
        by_version(seen.moved, pack)
    _answers(seen, names)
    _masked(seen)
    for kind, head in HEADS:
        found = [item for item in seen.differences if item.kind == kind]
        if found:
            st.subheader(f"{head} ({len(found)})", anchor=False)
            for item in found:
                _difference(item)


def _result(head: str, found: Judged) -> None:
    note(f"**{head}**")
    if isinstance(found, Scorecard):
        _verdict(found)
        return
    st.markdown(f"#### {plain(headline(found))}", anchors=False)
    total = of_most(found.total, found.most) if found.total else "not told"
    if found.rule == "risk-rules":
        total = f"{found.counts.get('high', 0)} high, {found.counts.get('medium', 0)} medium"
    figure("Risks" if found.rule == "risk-rules" else "Points", total,
           f"{100 * found.coverage:.0f} % of the weight is judged; {still_open(found)}")  # fmt: skip


def _verdict(card: Scorecard) -> None:
    if card.gives_verdict:
        st.markdown(f"#### {verdict_mark(card.verdict)}", anchors=False)
    index = f"{card.index.of_100[0]:.0f} of 100" if card.index else "not known"
    figure("Index", index, f"{written(card.expected_in_place, '.1f')} of {card.critical_total} critical "
           f"in place, {100 * card.coverage:.0f} % covered")  # fmt: skip


def _answers(seen: Preview, names: Mapping[str, str]) -> None:
    kept = "every answer is carried" if not seen.aside else "every answer is kept"
    st.markdown(f"{counted(seen.answered, 'question')} with an answer: {kept}.")
    if seen.again:
        told = listed([plain(names.get(item, item)) for item in seen.again])
        st.markdown(f":orange[:material/replay: **Answer again?**] {told}: what was answered reads "
                    "otherwise now. The answer stays, marked as given to the earlier text.")  # fmt: skip
    if seen.aside:
        told = listed([plain(names.get(item, item)) for item in seen.aside])
        note(f"Not asked any more, or not as it was answered: {told}. Their answers are kept, do not "
             "count meanwhile, and count again when the question is asked as it was.")  # fmt: skip


def _masked(seen: Preview) -> None:
    if not seen.masked:
        return
    st.subheader(
        f"The pack itself reads otherwise under your changes ({len(seen.masked)})", anchor=False
    )
    note("What this client has stays in force; look whether it still says what is meant.")
    for item in seen.masked:
        _difference(item)


def _difference(item: Difference) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(item.name)}** · {plain(item.part)}")
        left, right = st.columns(2)
        left.markdown(plain(item.before) or ":gray[not there]")
        right.markdown(plain(item.after) or ":gray[not there]")
