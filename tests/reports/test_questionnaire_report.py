"""The report of a questionnaire: one value, three formats, and nothing said that may not be said."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from assessment.choices import ChoiceAnswer
from assessment.model import Respondent
from content.digests import sealed
from content.loading import shipped
from content.questionnaire import Questionnaire
from reports import questionnaire
from reports.questionnaire import json_format
from reports.questionnaire_model import QuestionnaireReport
from scoring.advised import AdviceItem, advice_plan
from scoring.result_comparison import compare_results
from scoring.rules import rule_of
from tests.reports.pdf_reading import whole
from tests.scoring.question_builders import DEFAULTED, NOW, judged, minimum, out, risky, said


def made(
    pack: Questionnaire,
    *answers: ChoiceAnswer,
    names: bool = False,
    items: tuple[AdviceItem, ...] = (),
) -> QuestionnaireReport:
    found = judged(pack, *answers)
    return QuestionnaireReport(
        client="Acme", fictional=False, mark="Confidential to Acme", use_case="Triage",
        assessed_from=NOW.date(), assessed_to=NOW.date(), made_at=NOW, pack=pack,
        how=rule_of(pack).HOW, result=found,
        plan=advice_plan(pack, found, items, NOW.date() + timedelta(days=1)),
        respondents=(Respondent(id="ana", name="Ana Sorel", role="ml"),), answers=answers,
        previous=compare_results(judged(pack, *answers[:1]), found), show_names=names,
    )  # fmt: skip


def the_score() -> Questionnaire:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    return pack


def filled() -> QuestionnaireReport:
    pack = the_score()
    answers = [said(q.id, "by-hand") for q in pack.questions[:-2]]
    return made(pack, *answers, out(pack.questions[-2].id))


LENS = sealed(risky(*DEFAULTED, questions=60, choices="abcd"))


def test_the_pdf_tells_the_result_the_plan_and_the_method() -> None:
    text = whole(questionnaire.pdf(filled()))
    assert "Strong" in text
    assert "What to do" in text
    assert "minimum-of-sections" in text
    assert "We train no model." in text


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_long_questionnaire_finds_its_pages(size: str) -> None:
    answers = [said(f"q{n}", *("ab" if n % 3 else "")) for n in range(60)]
    text = whole(questionnaire.pdf(made(LENS, *answers), size))  # type: ignore[arg-type]
    assert "20 high risks" in text or "Twenty high risks" in text


def test_what_may_not_be_said_of_the_whole_is_said_nowhere() -> None:
    report = made(the_score(), said("data-1", "automated"))
    for text in (whole(questionnaire.pdf(report)), _cells(questionnaire.workbook(report))):
        assert "nothing is said of the whole below" in text
        assert "Exceptional. " not in text
    assert json.loads(questionnaire.result_json(report))["result"]["total"] is None


def test_where_nothing_can_be_scored_no_risk_is_counted_anywhere() -> None:
    tame = sealed(risky(("a", "none"), ("", "none"), questions=3))
    report = made(tame, *(said(f"q{n}", "a") for n in range(3)))
    text = whole(questionnaire.pdf(report))
    assert "Not scorable" in text
    assert "Questions by section and risk" not in text
    book = load_workbook(BytesIO(questionnaire.workbook(report)))
    assert book["Summary"].max_row == 3


def test_the_json_follows_its_shipped_schema_and_the_schema_is_fresh() -> None:
    assert (
        json_format.schema_text()
        == json.dumps(json_format.schema(), indent=1, ensure_ascii=False) + "\n"
    )
    for report in (filled(), made(LENS, said("q0"))):
        plain = json.loads(questionnaire.result_json(report))
        Draft202012Validator(json_format.schema()).validate(plain)


def test_people_are_named_only_where_that_is_wanted() -> None:
    for names in (False, True):
        report = made(LENS, said("q0", "a").model_copy(update={"comment": "see wiki"}), names=names)
        told = (
            whole(questionnaire.pdf(report)), _cells(questionnaire.workbook(report)),
            questionnaire.result_json(report).decode(),
        )  # fmt: skip
        assert [("Ana Sorel" in text) for text in told] == [names] * 3


def test_the_same_figures_stand_in_every_format() -> None:
    report = filled()
    total = report.result.total
    assert total is not None
    book = load_workbook(BytesIO(questionnaire.workbook(report)))
    row = [cell.value for cell in book["Summary"][5]]
    assert row[2:5] == [total.low, total.high, report.result.most]
    assert json.loads(questionnaire.result_json(report))["result"]["total"]["low"] == total.low
    assert book["Plan"].max_row == 4 + len(report.plan)


def test_a_workbook_cell_never_becomes_a_formula() -> None:
    report = made(LENS, said("q0", "a").model_copy(update={"comment": "=1+1"}))
    book = load_workbook(BytesIO(questionnaire.workbook(report)))
    cells = [c for row in book["Responses"].iter_rows() for c in row if c.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_same_report_gives_the_same_bytes() -> None:
    report = made(minimum(), said("s0-0", "1"))
    assert questionnaire.pdf(report) == questionnaire.pdf(report)


def _cells(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    return " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
