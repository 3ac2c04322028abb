"""Two results side by side: the sentence, both verdicts, and every capability that moved."""

import streamlit as st

from content.locales import written
from content.model import Pack
from reports.movement_words import meanings, on_word_alone, parts
from reports.wording import signed
from scoring.comparison import SURE, Comparison
from ui.components import frame
from ui.components.charts.moved import Moved, moved
from ui.components.note import note
from ui.components.wording import capital, day, listed, number, percent, plain, verdict_mark


def headline(comparison: Comparison, *, verdicts: bool) -> None:
    """How far, and both verdicts where the depth gives any."""
    st.header(_distance(comparison), anchor=False)
    before, after = verdict_mark(comparison.verdict_before), verdict_mark(comparison.verdict_after)
    if verdicts:
        st.markdown(f"{before} on {day(comparison.before_at)}, {after} now.")
    if comparison.note:
        note(plain(comparison.note))


def movements(comparison: Comparison, pack: Pack) -> None:
    """What moved by capability and by area, each with its causes; first what rose on word alone."""
    if not comparison.comparable:
        st.warning(
            "The two were made with different versions of the pack; their items are not compared."
        )
        return
    if not comparison.movements:
        st.markdown(":gray[No capability moved.]")
        return
    _capabilities(comparison, pack)
    _areas(comparison, pack)
    held = [
        *(item.parts for item in comparison.areas),
        *(item.parts for item in comparison.movements),
    ]
    if told := meanings(held):
        note(f"{capital(told)}.")


def _capabilities(comparison: Comparison, pack: Pack) -> None:
    sure = sum(item.probability_risen >= SURE for item in comparison.movements)
    rises = "rise is" if sure == 1 else "rises are"
    st.subheader(f"{number(sure)} {rises} sure enough to be called improved", anchor=False)
    if alone := on_word_alone(comparison.movements):
        names = listed([pack.capability(item.capability).short_name for item in alone])
        rose = "level rose" if len(alone) == 1 else "levels rose"
        st.warning(
            f"{number(len(alone))} {rose} with nothing new shown or seen: {plain(names)}. "
            "Ask for what changed."
        )
    ranked = sorted(comparison.movements, key=lambda item: -abs(item.after - item.before))
    rows = [
        Moved(pack.capability(item.capability).short_name, item.before, item.after,
              parts(item.parts), percent(item.probability_risen))
        for item in ranked
    ]  # fmt: skip
    _chart(rows, "chance it rose")
    note("○ then, ● now. “Improved” is said from 80 % upward only.")


def _areas(comparison: Comparison, pack: Pack) -> None:
    rows = [
        Moved(next(area.name for area in pack.areas if area.id == item.area), item.before,
              item.after, parts(item.parts), signed(item.after - item.before))
        for item in comparison.areas
    ]  # fmt: skip
    if rows:
        st.subheader("What moved each gap and dimension", anchor=False)
        _chart(rows, "change")


def _chart(rows: list[Moved], heading: str) -> None:
    alt = "; ".join(
        f"{row.name} from {written(row.before, '.1f')} to {written(row.after, '.1f')}"
        + (f": {row.cause}" if row.cause else "")
        for row in rows
    )
    spec = moved(rows, heading, frame.colours())
    st.vega_lite_chart(spec=spec, theme=None, alt=alt)


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
