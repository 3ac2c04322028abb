"""What would change the verdict, the forecast and the people, as sections and as sheets."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assessment.model import Answer, AnswerKind, Grade, Outcome, Respondent
from reports import pdf, workbook
from reports.blocks import (
    BandChart,
    Columns,
    Heading,
    PairChart,
    StepsChart,
    Table,
    TornadoChart,
)
from reports.blocks.words import Block, Section
from reports.model import Report
from reports.sections import build
from scoring.model import Verdict
from tests.reports import example_report as example


def all_at(level: int, grade: Grade) -> tuple[Answer, ...]:
    same = {"level": level, "grade": grade, "kind": AnswerKind.LEVEL}
    return tuple(item.model_copy(update=same) for item in example.answers())


@cache
def not_ready() -> Report:
    return example.report()


@cache
def one_blocker() -> Report:
    wanted = [item for item in example.findings() if item.id in ("f1", "f4", "f5")]
    return example.report(said=all_at(4, Grade.ARTEFACT), found=tuple(wanted))


@cache
def conditional() -> Report:
    found = tuple(item for item in example.findings() if item.outcome is not Outcome.ABSENT)
    return example.report(said=all_at(3, Grade.ARTEFACT), found=found)


@cache
def too_little() -> Report:
    return example.report(said=example.answers()[:30], found=())


def section(report: Report, name: str) -> Section:
    return next(item for item in build(report) if item.id == name)


def blocks(report: Report, name: str) -> list[Block]:
    """All blocks of a section, those in columns included."""
    found: list[Block] = []
    for block in section(report, name).blocks:
        found += (
            [part for column in block.columns for part in column]
            if isinstance(block, Columns)
            else [block]
        )
    return found


def only(report: Report, name: str, kind: type[Block]) -> Block:
    return next(block for block in blocks(report, name) if isinstance(block, kind))


def test_the_title_names_the_one_proof_that_lifts_the_verdict_with_its_shares() -> None:
    made = one_blocker()
    assert made.turning is not None
    assert [step.capability for step in made.turning.up] == ["eng.rollback"]
    title = section(made, "sensitivity").title
    assert title.startswith("Rollback and release alone, once proved, lifts the verdict to ")


def test_the_title_says_that_no_single_proof_is_enough_and_how_many_are() -> None:
    made = not_ready()
    assert made.turning is not None
    assert len(made.turning.up) > 1
    title = section(made, "sensitivity").title
    assert title.startswith("No single proof lifts the verdict; ")
    assert "together do, from" in title


def test_the_lead_says_when_the_bars_are_drawn_with_others_closed() -> None:
    made = not_ready()
    assert made.turning is not None
    assert made.turning.tornado.closed
    lead = "".join(words.text for words in section(made, "sensitivity").lead)
    assert "No single one lifts it by a point" in lead


def test_the_bars_of_the_chart_are_the_figures_of_the_tornado() -> None:
    made = not_ready()
    chart = only(made, "sensitivity", TornadoChart)
    assert isinstance(chart, TornadoChart)
    assert made.turning is not None
    drawn = [(row.low, row.now, row.high) for row in chart.rows]
    assert drawn == [(bar.low, bar.now, bar.high) for bar in made.turning.tornado.bars]


def test_a_short_set_is_drawn_as_steps_and_a_long_one_is_a_table() -> None:
    steps = only(one_blocker(), "sensitivity", StepsChart)
    assert isinstance(steps, StepsChart)
    assert [bar.words for bar in steps.bars] == ["Today", "Rollback and release"]
    long = conditional()
    assert long.turning is not None
    assert len(long.turning.up) > 8
    kinds = [type(block) for block in blocks(long, "sensitivity")]
    assert StepsChart not in kinds
    table = only(long, "sensitivity", Table)
    assert isinstance(table, Table)
    assert len(table.rows) == len(long.turning.up)


def test_from_conditional_the_ways_down_are_listed_with_their_chance() -> None:
    made = conditional()
    assert made.scorecard.verdict is Verdict.CONDITIONAL
    text = str(section(made, "sensitivity").model_dump())
    assert "found low, each turn it to not ready" in text
    assert "level 2 or lower" in text


def test_without_a_verdict_the_section_says_how_many_answers_stand_before_one() -> None:
    made = too_little()
    assert made.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE
    held = section(made, "sensitivity")
    assert held.title.endswith("stand between today and a verdict")
    assert not [block for block in held.blocks if isinstance(block, TornadoChart | StepsChart)]
    assert "0 %" not in str(held.model_dump())  # shares that are all nothing say nothing


def test_the_forecast_is_a_band_with_history_provenance_and_steps_in_plain_words() -> None:
    made = not_ready()
    assert made.forecast is not None
    held = section(made, "forecast")
    assert held.title.startswith("A scenario: of ten pilots like this about ")
    assert "%" not in held.title
    chart = only(made, "forecast", BandChart)
    assert isinstance(chart, BandChart)
    assert chart.today.low < chart.today.chance < chart.today.high
    told = str(held.model_dump())
    assert "1 of five pilots in production" in told
    assert "likelier missing than not: from " in told
    assert not [word for word in ("log odds", "Beta(") if word in told]
    assert "IDC for Lenovo 2025" in told
    assert "Gartner 2025" in told
    workings = str(section(made, "figures").model_dump())
    assert "log odds" in workings
    assert "likelier missing than not: −1.00" in workings


def test_today_lies_on_the_curve_of_the_forecast() -> None:
    made = not_ready()
    assert made.forecast is not None
    curve, today = made.forecast.curve, made.forecast.today
    above = next(point for point in curve if point.level >= today.level)
    below = [point for point in curve if point.level <= today.level][-1]
    assert below.chance <= today.chance <= above.chance


def test_without_a_verdict_nothing_is_forecast() -> None:
    assert too_little().forecast is None
    assert "forecast" not in {item.id for item in build(too_little())}


def room_of_six() -> Report:
    """Three leaders who boast on one capability and three practitioners who do not."""
    people = [
        *(Respondent(id=f"l{n}", name=f"L{n}", role="executive") for n in range(3)),
        *(Respondent(id=f"p{n}", name=f"P{n}", role="ml_engineering") for n in range(3)),
    ]
    base = example.answers()[0]
    ids = sorted({item.capability for item in example.answers()})
    said = tuple(
        base.model_copy(
            update={
                "id": f"{name}-{person.id}", "capability": name, "respondent": person.id,
                "role": person.role, "kind": AnswerKind.LEVEL, "level": _level(name, person),
                "grade": Grade.EXAMPLE,
            }
        )
        for name in ids
        for person in people
    )  # fmt: skip
    return example.report(said=said, respondents=tuple(people))


def _level(name: str, person: Respondent) -> int:
    leads = person.role == "executive"
    return {"eng.rollback": 5 if leads else 2}.get(name, 3)


def test_leaders_and_practitioners_stand_side_by_side_widest_apart_first() -> None:
    made = room_of_six()
    chart = only(made, "people", PairChart)
    assert isinstance(chart, PairChart)
    assert [row.name for row in chart.rows] == ["Rollback and release *"]
    first = chart.rows[0]
    assert (first.leaders, first.practitioners) == (5.0, 2.0)
    assert first.note == "polarised, talk about it"
    title = section(made, "people").title
    assert title.startswith("One capability divides people, most of all Rollback and release")


def three_apart() -> Report:
    """Three voices, one of them far below the others on one capability and with its reason."""
    said = tuple(
        item.model_copy(update={"level": 1, "comment": "Nobody has ever done it."})
        if (item.capability, item.respondent) == ("eng.rollback", "r3")
        else item
        for item in example.answers()
    )
    return example.report(said=said)


def test_agreement_of_few_voters_stands_in_brackets() -> None:
    chart = only(three_apart(), "people", PairChart)
    assert isinstance(chart, PairChart)
    assert [row.name for row in chart.rows] == ["Rollback and release *"]
    assert chart.rows[0].agreement.startswith("(")


def test_what_divides_people_is_quoted_from_both_sides() -> None:
    text = str(section(three_apart(), "people").model_dump())
    assert "Nobody has ever done it." in text
    assert "Says least" in text
    assert "J. Mwangi" not in text  # by role and number, unless names may be shown


def test_bars_that_would_all_look_alike_are_a_sentence() -> None:
    held = section(not_ready(), "people")
    assert not [block for block in held.blocks if isinstance(block, PairChart)]
    assert "voices differ and divide nobody" in str(held.model_dump())


def test_one_respondent_makes_no_section_on_people() -> None:
    alone = tuple(item for item in example.answers() if item.respondent == "r1")
    assert "people" not in {item.id for item in build(example.report(said=alone))}


@pytest.mark.parametrize("made", [not_ready, one_blocker, conditional, too_little, room_of_six])
def test_each_case_is_set_as_pdf_and_as_workbook(made: Callable[[], Report]) -> None:
    report = made()
    assert pdf.render(report).startswith(b"%PDF")
    book = load_workbook(BytesIO(workbook.render(report)))
    assert {"Sensitivity", "Forecast", "People"} <= set(book.sheetnames)


def test_the_sheets_hold_the_same_figures_as_the_sections() -> None:
    made = conditional()
    book = load_workbook(BytesIO(workbook.render(made)))
    rows = list(book["Sensitivity"].iter_rows(min_row=5, values_only=True))
    assert made.turning is not None
    downs = [row for row in rows if row[0] == "Way down"]
    assert [row[7] for row in downs] == pytest.approx([item.chance for item in made.turning.down])
    assert sum(row[0] == "Smallest set" for row in rows) == len(made.turning.up)
    assert made.forecast is not None
    today = next(iter(book["Forecast"].iter_rows(min_row=5, values_only=True)))
    assert list(today[3:6]) == pytest.approx(
        [
            made.forecast.today.low,
            made.forecast.today.chance,
            made.forecast.today.high,
        ]
    )


def test_ready_says_what_would_take_it_back_or_that_nothing_alone_does() -> None:
    found = tuple(item for item in example.findings() if item.outcome is Outcome.PRESENT)
    made = example.report(said=all_at(4, Grade.ACCEPTED), found=found)
    assert made.scorecard.verdict is Verdict.READY
    assert made.turning is not None
    assert not made.turning.down
    held = section(made, "sensitivity")
    assert held.title.startswith("No single capability, as low as the evidence allows")
    assert "a new finding to the contrary" in str(held.model_dump())


def test_the_minutes_in_the_title_are_those_of_the_rows_below_it() -> None:
    made = conditional()
    assert made.turning is not None
    table = [block for block in blocks(made, "sensitivity") if isinstance(block, Table)][-1]
    minutes = sum(item.minutes for item in made.turning.verify[: len(table.rows)])
    assert len(made.turning.verify) > len(table.rows)
    told = f"{minutes / 60:.1f}\u00a0hours" if minutes > 90 else f"{minutes:.0f}\u00a0minutes"
    heads = [block.text for block in blocks(made, "sensitivity") if isinstance(block, Heading)]
    assert any(told in head for head in heads)
