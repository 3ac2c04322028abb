"""What another version of the pack would do: the verdict, the answers, every text side by side."""

import streamlit as st

from content.model import Pack
from content.pack_difference import Difference
from engagement.upgrading import Preview
from scoring.model import Scorecard
from ui.components.note import figure, note
from ui.components.wording import counted, listed, plain, verdict_mark

HEADS = (
    ("added", "Added"), ("gone", "Gone"), ("asked", "Asked or not"), ("text", "Reworded"),
    ("critical", "Critical"), ("weight", "Weights"), ("threshold", "Thresholds"),
    ("other", "Everything else"),
)  # fmt: skip


def upgrade_preview(seen: Preview, pack: Pack) -> None:
    """Verdict before and after, then the answers, then the differences by kind."""
    left, right = st.columns(2)
    with left:
        _verdict("Now", seen.card_before)
    with right:
        _verdict("With this version", seen.card_after)
    _answers(seen, pack)
    _masked(seen)
    for kind, head in HEADS:
        found = [item for item in seen.differences if item.kind == kind]
        if found:
            st.subheader(f"{head} ({len(found)})", anchor=False)
            for item in found:
                _difference(item)


def _verdict(head: str, card: Scorecard) -> None:
    note(f"**{head}**")
    if card.gives_verdict:
        st.markdown(f"#### {verdict_mark(card.verdict)}", anchors=False)
    index = f"{card.index.of_100[0]:.0f} of 100" if card.index else "not known"
    figure("Index", index, f"{card.expected_in_place:.1f} of {card.critical_total} critical in place, "
           f"{100 * card.coverage:.0f} % covered")  # fmt: skip


def _answers(seen: Preview, pack: Pack) -> None:
    st.markdown(f"{counted(seen.answered, 'question')} with an answer: every answer is carried.")
    names = {item.id: plain(item.short_name) for item in pack.capabilities}
    if seen.again:
        told = listed([names.get(item, plain(item)) for item in seen.again])
        st.markdown(f":orange[:material/replay: **Answer again?**] {told}: what was answered reads "
                    "otherwise now. The answer stays, marked as given to the earlier text.")  # fmt: skip
    if seen.aside:
        told = listed([names.get(item, plain(item)) for item in seen.aside])
        note(f"Not asked any more: {told}. Their answers are kept and count again when they are.")


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
