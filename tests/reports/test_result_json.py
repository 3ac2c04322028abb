"""The result as JSON: it follows its schema, the schema is fresh, nobody is named by accident."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessment.sources import Source
from reports import result_json
from reports.crosswalk import standings
from reports.risks import risks
from reports.sections.answer import share_by_the_gate
from scoring.delay import cost_of_delay
from tests.reports import example_report as example
from tests.reports.workbook_report import report


def rendered(**parts: object) -> dict[str, Any]:
    return dict(json.loads(result_json.render(report(**parts))))


def test_the_result_follows_the_shipped_schema() -> None:
    Draft202012Validator.check_schema(result_json.schema())
    Draft202012Validator(result_json.schema()).validate(rendered())


def test_a_result_without_a_plan_follows_the_schema_too() -> None:
    Draft202012Validator(result_json.schema()).validate(rendered(roadmap=None))


def test_the_schema_refuses_a_field_that_nobody_knows() -> None:
    wrong = {**rendered(), "verdikt": "ready"}
    assert not Draft202012Validator(result_json.schema()).is_valid(wrong)


def test_the_shipped_schema_is_the_one_made_from_the_model() -> None:
    fresh = json.loads(result_json.schema_text())
    assert result_json.schema() == fresh, "write reports/result.schema.json again"


def test_the_result_names_the_schema_it_follows() -> None:
    assert rendered()["$schema"] == result_json.schema()["$id"]


def test_people_are_not_named_unless_the_report_names_them() -> None:
    told = json.dumps(rendered()["respondents"])
    assert "Lena Vogt" not in told
    assert "Lena Vogt" in json.dumps(rendered(show_names=True)["respondents"])


def test_the_name_of_a_secret_is_left_out() -> None:
    source = Source(id="s1", kind="prometheus", name="P", address="http://p:9090", secret="token-7")
    assert "token-7" not in json.dumps(rendered(sources=(source,)))


def test_what_the_money_and_the_risks_follow_from_is_there_from_the_same_functions() -> None:
    made = example.report()
    told = json.loads(result_json.render(made))["derived"]
    assert made.roadmap is not None
    delay = cost_of_delay(made.roadmap)
    assert delay is not None
    assert told["cost_of_delay"]["week_low"] == delay.week_low
    assert sum(item["whole"] for item in told["work_by_role"]) == pytest.approx(
        made.roadmap.effort_mid
    )
    assert [item["likelihood"] for item in told["risks"]] == [
        item.likelihood for item in risks(made)
    ]
    assert told["share_by_the_gate"] == share_by_the_gate(made.roadmap)
    assert len(told["crosswalk"]) == len(standings(made))


def test_the_figures_are_those_of_the_scorecard() -> None:
    made = report()
    told = json.loads(result_json.render(made))
    assert told["scorecard"]["verdict"] == made.scorecard.verdict
    assert told["scorecard"]["coverage"] == made.scorecard.coverage
