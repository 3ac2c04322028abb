"""Before the report: what each rule finds, what it leaves alone, and what the report prints of it."""

from datetime import timedelta

from assessment.model import (
    Answer,
    AnswerKind,
    Artefact,
    GoodEnough,
    Grade,
    Outcome,
    Overrule,
    Waiver,
)
from content.report_checks import report_checks
from reports.lint import Group, Item, Where, left_open, lint
from reports.model import Decision, Report, UseCaseFacts
from reports.sections import build
from scoring.roadmap_model import ConditionState, Roadmap, Status
from tests.reports import example_report as example


def group(report: Report, rule: str) -> Group | None:
    return next((item for item in lint(report) if item.id == rule), None)


def items(report: Report, rule: str) -> tuple[Item, ...]:
    found = group(report, rule)
    return found.items if found else ()


def answer(capability: str, **more: object) -> Answer:
    given = {"kind": AnswerKind.LEVEL, "level": 3, "at": example.READ, "role": "executive"}
    return Answer.model_validate({"id": f"a-{capability}", "capability": capability,
                                  "respondent": "r1"} | given | more)  # fmt: skip


def said(*answers: Answer) -> Report:
    return example.report(said=answers, found=())


def keys(found: tuple[Item, ...]) -> set[str]:
    return {item.mend.key for item in found}


def test_a_high_claim_with_nothing_but_a_word_is_named_and_leads_to_its_question() -> None:
    [item] = items(said(answer("eng.rollback", level=4)), "confident")
    assert item.what == "level 4 is claimed, statement only"
    assert (item.mend.where, item.mend.key) == (Where.QUESTION, "eng.rollback")
    assert item.grave


def test_a_high_claim_with_an_artefact_or_a_finding_behind_it_is_left_alone() -> None:
    shown = said(answer("eng.rollback", level=4, grade=Grade.ARTEFACT))
    assert not items(shown, "confident")
    found = example.finding(1, "eng.rollback", 4, Outcome.PRESENT)
    seen = example.report(said=(answer("eng.rollback", level=4),), found=(found,))
    assert not items(seen, "confident")


def test_a_lower_claim_asks_for_evidence_only_from_somebody_who_is_sure() -> None:
    unsure = answer("eng.rollback", confidence=2)
    sure = answer("reliable.latency", confidence=3)
    told = answer("data.pipelines", confidence=3, grade=Grade.EXAMPLE)
    [item] = items(said(unsure, sure, told), "confident")
    assert (item.mend.key, item.what) == ("reliable.latency", "one person is sure, statement only")


def test_the_limit_of_a_high_claim_is_the_one_in_the_content() -> None:
    lower = report_checks().model_copy(update={"shown_from_level": 3})
    report = said(answer("eng.rollback", level=3))
    assert not items(report, "confident")
    assert "confident" in {item.id for item in lint(report, lower)}


def test_open_conflicts_are_listed_critical_ones_first() -> None:
    found = items(example.report(), "conflicts")
    open_now = [item for item in example.report().scorecard.capabilities if item.conflict_open]
    assert len(found) == len(open_now) > 0
    assert [item.grave for item in found] == sorted((item.grave for item in found), reverse=True)
    assert "at most 2 seen" in found[0].what


def test_findings_past_their_day_are_one_item_a_source_and_those_that_soon_will_be_too() -> None:
    past = {"valid_until": example.AS_OF - timedelta(days=1)}
    soon = {"valid_until": example.AS_OF + timedelta(days=report_checks().soon_days - 1)}
    later = {"valid_until": example.AS_OF + timedelta(days=report_checks().soon_days + 1)}
    found = (
        example.finding(1, "eng.rollback", 3, Outcome.PRESENT, **past),
        example.finding(2, "eng.ci-cd", 3, Outcome.PRESENT, **soon),
        example.finding(3, "eng.ci-cd", 3, Outcome.PRESENT, source="s-repo", **soon),
        example.finding(4, "reliable.latency", 3, Outcome.PRESENT, source="s-other", **later),
        example.finding(5, "reliable.latency", 3, Outcome.UNAVAILABLE, source="s-other", **past),
    )
    first, second = items(example.report(found=found), "expired")
    assert (first.name, first.grave) == ("Prometheus", True)
    assert first.what.startswith("two findings, expired on 15")
    assert (second.name, second.grave) == ("Repository", False)
    assert second.what.startswith("one finding, expires on 29")


