"""The whole result of a questionnaire as JSON, and the schema that it follows."""

import json
from importlib.resources import files
from typing import Any

from reports.manner import for_programs
from reports.questionnaire.people import named
from reports.questionnaire_model import QuestionnaireReport

SCHEMA_ID = "urn:prodworthy:questionnaire-result:1"
"""Names the shape; a field is added within a number, and removed or changed only with a new one."""
FILE = "questionnaire-result.schema.json"


@for_programs
def render(report: QuestionnaireReport) -> bytes:
    """The report as UTF-8 JSON after :func:`schema`; people by role and number, unless named."""
    plain = report.model_dump(mode="json")
    if not report.show_names:
        people = named(report)
        for person in plain["respondents"]:
            person["name"] = people[person["id"]]
        for answer in plain["answers"]:
            answer["entered_by"] = ""
    whole = {"$schema": SCHEMA_ID, **plain}
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False).encode()


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) as shipped."""
    return dict(json.loads(files("reports").joinpath(FILE).read_text(encoding="utf-8")))


def schema_text() -> str:
    """The schema made from the model, as the file is written."""
    made = QuestionnaireReport.model_json_schema(mode="serialization")
    made["properties"] = {"$schema": {"const": SCHEMA_ID}, **made["properties"]}
    made["required"] = ["$schema", *made.get("required", [])]
    told = "One assessment with a questionnaire at one moment: asked, ticked, judged, advised."
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made,
        "title": "Prodworthy questionnaire result", "description": told,
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
