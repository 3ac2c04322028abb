"""Two results side by side: the sentence, both verdicts, and every capability that moved."""

import streamlit as st

from content.model import Pack
from scoring.comparison import Cause, Comparison
from ui.components import frame
from ui.components.charts.moved import moved
from ui.components.note import note
from ui.components.wording import day, number, plain, verdict_mark

CAUSES = {
    Cause.ANSWER: "answer changed", Cause.FINDING: "seen anew", Cause.BOTH: "answer and finding",
    Cause.NONE: "time or neighbours",
}  # fmt: skip


def headline(comparison: Comparison, *, verdicts: bool) -> None:
    """How far, and both verdicts where the depth gives any."""
    st.header(_distance(comparison), anchor=False)
    before, after = verdict_mark(comparison.verdict_before), verdict_mark(comparison.verdict_after)
    if verdicts:
        st.markdown(f"{before} on {day(comparison.before_at)}, {after} now.")
    if comparison.note:
        note(plain(comparison.note))


def movements(comparison: Comparison, pack: Pack) -> None:
    """One row a capability that moved: before, after, likely cause, chance that it rose."""
    if not comparison.comparable:
        st.warning(
            "The two were made with different versions of the pack; their items are not compared."
        )
        return
    if not comparison.movements:
        st.markdown(":gray[No capability moved.]")
        return
    sure = sum(item.probability_risen >= 0.8 for item in comparison.movements)
    rises = "rise is" if sure == 1 else "rises are"
    st.subheader(f"{number(sure)} {rises} sure enough to be called improved", anchor=False)
    alt = "; ".join(
        f"{pack.capability(item.capability).short_name} from {item.before:.1f} to "
        f"{item.after:.1f}, {CAUSES[item.cause]}" for item in comparison.movements
    )  # fmt: skip
    spec = moved(comparison, pack, CAUSES, frame.colours())
    st.vega_lite_chart(spec=spec, theme=None, alt=alt)
    note("○ then, ● now. “Improved” is said from 80 % upward only.")


def _distance(comparison: Comparison) -> str:
    before, after = comparison.index_before, comparison.index_after
    if before is None or after is None:
        return "Not comparable as an index"
    points = round(25 * (after - 1)) - round(25 * (before - 1))
    if points == 0:
        return f"No change of the index since {day(comparison.before_at)}"
    word = "point" if abs(points) == 1 else "points"
    direction = "up" if points > 0 else "down"
    return f"{number(abs(points))} {word} {direction} since {day(comparison.before_at)}"