def test_an_artefact_past_its_day_is_named_by_its_file() -> None:
    old = Artefact(digest="d" * 64, filename="drill.pdf", size=1, owner="r1", added_at=example.READ,
                   valid_until=example.AS_OF - timedelta(days=3))  # fmt: skip
    report = said(answer("eng.rollback", grade=Grade.ARTEFACT, artefacts=(old,)))
    [item] = items(report, "expired")
    assert item.name == "drill.pdf"
    assert item.mend.where is Where.ARTEFACTS


def test_work_without_an_owner_is_listed_until_it_is_finished_or_named() -> None:
    report = example.report()
    assert report.roadmap
    rows = {row.id: row for row in report.roadmap.rows}
    named = {item.name.split()[0] for item in items(report, "initiatives")}
    assert named == {row.id for row in rows.values() if not row.owner}
    owned = example.roadmap_inputs(
        owners=dict.fromkeys(rows, "Kim"), status=dict.fromkeys(list(rows)[:1], Status.IN_PROGRESS)
    )
    assert not items(example.report(planned=owned), "initiatives")


def test_an_exit_that_no_number_proves_is_named() -> None:
    report = example.report()
    assert report.roadmap
    first, *rest = report.roadmap.rows
    bare = tuple(item.model_copy(update={"metric": None}) for item in first.conditions)
    changed = first.model_copy(update={"owner": "Kim", "conditions": bare})
    plan = report.roadmap.model_copy(update={"rows": (changed, *rest)})
    found = items(report.model_copy(update={"roadmap": plan}), "initiatives")
    assert {item.what for item in found if item.name.startswith(first.id)} == {"no metric"}


def planned(report: Report, **of_first: object) -> Report:
    """The report with the first measured condition of its plan changed."""
    assert report.roadmap
    row = next(row for row in report.roadmap.rows if any(item.metric for item in row.conditions))
    conditions = tuple(
        item.model_copy(update=of_first) if item.metric else item for item in row.conditions
    )
    alone = row.model_copy(update={"conditions": conditions})
    plan = report.roadmap.model_copy(update={"rows": (alone,)})
    return report.model_copy(update={"roadmap": plan})


def read_throughout(report: Report) -> Roadmap:
    """The report's plan with a reading behind every number."""
    assert report.roadmap
    rows = tuple(
        row.model_copy(
            update={"conditions": tuple(
                item.model_copy(update=READ if item.metric else {}) for item in row.conditions
            )}
        )
        for row in report.roadmap.rows
    )  # fmt: skip
    return report.roadmap.model_copy(update={"rows": rows})


READ = {"reading": example.reading("any", 0.5, "ratio"), "finding": "f1"}


def test_an_exit_metric_that_nobody_has_read_is_named_and_leads_to_the_sources() -> None:
    [item] = items(planned(example.report(), reading=None), "unread")
    assert item.what.startswith("never read: ")
    assert item.mend.where is Where.SOURCES
    refused = planned(example.report(), reading=None, state=ConditionState.UNAVAILABLE)
    assert items(refused, "unread")[0].what.startswith("could not be read: ")


def test_an_exit_metric_counts_as_read_until_its_finding_is_past_its_day() -> None:
    fresh = planned(example.report(), **READ)
    assert not items(fresh, "unread")
    past = {"valid_until": example.AS_OF - timedelta(days=1)}
    old = tuple(one.model_copy(update=past) for one in fresh.findings)
    [item] = items(fresh.model_copy(update={"findings": old}), "unread")
    assert item.what.startswith("out of date: ")
    assert item.what.endswith(" since 15\u00a0Nov\u00a02026")


def test_work_that_is_finished_needs_no_reading() -> None:
    report = planned(example.report(), reading=None)
    assert report.roadmap
    [row] = report.roadmap.rows
    done = row.model_copy(update={"status": Status.DONE})
    plan = report.roadmap.model_copy(update={"rows": (done,)})
    assert not items(report.model_copy(update={"roadmap": plan}), "unread")


def test_what_was_asked_and_nobody_answered_leads_to_its_question() -> None:
    report = said(answer("eng.rollback"))
    found = items(report, "unanswered")
    open_now = {
        item.id for item in report.scorecard.capabilities
        if item.applicable and item.asked and item.id != "eng.rollback"
    }  # fmt: skip
    assert keys(found) == open_now
    assert {item.mend.where for item in found} == {Where.QUESTION}
    assert found[0].grave


def test_a_use_case_without_a_word_on_its_value_has_no_baseline() -> None:
    [item] = items(example.report(), "baseline")
    assert item.what == "no word on where its value comes from"
    facts = UseCaseFacts(name="A", value_statement="Refunds paid in 2025", traits=example.TRAITS)
    assert not items(example.report(use_case=facts), "baseline")
    unpriced = example.roadmap_inputs(value_low=None, value_high=None)
    [item] = items(example.report(planned=unpriced), "baseline")
    assert item.what.startswith("no value a quarter and")


