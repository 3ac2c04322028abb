"""From now to the target: which step of the plan brings what, in figures that the plan reckoned."""

from itertools import pairwise

import pytest

from reports.around import around_report
from reports.blocks import ClimbChart, Section
from reports.html import numbers
from reports.model import Report
from reports.paper import PageSize
from reports.pdf import render, render_sections
from reports.sections import climb
from scoring.model import Verdict
from scoring.roadmap_model import Roadmap
from tests.reports import example_report as example
from tests.reports.pdf_reading import texts


def section() -> Section:
    made = climb.build(example.report())
    assert made is not None
    return made


def chart() -> ClimbChart:
    found = section().blocks[0]
    assert isinstance(found, ClimbChart)
    return found


def plan() -> Roadmap:
    found = example.report().roadmap
    assert found is not None
    return found


def test_each_step_begins_where_the_one_before_ended_and_the_first_at_todays_index() -> None:
    rows, card = chart().rows, example.report().scorecard
    assert card.index is not None
    assert rows[0].before == pytest.approx(card.index.level)
    assert all(one.after == after.before for one, after in pairwise(rows))
    assert [row.day for row in rows] == sorted(row.day for row in rows)


def test_every_initiative_of_the_plan_is_a_step() -> None:
    planned = {item.id.removeprefix("I-"): item.opens_gate for item in plan().rows}
    assert {row.id: row.opens_gate for row in chart().rows} == planned


def test_the_title_counts_the_steps_that_are_half_of_the_way() -> None:
    steps = plan().climb
    gains = sorted((b.index - a.index for a, b in pairwise(steps)), reverse=True)
    half = (steps[-1].index - steps[0].index) / 2
    number = next(n for n in range(1, len(gains) + 1) if sum(gains[:n]) >= half)
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight")[number - 1]
    assert f"{words} of {len(gains)} proofs" in section().title
    assert f"from {steps[0].index:.1f} to {steps[-1].index:.1f}" in section().title


def test_a_plan_that_lifts_nothing_says_that_proof_is_missing() -> None:
    flat = tuple(step.model_copy(update={"index": 3.0}) for step in plan().climb)
    told = climb.title(plan().model_copy(update={"climb": flat}))
    assert told == "All work proved keeps the index at 3.0: what is missing is proof"


def test_without_a_plan_or_with_a_single_step_there_is_no_such_section() -> None:
    assert climb.build(example.report(depth="pulse")) is None
    one = plan().model_copy(update={"climb": plan().climb[:2]})
    assert climb.build(example.report().model_copy(update={"roadmap": one})) is None


def test_a_step_that_has_no_row_in_the_plan_is_told_and_leads_nowhere() -> None:
    steps = plan().climb
    strange = (steps[0], steps[1].model_copy(update={"initiative": "I-ELSEWHERE-01"}), *steps[2:])
    report = example.report()
    road = plan().model_copy(update={"climb": strange})
    made = climb.build(report.model_copy(update={"roadmap": road}))
    assert made is not None
    block = made.blocks[0]
    assert isinstance(block, ClimbChart)
    assert (block.rows[0].id, block.rows[0].name) == ("ELSEWHERE-01", "")
    assert block.rows[0].target == ""
    assert [row.after for row in block.rows] == [step.index for step in steps[1:]]
    content = render_sections((made,), around_report(report), "A4")
    assert "ELSEWHERE-01" in texts(content)[0]


def test_where_too_little_is_answered_no_climb_is_drawn() -> None:
    report = example.report(said=example.answers()[:30], found=())
    assert report.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE
    assert report.roadmap is not None
    assert len(report.roadmap.climb) > 2
    assert climb.build(report) is None


def test_page_and_table_of_the_accessible_report_tell_the_same_steps() -> None:
    block = chart()
    page = next(
        text for text in texts(render(example.report())) if "Index after each proof" in text
    )
    table = numbers.numbers(block)
    assert table is not None
    for row, told in zip(block.rows, table.rows, strict=True):
        assert row.id in page
        said = " ".join(
            words.text for cell in told.cells if isinstance(cell, tuple) for words in cell
        )
        assert f"{row.before:.2f}" in said
        assert f"{row.after:.2f}" in said


def many(number: int) -> Report:
    """The example with so many steps, repeated from its own."""
    steps = plan().climb[1:]
    long = (plan().climb[0], *(steps[place % len(steps)] for place in range(number)))
    road = plan().model_copy(update={"climb": long})
    return example.report().model_copy(update={"roadmap": road})


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("number", [46, 90])
def test_a_climb_of_very_many_steps_is_still_printed_and_ends_on_its_page(
    size: PageSize, number: int
) -> None:
    made = climb.build(many(number))
    assert made is not None
    content = render_sections((made,), around_report(example.report()), size)
    first = texts(content)[0]
    assert "Today," in first
    assert "All proved" in first
