"""Why? in words: every figure has a trail, and each trail leads down to a capability."""

from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import trail, workbook
from reports.blocks import Table, Words
from reports.model import Report
from reports.plan_trail import gate_date
from reports.sections import build
from reports.wording import day, percent, short_day
from tests.reports import example_report as example


@cache
def report() -> Report:
    return example.report()


def held(number: trail.Number) -> trail.Trail:
    found = trail.of(number, report().scorecard, report().pack, report().forecast)
    assert found is not None
    return found


@pytest.mark.parametrize("number", trail.NUMBERS)
def test_every_figure_says_how_it_came_about(number: trail.Number) -> None:
    found = held(number)
    assert found.title
    assert all(line.strip() for line in found.lines)


def test_the_trail_of_the_verdict_names_every_reason_once_with_its_threshold() -> None:
    found = held("verdict")
    reasons = {item.capability or item.area for item in report().scorecard.reasons}
    assert {part.capability or part.area for part in found.parts} == reasons
    assert len(found.parts) == len(reasons)
    assert "40\u00a0% is needed" in " ".join(part.words for part in found.parts)


@pytest.mark.parametrize(
    ("number", "figure"),
    [
        ("coverage", lambda card: percent(card.coverage)),
        ("strength", lambda card: percent(card.evidence_strength)),
        ("in_place", lambda card: f"{card.expected_in_place:.1f} of"),
        ("claim_gap", lambda card: f"{card.claim_gap:.1f} levels"),
        ("index", lambda card: f"{card.index.of_100[0]:.0f} of 100"),
        ("confidence", lambda card: percent(card.confidence[card.verdict])),
    ],
)
def test_the_title_of_a_trail_carries_the_figure_that_is_shown(number, figure) -> None:  # type: ignore[no-untyped-def]
    assert figure(report().scorecard) in held(number).title


def test_each_dimension_has_a_trail_of_its_capabilities_with_weights() -> None:
    card, pack = report().scorecard, report().pack
    for area in card.dimensions:
        found = trail.area(card, pack, area.id)
        assert found is not None
        assert {card.capability(part.capability).area for part in found.parts} == {area.id}
        assert all("weight " in part.words for part in found.parts)


def test_what_is_not_in_an_index_is_named() -> None:
    short = example.report(said=example.answers()[:30], found=())
    areas = [item.id for item in short.scorecard.areas if item.band]
    trails = [trail.area(short.scorecard, short.pack, item) for item in areas]
    assert any("Not in it" in line for found in trails if found for line in found.lines)


def test_a_pulse_has_no_verdict_no_confidence_and_no_forecast_to_explain() -> None:
    pulse = example.report(depth="pulse")
    assert trail.of("confidence", pulse.scorecard, pulse.pack, None) is None
    assert trail.of("forecast", pulse.scorecard, pulse.pack, None) is None
    assert trail.of("verdict", pulse.scorecard, pulse.pack, None) is None


def test_the_appendix_goes_from_the_prior_to_the_finding_for_every_critical_one() -> None:
    section = next(item for item in build(report()) if item.id == "figures")
    table = [block for block in section.blocks if isinstance(block, Table)][-1]
    critical = [item for item in report().scorecard.capabilities if item.critical]
    heads = [row for row in table.rows if row.group]
    assert len(heads) == sum(item.applicable for item in critical)
    links = [
        words.target
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, tuple)
        for words in cell
        if isinstance(words, Words) and words.target.startswith("#evidence-")
    ]
    assert links


def test_the_workbook_holds_every_belief_step_by_step() -> None:
    book = load_workbook(BytesIO(workbook.render(report())))
    rows = list(book["Trail"].iter_rows(min_row=5, values_only=True))
    steps = [row for row in rows if row[3] is not None]
    wanted = sum(len(item.steps) for item in report().scorecard.capabilities if item.applicable)
    assert len(steps) == wanted
    for row in steps:
        assert sum(float(str(share)) for share in row[3:8]) == pytest.approx(1)


def test_the_gates_date_leads_back_to_every_proof_it_waits_for() -> None:
    plan = report().roadmap
    assert plan is not None
    assert plan.gate is not None
    found = gate_date(plan, report().pack)
    assert found is not None
    opening = {row.capability for row in plan.rows if row.opens_gate}
    assert {part.capability for part in found.parts} == opening
    latest = max(row.proof_end for row in plan.rows if row.opens_gate)
    assert short_day(latest) in found.parts[0].words
    assert day(plan.gate.p80) in found.title


def test_a_plan_without_a_date_has_nothing_to_explain() -> None:
    plan = report().roadmap
    assert plan is not None
    assert gate_date(plan.model_copy(update={"gate": None}), report().pack) is None