def test_letters_that_the_pdf_cannot_print_are_shown_with_their_place() -> None:
    report = example.report(client="Łódź Ελλάς Привет 北京 Retail 😀")
    [item] = items(report, "characters")
    assert item.name.startswith("Client: Łódź")
    assert item.grave
    assert item.what.startswith("three letters: 北 京 😀. ")
    assert "a font for Chinese" in item.what
    assert "PRODWORTHY_FONTS" in item.what
    assert not items(example.report(client="Łódź Ελλάς Привет"), "characters")


def test_a_comment_that_cannot_be_printed_leads_to_its_question() -> None:
    [item] = items(said(answer("eng.rollback", comment="回滚 in a day")), "characters")
    assert not item.grave
    assert (item.mend.where, item.mend.key) == (Where.QUESTION, "eng.rollback")


def test_respondents_are_checked_by_name_only_where_they_are_printed_by_name() -> None:
    people = (example.PEOPLE[0].model_copy(update={"name": "王芳"}),)
    assert not items(example.report(respondents=people), "characters")
    assert items(example.report(respondents=people, show_names=True), "characters")


def test_the_report_prints_what_was_left_with_a_count_and_the_first_of_each() -> None:
    report = example.report()
    groups = lint(report)
    section = next(item for item in build(report) if item.id == "left-open")
    number = sum(len(item.items) for item in groups)
    assert section.title.startswith(f"{number} points were left open")
    assert left_open(groups).startswith(f"{number} points left open, ")
    told = str(section.blocks)
    assert all(item.title in told for item in groups)
    many = next(item for item in groups if len(item.items) > 8)
    assert many.items[0].name in told
    assert f"and {len(many.items) - 8} more" in told


def test_a_report_that_leaves_nothing_open_has_no_such_section() -> None:
    owned = example.roadmap_inputs(owners={item.id: "Kim" for item in example.pack().initiatives})
    clean = tuple(
        one.model_copy(update={"kind": AnswerKind.LEVEL, "level": 3, "grade": Grade.ARTEFACT})
        for one in example.answers()
    )
    facts = UseCaseFacts(name="A", value_statement="Refunds paid in 2025", traits=example.TRAITS)
    made = example.report(said=clean, found=(), use_case=facts, planned=owned)
    assert {item.id for item in lint(made)} == {"unread"}
    made = made.model_copy(update={"roadmap": read_throughout(made)})
    assert lint(made) == ()
    assert "left-open" not in [item.id for item in build(made)]


def test_every_text_with_letters_that_cannot_be_printed_has_its_way() -> None:
    when = example.AS_OF
    settled = {"by": "Kim 漢", "reason": "r", "at": when}
    report = example.report(
        respondents=tuple(p.model_copy(update={"name": f"漢 {p.id}"}) for p in example.PEOPLE),
        show_names=True,
        decisions=(Decision(title="Buy 漢", text="t", owner="o", proposed=False),),
        overrules=(Overrule(finding="f1", **settled),),
        waivers=(Waiver(capability="eng.rollback", until=when, **settled),),
        good_enough=(GoodEnough(capability="data.pipelines", level=3, **settled),),
    )
    found = items(report, "characters")
    ways = {(item.mend.where, item.mend.key) for item in found}
    assert (Where.DECISIONS, "Buy 漢") in ways
    assert any(item.mend.where is Where.NAMES for item in found)
    [(where, key)] = [(w, k) for w, k in ways if w not in (Where.DECISIONS, Where.NAMES)]
    assert where in (Where.CONFLICT, Where.QUESTION, Where.GOOD_ENOUGH)
    assert key


def test_what_was_settled_leads_to_the_conflict_that_it_settled_or_to_its_question() -> None:
    when = example.AS_OF
    overrule = Overrule(finding="f1", by="漢", reason="r", at=when)
    capability = next(f for f in example.findings() if f.id == "f1").bearings[0].capability
    [item] = items(example.report(overrules=(overrule,)), "characters")
    assert (item.mend.where, item.mend.key) == (Where.QUESTION, capability)
    enough = GoodEnough(capability="data.pipelines", level=3, by="漢", reason="r", at=when)
    [item] = items(example.report(good_enough=(enough,)), "characters")
    assert (item.mend.where, item.mend.key) == (Where.GOOD_ENOUGH, "data.pipelines")
