"""The use cases together, as a section and as a sheet."""

from datetime import date
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from content.portfolio import portfolio_judgement
from reports import pdf, result_json, workbook
from reports.blocks import Table
from reports.model import Report
from reports.portfolio_words import impact_title, stop_sentences
from reports.sections import build
from scoring.portfolio import ranked
from scoring.portfolio_model import Candidate, Inheritance, Portfolio, SequenceStep, Work
from scoring.portfolio_stop import stop_rule
from tests.reports import example_report as example

JUDGEMENT = portfolio_judgement()


def cases() -> tuple[Candidate, ...]:
    parts = {part.id: 4 for part in JUDGEMENT.parts}
    return (
        Candidate(id="a", name="Returns", value_low=80e3, value_high=130e3, feasibility=parts),
        Candidate(id="b", name="Forecast", value_low=40e3, value_high=90e3, feasibility=parts),
        Candidate(id="c", name="Assistant"),
    )


def work(effort: float, day: date) -> Work:
    return Work(
        effort_low=effort / 2, effort_mid=effort, effort_high=2 * effort, cost_mid=4000 * effort,
        whole_effort_mid=effort, gate_p50=day, gate_p80=day,
    )  # fmt: skip


@cache
def together() -> Report:
    plan = example.report().roadmap
    ranking = ranked(cases(), JUDGEMENT)
    gate = date(2027, 3, 1)
    built = Inheritance(
        initiative="I", title="Delivery pipeline", built_for="Returns", day=gate, effort_mid=4.0
    )
    steps = (
        SequenceStep(id="a", name="Returns", start=example.AS_OF.date(), alone=work(20, gate),
                     after=work(20, gate)),
        SequenceStep(id="b", name="Forecast", start=gate, alone=work(16, date(2027, 7, 1)),
                     after=work(12, date(2027, 6, 1)), inherits=(built,)),
        SequenceStep(id="c", name="Assistant", why_not="It is not assessed yet."),
    )  # fmt: skip
    held = Portfolio(
        ranking=ranking, stop=stop_rule(ranking, plan, JUDGEMENT), sequence=steps, currency="EUR"
    )
    return example.report(portfolio=held)


def test_the_section_says_which_first_how_firmly_and_when_to_stop_it() -> None:
    section = next(item for item in build(together()) if item.id == "use-cases")
    assert section.title == "Start with one: Returns"
    words = section.model_dump_json()
    held = together().portfolio
    assert held
    for line in stop_sentences(held, JUDGEMENT):
        assert line in words
    assert "Forecast is 25\\u00a0% cheaper" in words or "Forecast is 25\u00a0% cheaper" in words
    assert "Nobody has said yet: Assistant: value" in words
    assert "It is not assessed yet." in words
    assert len([block for block in section.blocks if isinstance(block, Table)]) == 2


@pytest.mark.parametrize(("value", "fit", "told"), [
    (130e3, 5, "The first is worth most and is the most feasible"),
    (130e3, 2, "The first is worth most, though not the most feasible"),
    (20e3, 5, "The first is the most feasible, though not worth most"),
])  # fmt: skip
def test_the_picture_says_in_its_title_what_it_shows(value: float, fit: int, told: str) -> None:
    first = Candidate(id="a", name="A", value_low=value, value_high=value,
                      feasibility={part.id: fit for part in JUDGEMENT.parts})  # fmt: skip
    second = Candidate(id="b", name="B", value_low=50e3, value_high=50e3,
                       feasibility={part.id: 3 for part in JUDGEMENT.parts})  # fmt: skip
    ranking = ranked((first, second), JUDGEMENT)
    standings = sorted(ranking.standings, key=lambda item: item.id)
    held = Portfolio(
        ranking=ranking.model_copy(update={"standings": tuple(standings)}), stop=None, sequence=()
    )
    assert impact_title(held) == told


def test_a_client_with_one_use_case_is_told_its_value_and_stop_and_one_row() -> None:
    alone = example.report()
    page = next(item for item in build(alone) if item.id == "use-cases")
    assert page.title == f"One use case: {alone.use_case.name}"
    for words in ("Value a quarter", "Baseline", "Nobody has said when to stop", "Runner-up"):
        assert words in str(page.blocks)
    assert not any(isinstance(block, Table) for block in page.blocks)
    sheet = load_workbook(BytesIO(workbook.render(alone)))["Use cases"]
    assert [sheet["B5"].value, sheet["B6"].value] == [alone.use_case.name, None]


def test_the_sheet_leaves_empty_what_nobody_stated() -> None:
    sheet = load_workbook(BytesIO(workbook.render(together())))["Use cases"]
    head = [cell.value for cell in sheet[4]]
    rows = {row[2]: dict(zip(head, row, strict=True)) for row in sheet.values if row[2]}
    assert rows["Assistant"]["Value low"] is None
    assert rows["Assistant"]["Value stated"] == "no"
    assert rows["Returns"]["Value low"] == 80e3
    assert (rows["Forecast"]["Effort to gate"], rows["Forecast"]["Effort alone"]) == (12, 16)
    assert rows["Assistant"]["Effort to gate"] is None


def test_the_pdf_and_the_json_hold_it_too() -> None:
    assert pdf.render(together())[:4] == b"%PDF"
    assert b'"portfolio"' in result_json.render(together())
