"""Two results side by side: the sentence, both verdicts, and every capability that moved."""

from collections.abc import Iterator, Sequence

import streamlit as st

from content.locales import written
from content.model import Pack
from reports.movement_words import chance, meanings, on_word_alone, parts, under_told
from reports.wording import signed
from scoring.comparison import Comparison
from scoring.over_results import DimensionCourse
from ui.components import frame
from ui.components.charts.moved import Moved, moved
from ui.components.charts.over_results import described, over_results
from ui.components.drawing import draw
from ui.components.note import note
from ui.components.wording import capital, day, listed, number, plain, verdict_mark

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
    st.subheader(_sure(comparison), anchor=False)
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
              parts(item.parts), chance(item))
        for item in ranked
    ]  # fmt: skip
    _chart(rows, "chance it is real")
    note(
        "○ then, ● now. A level is said to have risen or fallen from a chance of 80 % upward only."
    )


def _sure(comparison: Comparison) -> str:
    """How many levels rose or fell with enough certainty to be called that."""
    rose = sum(item.rose for item in comparison.movements)
    fell = sum(item.fell for item in comparison.movements)
    if not rose and not fell:
        return "No level rose or fell with certainty"
    risen = f"{number(rose)} {'level' if rose == 1 else 'levels'} rose"
    fallen = f"{number(fell).lower()} fell" if fell else "none fell"
    return f"{risen if rose else 'No level rose'} and {fallen} with certainty"


def _areas(comparison: Comparison, pack: Pack) -> None:
    rows = [
        Moved(next(area.name for area in pack.areas if area.id == item.area), item.before,
              item.after, parts(item.parts), signed(item.after - item.before))
        for item in comparison.areas
    ]  # fmt: skip
    if rows:
        st.subheader("What moved each gap and dimension", anchor=False)
        _chart(rows, "change")


def dimensions(courses: Sequence[DimensionCourse], pack: Pack) -> None:
    """One chart a dimension, over the frozen results and now; nothing before there are two of them."""
    held = [item for item in courses if len(item.points) > 1]
    if not held:
        return
    st.subheader("Each dimension over the results", anchor=False)
    names = {area.id: area.name for area in pack.areas}
    for place, course in zip(st.columns(len(held)), held, strict=True):
        name = names.get(course.area, course.area)
        with place:
            st.markdown(f"**{plain(name)}**")
            draw(over_results, course, pack, alt=described(course, name))
    apart = any(not item.joined for course in held for item in course.points[1:])
    other = (
        " ≠: another version of the pack or of the rules; the two do not compare." if apart else ""
    )
    note(f"Index on levels 1 to 5; the bar is the 80 % interval.{other}")


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
