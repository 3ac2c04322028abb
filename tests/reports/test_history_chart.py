"""The index over the results of the past, where there is a past."""

from datetime import timedelta

from reportlab.graphics.shapes import PolyLine

from reports import fonts
from reports.blocks import HistoryChart, Prose, Section
from reports.charts import history
from reports.html.numbers import numbers
from reports.model import PastResult, Report
from reports.sections import movement
from reports.wording import VERDICT_WORDS
from scoring.comparison import Comparison
from scoring.model import Verdict
from tests.reports import example_report as example


def report(*past: float, others: int = 0, rules: str = "") -> Report:
    """With so many of the past results, the oldest ones, judged by another version of the pack."""
    made = example.report()
    own = made.scorecard.pack
    other = own.model_copy(update={"version": "0.9", "digest": "another"})
    found = tuple(
        PastResult(
            id=f"s{place}", at=example.AS_OF - timedelta(days=60 * (len(past) - place)),
            verdict=Verdict.NOT_READY, index=index, levels=(),
            pack=other if place < others else own, scoring=rules,
        )
        for place, index in enumerate(past)
    )  # fmt: skip
    before = Comparison(
        before_at=example.READ, after_at=example.AS_OF, comparable=True, movements=(),
        verdict_before=Verdict.NOT_READY, verdict_after=Verdict.NOT_READY,
        index_before=2.0, index_after=2.1,
    )  # fmt: skip
    return made.model_copy(update={"history": found, "previous": before})


def charts(given: Report) -> list[HistoryChart]:
    section = movement.build(given)
    assert isinstance(section, Section)
    return [block for block in section.blocks if isinstance(block, HistoryChart)]


def test_the_line_runs_over_the_frozen_results_to_the_result_of_now() -> None:
    given = report(1.8, 2.2)
    (chart,) = charts(given)
    card = given.scorecard
    assert card.index is not None
    assert [point.index for point in chart.points] == [1.8, 2.2, card.index.level]
    assert chart.points[-1].day == card.as_of.date()
    assert "rose from 1.8 to" in chart.alt
    table = numbers(chart)
    assert table is not None
    assert len(table.rows) == 3


def test_the_frozen_result_that_the_report_shows_is_not_told_twice() -> None:
    given = report(1.8, 2.2).model_copy(update={"snapshot": "s1"})
    assert len(charts(given)[0].points) == 2


def test_without_a_past_nothing_is_drawn() -> None:
    assert charts(report()) == []


def words_of(given: Report) -> str:
    section = movement.build(given)
    assert isinstance(section, Section)
    prose = (block for block in section.blocks if isinstance(block, Prose))
    return " ".join(words.text for block in prose for words in block.content)


def rows_of(chart: HistoryChart) -> list[str]:
    """The last column of the chart's numbers."""
    table = numbers(chart)
    assert table is not None
    last = (row.cells[-1] for row in table.rows)
    return ["".join(words.text for words in cell) for cell in last if isinstance(cell, tuple)]


def drawn(chart: HistoryChart) -> tuple[int, int]:
    """How many lines between results, and how many signs that two do not compare."""
    fonts.register()
    shapes = history.draw(chart).drawing.contents
    return (
        sum(isinstance(shape, PolyLine) for shape in shapes),
        sum(getattr(shape, "text", "") == "≠" for shape in shapes),
    )


def test_where_the_pack_just_changed_the_points_stand_apart_and_a_sentence_says_why() -> None:
    given = report(1.8, 2.2, others=2)
    (chart,) = charts(given)
    assert [point.joined for point in chart.points] == [True, True, False]
    assert drawn(chart) == (1, 1)
    assert "rose" not in chart.alt
    assert "≠ 16" in chart.alt
    assert "they do not compare" in words_of(given)


def test_a_result_of_before_the_pack_changed_is_drawn_and_not_joined() -> None:
    (chart,) = charts(report(1.8, 2.2, others=1))
    assert [point.joined for point in chart.points] == [True, False, True]
    assert drawn(chart) == (1, 1)
    assert rows_of(chart) == ["", "≠", "compares"]


def test_other_rules_of_scoring_part_two_results_as_another_pack_does() -> None:
    (chart,) = charts(report(1.8, rules="0"))
    assert [point.joined for point in chart.points] == [True, False]


def test_results_of_one_version_have_no_sign_and_no_word_about_it() -> None:
    given = report(1.8, 2.2)
    assert drawn(charts(given)[0]) == (2, 0)
    assert "do not compare" not in words_of(given)
    assert set(rows_of(charts(given)[0])) <= set(VERDICT_WORDS.values())


def test_days_that_would_meet_are_left_out_and_the_last_one_never() -> None:
    fonts.register()
    (chart,) = charts(report(*(2 + n / 100 for n in range(12))))
    words = [shape.text for shape in history.draw(chart).drawing.contents if hasattr(shape, "text")]
    days = [word for word in words if word.endswith(("2026", "2025", "2024"))]
    assert 2 <= len(days) <= 8
    assert days.count("16\xa0Nov\xa02026") == 1
