"""The whole result as JSON, and the schema that it follows."""

import json
from importlib.resources import files
from typing import Any

from reports.derived import Derived, derived
from reports.manner import for_programs
from reports.model import Report

SCHEMA_ID = "urn:prodworthy:result:1"
"""Names the shape; a field is added within a number, and removed or changed only with a new one."""


@for_programs
def render(report: Report) -> bytes:
    """The report as UTF-8 JSON after :func:`schema`; the names of secrets are left out.

    Levels are 1–5, shares 0–1, times ISO 8601 in UTC, money in the plan's currency.
    """
    plain = report.model_dump(mode="json")
    plain["sources"] = [{**source, "secret": ""} for source in plain["sources"]]
    if not report.show_names:
        _without_names(plain)
    follows = derived(report).model_dump(mode="json")
    whole = {"$schema": SCHEMA_ID, **plain, "derived": follows}
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False).encode()


def _without_names(plain: dict[str, Any]) -> None:
    """People by their role and number, as in the other formats."""
    counted: dict[str, int] = {}
    for person in plain["respondents"]:
        counted[person["role"]] = counted.get(person["role"], 0) + 1
        person["name"] = f"{person['role']} {counted[person['role']]}"
    for answer in (*plain["answers"], *plain["answers_before"]):
        answer["entered_by"] = ""
        for artefact in answer["artefacts"]:
            artefact["owner"] = ""
    for workshop in plain["workshops"]:
        workshop["led_by"] = ""
    for conflict in plain["conflicts"]:
        for event in conflict["events"]:
            # Who set something aside signed it; who merely typed an answer in did not.
            if event["respondent"]:
                event["by"] = ""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) as shipped in ``result.schema.json``."""
    text = files("reports").joinpath("result.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def generate_schema() -> dict[str, Any]:
    """The schema made from the model; the shipped file is this, written down."""
    made = Report.model_json_schema(mode="serialization")
    follows = Derived.model_json_schema(mode="serialization")
    made["$defs"] |= follows.pop("$defs", {})
    properties = {"$schema": {"const": SCHEMA_ID}, **made["properties"], "derived": follows}
    made["properties"] = properties
    made["required"] = ["$schema", *made.get("required", []), "derived"]
    described = "One assessment at one moment: what was asked, answered, seen, judged and planned."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **made,
        "title": "Prodworthy result",
        "description": described,
    }


def schema_text() -> str:
    """:func:`generate_schema` as the file is written."""
    return json.dumps(generate_schema(), indent=1, ensure_ascii=False) + "\n"
