"""JSON Schemas of the files of a pack, made from the models, so that an editor completes and checks."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from content.judgement import Judgements
from content.model import (
    Area,
    BaseRate,
    Capability,
    Depth,
    Framework,
    Initiative,
    Metric,
    Profile,
    Role,
)
from content.pack_files import GRID
from content.questionnaire import Choice, Question, Questionnaire, ScoreBand, Section

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MODELS: tuple[type[BaseModel], ...] = (
    Area, BaseRate, Capability, Choice, Depth, Framework, Initiative, Judgements, Metric, Profile,
    Question, Questionnaire, Role, ScoreBand, Section,
)  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Name of a file of a pack (without its ending) -> its JSON Schema."""
    return {
        "pack": _whole("pack.yaml: what a pack is", {"oneOf": [_grid_header(), _header()]}),
        "area": _whole("areas/<id>.yaml: an area and its capabilities", _area()),
        "initiatives": _list("initiatives.yaml: what lifts each capability", Initiative),
        "profiles": _list("profiles.yaml: kinds of use case", Profile),
        "metrics": _list("metrics.yaml: numbers that conditions read", Metric),
        "base-rates": _list("base-rates.yaml: published shares", BaseRate),
        "framework": _whole("frameworks/<id>.yaml: a published framework", _ref(Framework)),
        "judgements": _whole("judgements.yaml: every chosen number", _ref(Judgements)),
        "section": _whole("sections/<id>.yaml: a section and its questions", _section()),
    }


def _whole(title: str, schema: Schema) -> Schema:
    """A schema with its dialect and those definitions that it reaches."""
    held = _definitions()
    needed: dict[str, Schema] = {}
    waiting = _named_in(schema)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = held[name]
            waiting |= _named_in(held[name])
    return {"$schema": DIALECT, "title": title, **schema, "$defs": dict(sorted(needed.items()))}


def _list(title: str, model: type[BaseModel]) -> Schema:
    return _whole(title, {"type": "array", "items": _ref(model)})


def _ref(model: type[BaseModel]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _definitions() -> dict[str, Schema]:
    wanted = [(model, "validation") for model in MODELS]
    _, made = models_json_schema(wanted)  # type: ignore[arg-type]
    found: dict[str, Schema] = made["$defs"]
    return found


def _named_in(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = schema.get("$ref")
        here = {own.removeprefix("#/$defs/")} if isinstance(own, str) else set()
        return here.union(*map(_named_in, schema.values()))
    return set().union(*map(_named_in, schema)) if isinstance(schema, list) else set()


def _grid_header() -> Schema:
    texts = dict.fromkeys(("id", "version", "title", "question"), TEXT)
    fields = {
        **texts, "scoring": {"const": GRID}, "areas": {"type": "array", "items": TEXT},
        "roles": {"type": "array", "items": _ref(Role)},
        "depths": {"type": "array", "items": _ref(Depth)},
    }  # fmt: skip
    needed = [name for name in fields if name != "scoring"]
    return _object(fields, needed)


def _header() -> Schema:
    fields = dict(_definitions()["Questionnaire"]["properties"])
    for name in ("questions", "digest"):
        del fields[name]
    fields["sections"] = {"type": "array", "items": TEXT, "minItems": 1}
    fields["scales"] = {
        "type": "object",
        "additionalProperties": {"type": "array", "items": _ref(Choice)},
        "description": "Choices that several questions share, by name.",
    }
    return _object(fields, ["id", "version", "title", "scoring", "sections"])


def _area() -> Schema:
    own = _definitions()
    capability = _without(own["Capability"], "area")
    fields = {**own["Area"]["properties"], "capabilities": {"type": "array", "items": capability}}
    return _object(fields, list(fields))


def _section() -> Schema:
    own = _definitions()
    question = _without(own["Question"], "section", "choices", "answer")
    question["properties"] |= {
        "choices": own["Question"]["properties"]["choices"],
        "answer": own["Question"]["properties"]["answer"],
        "scale": {**TEXT, "description": "Name of a scale of pack.yaml, in place of choices."},
        "advice": {"type": "object", "additionalProperties": TEXT},
    }
    question["oneOf"] = [{"required": ["scale"]}, {"required": ["choices", "answer"]}]
    fields = {**own["Section"]["properties"], "questions": {"type": "array", "items": question}}
    return _object(fields, ["id", "title", "questions"])


def _without(schema: Schema, *names: str) -> Schema:
    """A copy of an object's schema without some of its fields."""
    kept = {name: value for name, value in schema["properties"].items() if name not in names}
    needed = [name for name in schema.get("required", ()) if name not in names]
    return {**schema, "properties": kept, "required": needed}


def _object(fields: Schema, needed: list[str]) -> Schema:
    return {
        "type": "object", "properties": fields, "required": needed, "additionalProperties": False,
    }  # fmt: skip
