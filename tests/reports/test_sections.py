"""What the sections say: titles that agree with the figures, for every case a report can be in."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import reports.sections
from assessment.model import (
    Answer,
    AnswerKind,
    Finding,
    Grade,
    Outcome,
    Overrule,
    Reading,
    Waiver,
)
from content.traits import RiskClass
from reports.blocks import (
    DumbbellRow,
    Dumbbells,
    Entry,
    Gantt,
    GateChart,
    Reason,
    Reasons,
    Section,
    State,
    Table,
    Words,
)
from reports.costs import by_role
from reports.crosswalk import standings
from reports.entries import finding_numbers
from reports.model import Decision, Report
from reports.risks import risks
from reports.sections import build, gaps, investment, modules, regulation
from reports.sections.answer import share_by_the_gate
from reports.sections.regulation import NOT_ADVICE
from reports.wording import NBSP, count, day, percent
from scoring.comparison import AreaMovement, Comparison, Movement
from scoring.model import State as State_
from scoring.model import Verdict
from scoring.movement_causes import Cause
from scoring.movement_split import Part
from tests.reports import example_report as example

TAKEN = Decision(title="Fund it", text="All of it", owner="L. Brandt", proposed=False)


def section(report: Report, name: str) -> Section:
    return next(item for item in build(report) if item.id == name)


@cache
def standard() -> tuple[Report, tuple[Section, ...]]:
    """The report of the example with its sections, made once."""
    report = example.report()
    return report, build(report)


def its(name: str) -> Section:
    return next(item for item in standard()[1] if item.id == name)


def all_at(level: int, grade: Grade) -> tuple[Answer, ...]:
    """Everybody says the same level with the same evidence."""
    same = {"level": level, "grade": grade, "kind": AnswerKind.LEVEL}
    return tuple(item.model_copy(update=same) for item in example.answers())


def ready() -> Report:
    found = tuple(item for item in example.findings() if item.outcome.value == "present")
    return example.report(said=all_at(4, Grade.ACCEPTED), found=found)


def conditional() -> Report:
    return example.report(said=all_at(4, Grade.STATEMENT), found=())


def states(report: Report) -> list[str]:
    """The words in the last column of the live metrics."""
    table = next(b for b in section(report, "metrics").blocks if isinstance(b, Table))
    return [cell.word for row in table.rows for cell in row.cells if isinstance(cell, State)]


def test_sections_come_in_the_order_of_their_numbers() -> None:
    orders = [module.ORDER for module in modules()]
    assert orders == sorted(orders)
    _, made = standard()
    assert [item.id for item in made if item.alone] == [
        "cover", "answer", "scope", "use-cases", "gate", "capabilities", "gap-data",
        "gap-engineering", "gap-organization", "claims", "sensitivity", "forecast", "roadmap",
        "investment", "risks", "regulation", "metrics", "decisions",
    ]  # fmt: skip
    assert all(item.name.startswith("Appendix: ") for item in made if not item.alone)


def test_adding_a_section_is_adding_one_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from reports.blocks import Section\nORDER = 15\n"
        "def build(report):\n"
        "    return Section(id='new', name='New', title='It is new', blocks=())\n"
    )
    (tmp_path / "brand_new.py").write_text(code)
    monkeypatch.setattr(reports.sections, "__path__", [*reports.sections.__path__, str(tmp_path)])
    modules.cache_clear()
    ids = [item.id for item in build(example.report())]
    modules.cache_clear()
    assert ids[:4] == ["cover", "answer", "new", "scope"]


@pytest.mark.parametrize(
    ("report", "verdict", "start"),
    [
        (ready, Verdict.READY, "Ready: all 14 critical controls"),
        (conditional, Verdict.CONDITIONAL, "Conditional (provisional, on statements only): "),
        (example.report, Verdict.NOT_READY, "Not ready yet: "),
    ],
)
def test_the_answer_opens_with_its_verdict(
    report: Callable[[], Report], verdict: Verdict, start: str
) -> None:
    made = report()
    assert made.scorecard.verdict is verdict
    assert section(made, "answer").title.startswith(start)


def test_without_enough_answers_the_title_counts_what_is_open() -> None:
    report = example.report(said=(), found=())
    critical = report.scorecard.critical_total
    assert f"{critical} critical questions have no answer" in section(report, "answer").title


def test_the_gate_title_counts_what_its_chart_shows_as_blocking_and_as_conditional() -> None:
    gate = section(example.report(), "gate")
    chart = next(block for block in gate.blocks if isinstance(block, GateChart))
    shown = [("(gap)" in row.name, row.state.tone) for row in chart.rows]
    counts = [shown.count((gap, "not_ready")) for gap in (False, True)]
    assert counts == [1, 3]
    assert shown.count((False, "conditional")) == 3
    assert gate.title == (
        "One of five dimensions and three gaps block the gate; three dimensions are conditional"
    )


def test_gate_rows_come_worst_first_and_blocking_gaps_before_dimensions() -> None:
    gate = section(example.report(), "gate")
    chart = next(block for block in gate.blocks if isinstance(block, GateChart))
    gaps = ["(gap)" in row.name for row in chart.rows]
    assert gaps == sorted(gaps, reverse=True)
    chances = [row.chance for row in chart.rows if "(gap)" not in row.name]
    assert chances == sorted(chances, key=lambda item: 2.0 if item is None else item)


def test_distances_are_printed_as_claimed_minus_used_widest_first() -> None:
    chart = next(b for b in section(example.report(), "claims").blocks if isinstance(b, Dumbbells))
    first: DumbbellRow = chart.rows[0]
    assert first.difference == f"+{first.claimed - first.used:.1f}"
    distances = [row.claimed - row.used for row in chart.rows]
    assert distances == sorted(distances, reverse=True)


def test_the_claims_title_counts_the_critical_conflicts_of_the_table() -> None:
    report = example.report()
    critical = [i for i in report.scorecard.capabilities if i.conflict_open and i.critical]
    assert len(critical) == 3
    assert "three critical controls are in open conflict" in section(report, "claims").title


def test_the_metrics_title_counts_the_states_of_the_table() -> None:
    report = example.report()
    shown = states(report)
    counts = [shown.count(word) for word in ("met", "not met", "uncertain")]
    assert counts == [3, 2, 2]
    title = section(report, "metrics").title
    assert title.startswith(
        "Three of 52 exit metrics meet their targets: two do not, two uncertain"
    )


def test_a_metric_that_nobody_read_is_not_read_and_not_a_failure() -> None:
    report = example.report(found=())
    assert "meets its target" in section(report, "metrics").title
    assert "not read yet" in section(report, "metrics").title
    assert "do not" not in section(report, "metrics").title


def test_proposed_decisions_are_marked_and_recorded_ones_take_their_place() -> None:
    proposed = section(example.report(), "decisions")
    assert "proposed" in str(proposed.blocks)
    recorded = section(example.report(decisions=(TAKEN,) * 4), "decisions")
    assert recorded.title == "Four decisions taken, each with an owner"
    assert "proposed" not in str(recorded.blocks)


def test_the_page_of_decisions_says_who_answers_for_the_work_that_opens_the_gate() -> None:
    report = example.report(decisions=(TAKEN,))
    assert "One decision taken, with its owner" in str(section(report, "answer").blocks)
    assert report.roadmap is not None
    gate = [row for row in report.roadmap.rows if row.opens_gate]
    text = str(section(report, "decisions").blocks)
    assert all(row.id in text for row in gate[:10])
    unnamed = sum(not row.owner for row in gate[:10])
    assert f"{count(unnamed)} of {count(min(10, len(gate)))} without an owner" in text


def test_an_under_claim_is_one_where_more_was_seen_than_people_say() -> None:
    report = example.report()
    below = {i.id for i in report.scorecard.capabilities if i.claim is not None if i.over_claim < 0}
    named = {report.pack.capability(item).short_name for item in below}
    chart = next(b for b in section(report, "claims").blocks if isinstance(b, Dumbbells))
    told = {row.name for row in chart.rows if row.state == "under-claim"}
    assert told <= named
    assert len(told) == min(2, len(named))
    assert all(row.difference != "0.0" for row in chart.rows if row.name not in told)


def test_an_overruled_finding_stays_visible_with_name_and_reason() -> None:
    aside = Overrule(finding="f1", by="A. Ferreira", reason="Wrong registry", at=example.AS_OF)
    made = build(example.report(overrules=(aside,)))
    entry = next(
        block
        for item in made
        if item.id == "evidence"
        for block in item.blocks
        if isinstance(block, Entry) and block.number == "F-0001"
    )
    assert "Wrong registry" in str(entry.facts)
    assert "Wrong registry" in str(next(item for item in made if item.id == "decisions").blocks)


def test_a_waived_conflict_stays_with_name_reason_and_end() -> None:
    report = example.report()
    waiver = Waiver(
        capability="eng.rollback",
        by="L. Brandt",
        second="S. Two",
        reason="Until the move",
        at=example.AS_OF,
        until=example.AS_OF.replace(year=2027),
    )
    scores = tuple(
        item.model_copy(update={"waived": True, "conflict_open": False})
        if item.id == "eng.rollback"
        else item
        for item in report.scorecard.capabilities
    )
    card = report.scorecard.model_copy(update={"capabilities": scores})
    waived = report.model_copy(update={"waivers": (waiver,), "scorecard": card})
    told = str(section(waived, "claims").blocks).replace("\\xa0", " ")
    assert "waived by L. Brandt and S. Two until 16 Nov 2027: Until the move" in told


def test_abbreviations_are_spelled_out_where_they_are_first_used() -> None:
    told = [str(item.blocks) for item in build(example.report())]
    using = next(place for place, text in enumerate(told) if "ML engineering" in text)
    assert "ML: machine learning." in told[using]
    assert sum("ML: machine learning." in text for text in told) == 1


def test_an_entry_of_the_evidence_says_which_sections_lead_to_it() -> None:
    entry = next(b for b in section(example.report(), "evidence").blocks if isinstance(b, Entry))
    told = " ".join(words.text for words in entry.used_in)
    assert "The answer" in told
    assert "Claimed against observed" in told


def test_what_one_dead_source_kept_from_us_is_one_entry_that_every_reference_leads_to() -> None:
    blind = tuple(
        example.finding(
            900 + number, "eng.monitoring", 3, Outcome.UNAVAILABLE, source="s-repo",
            statement=f"Statement {number} holds", observed="the server did not answer",
            remedy="Check that it is up.", places=(),
        )
        for number in range(30)
    )  # fmt: skip
    made = example.report()
    report = made.model_copy(update={"findings": (*made.findings, *blind)})
    entries = [b for b in section(report, "evidence").blocks if isinstance(b, Entry)]
    assert len(entries) == len(made.findings) + 1
    assert {finding_numbers(report)[item.id] for item in blind} == {entries[-1].number}
    assert all(item.statement in str(entries[-1].facts) for item in blind)


def test_every_title_fits_two_lines() -> None:
    for made in (example.report(), ready(), conditional(), example.report(depth="pulse")):
        for item in build(made):
            assert item.id == "cover" or len(item.title) <= 104, item.title


def test_a_plan_that_cannot_be_made_leaves_the_rest_of_the_report() -> None:
    report = example.report().model_copy(update={"roadmap": None})
    ids = [item.id for item in build(report)]
    assert "roadmap" not in ids
    assert {"answer", "gate", "metrics", "evidence"} <= set(ids)


def test_what_moved_since_the_last_snapshot_is_told_with_its_cause() -> None:
    moved = Movement(
        capability="eng.rollback",
        before=1.4,
        after=2.0,
        probability_risen=0.85,
        state_before=State_.UNCHECKED,
        state_after=State_.CONFLICT,
        claim_before=2,
        claim_after=3,
        parts=(Part(cause=Cause.OPINION, levels=0.9), Part(cause=Cause.TIME, levels=-0.3)),
        shown=False,
    )
    past = Comparison(
        before_at=example.READ,
        after_at=example.AS_OF,
        comparable=True,
        verdict_before=Verdict.NOT_READY,
        verdict_after=Verdict.NOT_READY,
        index_before=2.0,
        index_after=2.1,
        movements=(moved,),
        areas=(AreaMovement(area="engineering", before=2.0, after=2.1, parts=moved.parts),),
    )
    told = section(example.report(previous=past), "movement")
    assert told.title == "One capability rose and none fell since 13\xa0November\xa02026"
    text = str(told.blocks)
    assert text.count("opinion\\xa0+0.9, time\\xa0−0.3") == 2
    assert "One level rose with nothing new shown or seen" in text
    assert "somebody says something else and shows nothing new for it" in text


def test_the_widest_movements_stand_on_the_page_and_the_others_in_the_appendix() -> None:
    names = [item.id for item in example.pack().capabilities]
    past = Comparison(
        before_at=example.READ, after_at=example.AS_OF, comparable=True,
        verdict_before=Verdict.NOT_READY, verdict_after=Verdict.NOT_READY,
        index_before=2.0, index_after=2.1,
        movements=tuple(
            Movement(
                capability=name, before=2.0, after=2.0 + number / 20, probability_risen=0.6,
                state_before=State_.UNCHECKED, state_after=State_.UNCHECKED,
            )
            for number, name in enumerate(names[:14], start=1)
        ),
    )  # fmt: skip

    def told(identity: str) -> list[str]:
        table = next(
            block for block in section(report, identity).blocks if isinstance(block, Table)
        )
        cells = [row.cells[0] for row in table.rows]
        lines = [cell for cell in cells if isinstance(cell, tuple)]
        return [words.target for line in lines for words in line if isinstance(words, Words)]

    report = example.report(previous=past)
    places = [f"#capability-{name}" for name in reversed(names[:14])]
    assert [*told("movement"), *told("moved")] == places
    assert len(told("movement")) == 8
    assert "page" in str(section(report, "movement").blocks[-1])


def test_people_are_named_only_where_the_report_may_name_them() -> None:
    assert "Mwangi (" not in str(section(example.report(), "scope"))
    assert "J. Mwangi (" in str(section(example.report(show_names=True), "scope"))


def test_each_gap_has_a_page_with_what_blocks_quoted_evidence_and_what_it_means() -> None:
    page = its("gap-data")
    text = str(page.blocks)
    for head in ("What is there", "What blocks, and what settles it", "The evidence, quoted",
                 "What it means for the business"):  # fmt: skip
        assert head in text
    assert "“" in text
    assert "is not earned" in text
    poor = example.roadmap_inputs(value_low=None, value_high=None)
    assert "is not earned" not in str(gaps.build(example.report(planned=poor)))


def test_what_nobody_stated_of_the_money_is_said_to_be_unknown_with_where_to_enter_it() -> None:
    poor = example.roadmap_inputs(rates={}, currency="", value_low=None, value_high=None)
    page = investment.build(example.report(planned=poor))
    assert page is not None
    text = str(page.blocks)
    assert "not known" in text
    assert "enter them on the page Clients" in text
    assert "enter it on the page Use cases" in text
    assert "€" not in text
    assert "no rates are known" in page.title
    rich = str(its("investment").blocks)
    assert "Value a quarter ÷ 13 weeks" in rich


def test_the_work_of_the_roles_adds_up_to_the_plan() -> None:
    plan = standard()[0].roadmap
    assert plan is not None
    held = by_role(plan, {})
    assert sum(item.whole for item in held) == pytest.approx(plan.effort_mid)
    assert sum(item.gate for item in held) == pytest.approx(plan.gate_effort_mid)


def test_a_dated_duty_is_never_printed_without_where_its_day_was_read() -> None:
    report, _ = standard()
    page = its("regulation")
    text = str(page)
    assert NOT_ADVICE in text
    duties = [duty for one in report.pack.frameworks for duty in one.duties]
    assert duties
    for duty in duties:
        assert duty.title in text
        assert duty.provenance in text
    assert "not in the text itself" in text
    assert len(standings(report)) == len(report.pack.frameworks)
    assert all(one.held + one.below + one.open == one.capabilities for one in standings(report))


def test_a_duty_of_another_risk_class_is_not_called_the_next_one() -> None:
    report, _ = standard()
    assert report.use_case.traits.risk_class is RiskClass.LIMITED
    assert "2 Dec 2026" in its("regulation").title.replace("\xa0", " ")
    later = report.scorecard.model_copy(update={"as_of": datetime(2027, 1, 4, tzinfo=UTC)})
    page = regulation.build(report.model_copy(update={"scorecard": later}))
    assert page is not None
    assert "Article 6" not in page.title


def test_every_risk_has_cause_event_effect_likelihood_impact_owner_and_response() -> None:
    report, _ = standard()
    page = its("risks")
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert len(table.rows) == len(risks(report)) > 3
    text = str(table).replace("\\xa0", " ")
    for risk in risks(report):
        assert risk.event in text
        assert percent(risk.likelihood).replace("\xa0", " ") in text
        assert (risk.owner or "to be named") in text
        assert risk.initiative in text


def test_below_the_date_of_the_headline_stands_how_many_judgements_reach_it() -> None:
    report, _ = standard()
    assert report.roadmap is not None
    share = share_by_the_gate(report.roadmap)
    assert share is not None
    page = its("answer")
    assert report.roadmap.gate is not None
    assert page.title.endswith(day(report.roadmap.gate.p80))
    assert percent(share) not in page.title  # behind the date it read as the date's own chance
    assert f"{percent(share)} of varied judgements" in "".join(one.text for one in page.lead)


def test_the_gantt_knows_what_each_work_waits_for() -> None:
    report, _ = standard()
    assert report.roadmap is not None
    chart = next(one for one in its("roadmap").blocks if isinstance(one, Gantt))
    waits = {f"I-{row.id}": [f"I-{name}" for name in row.after] for row in chart.rows}
    planned = {row.id: list(row.prerequisites) for row in report.roadmap.rows}
    assert any(waits.values())
    assert all(planned[name] == held for name, held in waits.items())


def reason_with(found: tuple[Finding, ...]) -> Reason:
    """The reason on the answer page that training/live parity gives, with what was found."""
    report = example.report(found=(*example.findings(), *found))
    blocks = section(report, "answer").blocks
    items = next(one for one in blocks if isinstance(one, Reasons)).items
    return next(one for one in items if one.headline.startswith("Training/live parity"))


def parity(number: int, anchor: int, observed: str, *readings: Reading) -> Finding:
    """One more absent finding on training/live parity beside the example's own at anchor 3."""
    return example.finding(
        number, "data.training-serving-skew", anchor, Outcome.ABSENT, observed=observed,
        readings=readings, probe="a.probe",
    )  # fmt: skip


MOVED = "3 of 6 features moved (channel 1.93)"


def test_the_figure_of_a_reason_is_of_the_finding_that_its_sentence_quotes() -> None:
    own = reason_with(())
    assert "2.8 % of 4,000 rows differ" in own.content[0].text
    assert own.figure == f"2.8{NBSP}%"
    told = reason_with((parity(0, 2, MOVED, example.reading("max_feature_psi", 1.93, "PSI")),))
    assert MOVED in told.content[0].text
    assert told.figure == f"1.93{NBSP}PSI"


def test_beside_a_finding_without_a_planned_figure_stands_no_figure_of_another() -> None:
    told = reason_with((parity(0, 2, "67 of 6,000 rows hold a new category"),))
    assert "67 of 6,000" in told.content[0].text
    assert told.figure.startswith("level")


@pytest.mark.parametrize("number", [0, 9])
def test_which_absent_finding_is_quoted_follows_the_pack_and_no_id(number: int) -> None:
    other = parity(number, 3, MOVED, example.reading("max_feature_psi", 1.93, "PSI"))
    assert "2.8 % of 4,000 rows differ" in reason_with((other,)).content[0].text
