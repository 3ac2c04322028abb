"""Two results side by side: the sentence, both verdicts, and every capability that moved."""

from collections.abc import Iterator

import streamlit as st

from content.locales import written
from content.model import Pack
from reports.movement_words import meanings, on_word_alone, parts, under_told
from reports.wording import signed
from scoring.comparison import SURE, Comparison
from ui.components import frame
from ui.components.charts.moved import Moved, moved
from ui.components.note import note
from ui.components.wording import capital, day, listed, number, percent, plain, verdict_mark

_TOLD = 0.05
"""Levels under which a change prints as nothing."""


def headline(comparison: Comparison, *, verdicts: bool) -> None:
    """How far, and both verdicts where the depth gives any."""
    st.header(_distance(comparison), anchor=False)
    before, after = verdict_mark(comparison.verdict_before), verdict_mark(comparison.verdict_after)
    if verdicts:
        st.markdown(f"{before} on {day(comparison.before_at)}, {after} now.")
    if told := under_told(comparison, verdicts=verdicts):
        st.markdown(plain(told))
    if comparison.note:
        note(plain(comparison.note))


def movements(comparison: Comparison, pack: Pack) -> None:
    """What moved by capability and by area, each with its causes; first what rose on word alone."""
    if not comparison.comparable:
        st.warning("Only results of the same questions are compared, level by level.")
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


def by_version(comparison: Comparison, pack: Pack) -> None:
    """What another version of the pack alone moves, before anybody takes it."""
    rows = [
        Moved(name, before, after, "", signed(after - before))
        for name, before, after in _by_version(comparison, pack)
        if abs(after - before) >= _TOLD
    ]
    if rows:
        st.subheader("What the version alone moves", anchor=False)
        _chart(rows, "change")
        note("○ now, ● with this version. Track tells the same as the part of the pack.")
    else:
        st.markdown("The version alone moves no level by a tenth or more.")
    if comparison.note:
        note(plain(comparison.note))


def _by_version(comparison: Comparison, pack: Pack) -> Iterator[tuple[str, float, float]]:
    """The whole, the gaps and dimensions, then the capabilities, the widest move first."""
    if comparison.index_before is not None and comparison.index_after is not None:
        yield "Overall index", comparison.index_before, comparison.index_after
    names = {area.id: area.name for area in pack.areas}
    for area in comparison.areas:
        yield names.get(area.area, area.area), area.before, area.after
    for item in sorted(comparison.movements, key=lambda item: -abs(item.after - item.before)):
        yield pack.capability(item.capability).short_name, item.before, item.after


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
