"""The marks of verdicts: told apart without any colour."""

from itertools import combinations

import pytest
from reportlab.graphics.shapes import Circle, Line, Polygon, Rect

from reports import colours
from reports.charts import marks
from reports.charts.sheet import Sheet

TONES = ("ready", "conditional", "not_ready", "quiet")


def shapes(tone: colours.Tone) -> list[object]:
    sheet = Sheet(20, 20)
    marks.verdict(sheet, tone, 10, 10, 6)
    return list(sheet.drawing.contents)


def form(tone: colours.Tone) -> tuple[tuple[str, bool], ...]:
    """The kinds of shape, and whether each is filled with more than paper."""
    held = []
    for shape in shapes(tone):
        assert isinstance(shape, Circle | Line | Polygon | Rect)
        held.append((type(shape).__name__, getattr(shape, "fillColor", None) != colours.PAPER))
    return tuple(held)


@pytest.mark.parametrize(("one", "other"), list(combinations(TONES, 2)))
def test_no_two_verdicts_differ_by_colour_alone(one: colours.Tone, other: colours.Tone) -> None:
    assert form(one) != form(other)


def test_a_square_is_crossed_so_that_in_grey_it_is_no_disc() -> None:
    crosses = [shape for shape in shapes("not_ready") if isinstance(shape, Line)]
    assert len(crosses) == 2
    assert {shape.strokeColor for shape in crosses} == {colours.PAPER}
