"""The index over the results of the past, where there is a past."""

from datetime import timedelta

from reports import fonts
from reports.blocks import HistoryChart, Section
from reports.charts import history
from reports.html.numbers import numbers
from reports.model import PastResult, Report
from reports.sections import movement
from scoring.comparison import Comparison
from scoring.model import Verdict
from tests.reports import example_report as example


def report(*past: float, comparable: bool = True) -> Report:
    made = example.report()
    found = tuple(
        PastResult(
            id=f"s{place}", at=example.AS_OF - timedelta(days=60 * (len(past) - place)),
            verdict=Verdict.NOT_READY, index=index, levels=(),
        )
        for place, index in enumerate(past)
    )  # fmt: skip
    before = Comparison(
        before_at=example.READ, after_at=example.AS_OF, comparable=comparable, movements=(),
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


def test_without_a_past_or_with_one_that_cannot_be_compared_nothing_is_drawn() -> None:
    assert charts(report()) == []
    assert charts(report(1.8, 2.2, comparable=False)) == []


def test_days_that_would_meet_are_left_out_and_the_last_one_never() -> None:
    fonts.register()
    (chart,) = charts(report(*(2 + n / 100 for n in range(12))))
    words = [shape.text for shape in history.draw(chart).drawing.contents if hasattr(shape, "text")]
    days = [word for word in words if word.endswith(("2026", "2025", "2024"))]
    assert 2 <= len(days) <= 8
    assert days.count("16\xa0Nov\xa02026") == 1
